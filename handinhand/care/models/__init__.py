"""Care: how somebody said they were, and what was passed on because of danger."""

from handinhand.care.models.check_ins import CheckIn
from handinhand.care.models.danger import Danger, Knows, PassedOn, Told

__all__ = ["CheckIn", "Danger", "Knows", "PassedOn", "Told"]
