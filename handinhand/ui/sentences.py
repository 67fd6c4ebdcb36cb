"""Says reasons that pure code gave, in the reader's language."""

from dataclasses import replace

from django.utils.translation import gettext, ngettext

from handinhand.fairness.reasons import Reason
from handinhand.ui.apart import apart


def say(reason: Reason) -> str:
    """A reason as one sentence."""
    values = {name: apart(value) if isinstance(value, str) else value for name, value in reason.values.items()}
    return replace(reason, values=values).in_words(gettext, ngettext)
