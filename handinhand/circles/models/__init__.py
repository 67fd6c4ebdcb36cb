"""What a circle keeps: its members and ways in, what it made its own, and what it asks itself to agree to."""

from handinhand.circles.models.members import (
    AdoptedLine,
    AdoptedVersion,
    DecisionRule,
    Hello,
    Hold,
    HoldAnswer,
    HoldProposal,
    Invitation,
    Member,
    NotTogether,
    Reading,
)
from handinhand.circles.models.powers import WORDS_END, OwnRule, PowerUse, PowerYes, UseAnswer

__all__ = [
    "WORDS_END",
    "AdoptedLine",
    "AdoptedVersion",
    "DecisionRule",
    "Hello",
    "Hold",
    "HoldAnswer",
    "HoldProposal",
    "Invitation",
    "Member",
    "NotTogether",
    "OwnRule",
    "PowerUse",
    "PowerYes",
    "Reading",
    "UseAnswer",
]
