"""How much there is room for in what helps me."""

from django.utils.translation import gettext as _

from handinhand.care.choices import About
from handinhand.ui.forms import can_be_seen

LINE_LIMIT = 600
MOST_LINES = 60


def why_not_write(about: str, body: str, there: int) -> str | None:
    """Why a line cannot be kept like that."""
    if about not in About.values:
        return _("Please choose what your line is about.")
    if not can_be_seen(body):
        return _("Please write something here.")
    if len(body) > LINE_LIMIT:
        return _("That is longer than a line can be here. Please say it in fewer words.")
    if there >= MOST_LINES:
        return _("There is no more room on this page. Please take a line out first.")
    return None


def meeting_is_over() -> str:
    """What somebody reads who wants to show a line in a meeting that is over, or that they are not among."""
    return _("That meeting is over, or you are not among its people now. Your line is still here. Please choose anew.")
