"""Meetings: the plan, the room, and what passes between people there."""

from handinhand.meetings.models.between import Between, TalkQuestions
from handinhand.meetings.models.carrying import Carried
from handinhand.meetings.models.late import LateChange
from handinhand.meetings.models.outlook import Outlook
from handinhand.meetings.models.plans import (
    MOST_PREPARATION,
    PART_TEXTS,
    PLAN_TEXTS,
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
from handinhand.meetings.models.stepping import Fetching, SteppingOut
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
    "PART_TEXTS",
    "PLAN_TEXTS",
    "Ahead",
    "Answer",
    "Attendance",
    "Back",
    "Between",
    "BreakAsked",
    "Care",
    "Carried",
    "DoneFor",
    "Fetching",
    "Friend",
    "GroupWords",
    "Hand",
    "InGroup",
    "LateChange",
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
    "SteppingOut",
    "TalkQuestions",
]
