"""Meetings: the plan, the room, and what passes between people there."""

from handinhand.meetings.models.carrying import Carried
from handinhand.meetings.models.outlook import Outlook
from handinhand.meetings.models.plans import (
    MOST_PREPARATION,
    Answer,
    Meeting,
    Pace,
    Paper,
    PaperBefore,
    Part,
    PartQuestion,
    PlanChange,
    Series,
)
from handinhand.meetings.models.roles import Care
from handinhand.meetings.models.rooms import (
    Ahead,
    Attendance,
    DoneFor,
    Friend,
    Hand,
    Notes,
    OnPhone,
    Said,
    Seat,
)
from handinhand.meetings.models.together import (
    Back,
    BreakAsked,
    GroupWords,
    InGroup,
    OfferAnswer,
    Pause,
    PlanOffer,
    SmallGroup,
    Split,
)

__all__ = [
    "MOST_PREPARATION",
    "Ahead",
    "Answer",
    "Attendance",
    "Back",
    "BreakAsked",
    "Care",
    "Carried",
    "DoneFor",
    "Friend",
    "GroupWords",
    "Hand",
    "InGroup",
    "Meeting",
    "Notes",
    "OfferAnswer",
    "OnPhone",
    "Outlook",
    "Pace",
    "Paper",
    "PaperBefore",
    "Part",
    "PartQuestion",
    "Pause",
    "PlanChange",
    "PlanOffer",
    "Said",
    "Seat",
    "Series",
    "SmallGroup",
    "Split",
]
