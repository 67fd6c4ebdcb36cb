"""What something asked or offered takes, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def cost_in_words(minutes: int | None) -> str:
    """About how much time something takes, as people say it; empty where nobody said."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("about %(minutes)s minute", "about %(minutes)s minutes", minutes) % {"minutes": minutes}
    if not rest:
        return ngettext("about %(hours)s hour", "about %(hours)s hours", hours) % {"hours": hours}
    return _("about %(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
