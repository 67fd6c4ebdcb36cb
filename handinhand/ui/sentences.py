"""Says reasons that pure code gave, in the reader's language."""

from django.utils.translation import gettext

from handinhand.fairness.reasons import Reason


def say(reason: Reason) -> str:
    """A reason as one sentence."""
    return gettext(reason.text) % reason.values
