"""Care: how somebody said they are, whom they turn to, what they choose about, and who looks after care in a circle."""

from handinhand.care.models.afterwards import ForTomorrow
from handinhand.care.models.check_ins import CheckIn
from handinhand.care.models.danger import Danger, Knows, PassedOn, Told
from handinhand.care.models.helping import AtHand, HelpLine
from handinhand.care.models.holders import CircleCare, WhomToTurnTo
from handinhand.care.models.persons import SupportPerson, TurnedTo
from handinhand.care.models.quiet import QuietAsker, QuietPlan

__all__ = [
    "AtHand",
    "CheckIn",
    "CircleCare",
    "Danger",
    "ForTomorrow",
    "HelpLine",
    "Knows",
    "PassedOn",
    "QuietAsker",
    "QuietPlan",
    "SupportPerson",
    "Told",
    "TurnedTo",
    "WhomToTurnTo",
]
