"""Who can see words that somebody else reads only when their time comes, in a sentence for their author."""

from django.utils.translation import gettext as _

from handinhand.ground.moments import goes_on
from handinhand.words.choices import State
from handinhand.words.models import Words


def who_reads_later(words: Words, names: str) -> str:
    """Who can see a plan's words, or words for tomorrow; nothing for any other, and none of it says who looks away.

    The sentence about a plan is true whether somebody is asked or not: what it says changes with nobody's going quiet.
    """
    if words.state == State.DRAFT:
        return _of_a_plan() if hasattr(words, "quiet_plan") else ""
    tomorrow = getattr(words, "for_tomorrow", None)
    if tomorrow is None or not names or not goes_on(tomorrow.begins_at):
        return ""
    return _("Only you can see this today. From tomorrow, you and one other person can: %(names)s.") % {"names": names}


def _of_a_plan() -> str:
    return _(
        "Only you can see this, until the time in your plan is over. Then whoever is asked reads it, or has read it."
    )
