"""Says reasons that pure code gave, in the reader's language."""

from django.utils.translation import gettext, ngettext

from handinhand.fairness.reasons import Reason


def say(reason: Reason) -> str:
    """A reason as one sentence."""
    return reason.in_words(gettext, ngettext)
