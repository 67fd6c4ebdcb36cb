"""How much there is room for on somebody's page, and how often one writes to another."""

from datetime import timedelta

from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.people.rules import Limit
from handinhand.profiles.choices import WRITTEN, Heading
from handinhand.ui.forms import can_be_seen

LINE_LIMIT = 600
LINES_EACH = 12
GIFT_LIMIT = 1000
GIFTS_SHOWN = 12
DAY = timedelta(days=1)
# Nobody can be flooded by one person, nor can one person flood a circle.
GIFTS_TO_ONE = Limit(3, DAY)
GIFTS_TO_ALL = Limit(20, DAY)
PHOTOGRAPHS = Limit(10, timedelta(hours=1))


def why_not_write(heading: str, body: str, there: int) -> str | None:
    """Why a line cannot be kept like that."""
    if heading not in WRITTEN:
        return _("Please choose what your line is about.")
    if not can_be_seen(body):
        return _("Please write something here.")
    if len(body) > LINE_LIMIT:
        return _("That is longer than a line of this page can be. Please say it in fewer words.")
    return why_no_room(there)


def why_no_room(there: int) -> str | None:
    """Why there is no room for one more line under a heading."""
    return _("There is no more room under this heading. Please take a line out first.") if there >= LINES_EACH else None


def why_not_give(by: Member, to: Member | None, body: str) -> str | None:
    """Why words cannot go to somebody. It never says anything of what they chose."""
    if to is None or to.left_at is not None:
        return _("They have left this circle, so your words went nowhere. They are still here.")
    if by.pk == to.pk:
        return _("This is for somebody else. What you are good at has a place on your own page.")
    if not can_be_seen(body):
        return _("Please write something here.")
    if len(body) > GIFT_LIMIT:
        return _("That is longer than we can pass on. Please say it in fewer words.")
    return None


def goes_to_me_first(heading: str) -> bool:
    """Whether a line of this kind is for its writer alone until they say otherwise."""
    return heading == Heading.HARD_DAY
