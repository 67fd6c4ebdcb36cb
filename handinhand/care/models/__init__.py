"""Care: how somebody said they are, what helps them, and who asks after a meeting."""

from handinhand.care.models.afterwards import ForTomorrow
from handinhand.care.models.check_ins import CheckIn
from handinhand.care.models.helping import AtHand, HelpLine

__all__ = ["AtHand", "CheckIn", "ForTomorrow", "HelpLine"]
