"""When somebody is looked for, how long an ask waits, and what being beside somebody takes."""

from datetime import datetime, timedelta

from handinhand.fairness.energy import Cost
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.plans import OVER_AFTER

TAKES = Cost(minutes=20)
# A wish for all meetings is looked after when one is near; a wish for one meeting at once.
LOOKED_FOR_BEFORE = timedelta(days=7)
# Who does not look for so long is asked no more, and somebody else is.
ASK_WAITS = timedelta(days=3)


class IsOver(Exception):
    """What somebody answers is over by now: it was taken back, waited too long, or the meeting has been."""


def is_ahead(meeting: Meeting, *, now: datetime) -> bool:
    """Whether somebody can still be beside somebody in a meeting."""
    is_coming = meeting.state == MeetingState.INVITED and meeting.starts_at >= now - OVER_AFTER
    return is_coming or meeting.state == MeetingState.OPEN


def is_near(meeting: Meeting, *, now: datetime) -> bool:
    """Whether it is time to look for somebody for those who wish it in all meetings."""
    return meeting.starts_at <= now + LOOKED_FOR_BEFORE


def ask_ends(meeting: Meeting, *, now: datetime) -> datetime:
    """Until when an ask waits for an answer."""
    return min(now + ASK_WAITS, max(now, meeting.starts_at) + OVER_AFTER)
