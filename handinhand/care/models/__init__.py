"""Care: how somebody said they are, and what is to be when they go quiet."""

from handinhand.care.models.check_ins import CheckIn
from handinhand.care.models.quiet import QuietAsker, QuietPlan

__all__ = ["CheckIn", "QuietAsker", "QuietPlan"]
