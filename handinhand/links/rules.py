"""When two circles can be linked, and what can be told."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from handinhand.ground.models import Circle
from handinhand.links.models import Link, Update

CODE_LASTS = timedelta(days=28)
MOST_LINKS = 50
MOST_OFFERS = 20


def why_not_link(link: Link, circle: Circle, *, linked_already: bool, now: datetime) -> str | None:
    """Why `circle` cannot say yes to a link that another circle said yes to."""
    if link.circle_id == circle.pk:
        return _("This code is of this circle. It is for another circle: somebody there types it in.")
    if not link.is_offered(now):
        return no_such_code()
    if linked_already:
        return _("The two circles are linked already. There is nothing more to do.")
    return None


def no_such_code() -> str:
    """What is said of a code that opens nothing: it does not tell whether it ever did."""
    return _(
        "No link waits under this code. Perhaps there is a slip in it, or it was used or taken back. You can ask the"
        " other circle for a new one."
    )


def why_not_tell(links: int) -> str | None:
    """Why nothing can be told."""
    return None if links else _("None of these circles is linked with us any more, so there is nobody to tell.")


def can_be_taken_back(update: Update) -> bool:
    """Whether an update is still to be read anywhere."""
    return update.taken_back_at is None
