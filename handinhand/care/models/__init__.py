"""Care: how somebody said they are, whom they turn to, and who looks after care in a circle."""

from handinhand.care.models.check_ins import CheckIn
from handinhand.care.models.danger import Danger, Knows, PassedOn, Told
from handinhand.care.models.holders import CircleCare, WhomToTurnTo
from handinhand.care.models.persons import SupportPerson, TurnedTo
from handinhand.care.models.quiet import QuietAsker, QuietPlan

__all__ = [
    "CheckIn",
    "CircleCare",
    "Danger",
    "Knows",
    "PassedOn",
    "QuietAsker",
    "QuietPlan",
    "SupportPerson",
    "Told",
    "TurnedTo",
    "WhomToTurnTo",
]
