"""When a message may come (in somebody's own hours, once a day at most), and what can be done with one's own words."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handinhand.home.models import MessageWish
from handinhand.meetings.choices import MeetingState
from handinhand.words.choices import State
from handinhand.words.models import Words

# Longer than any sending takes; a message whose server was killed in the middle is tried again after it.
LEASE = timedelta(minutes=10)
TRY_AGAIN = timedelta(minutes=15)
NOT_SAFE_YET = timedelta(minutes=60)
# What happened so short a time ago waits for the next message: until then it is surely kept, so none is lost.
SETTLES = timedelta(minutes=2)
# How long before the day of a promise its maker hears of it.
NEAR = timedelta(days=3)
DAYS_AHEAD = 15


def own_day(wish: MessageWish, now: datetime) -> date:
    """The day on somebody's own clock."""
    return now.astimezone(ZoneInfo(wish.time_zone)).date()


def is_own_hour(wish: MessageWish, now: datetime) -> bool:
    """Whether somebody's own clock shows an hour of a day that they chose."""
    clock = now.astimezone(ZoneInfo(wish.time_zone))
    return str(clock.weekday()) in wish.days and wish.from_hour <= clock.hour < wish.to_hour


def can_be_reached(wish: MessageWish) -> bool:
    """Whether the address or number was not refused since it was last confirmed."""
    return wish.goes_to.confirmed_at is not None and not wish.goes_to.is_refused


def next_look(wish: MessageWish, *, after: datetime) -> datetime:
    """When to look next: the beginning of somebody's hours on the next day that was not looked at, or at once in them.

    Hours that the clocks jump over do not come that day; hours that come twice are one day's hours.
    """
    today = own_day(wish, after)
    for ahead in range(DAYS_AHEAD):
        day = today + timedelta(days=ahead)
        if day == wish.looked_on:
            continue
        begins = datetime.combine(day, time(wish.from_hour), tzinfo=ZoneInfo(wish.time_zone)).astimezone(UTC)
        moment = max(begins, after)
        if is_own_hour(wish, moment) and own_day(wish, moment) == day:
            return moment
    return after + timedelta(days=1)


def comes_near(by_when: date, *, made_on: date, since: date, today: date) -> bool:
    """Whether the day of a promise came near after `since`: some days before it, and never on the day it was made."""
    heard_on = max(by_when - NEAR, made_on + timedelta(days=1))
    return since < heard_on <= today <= by_when


def can_go_further(words: Words) -> bool:
    """Whether its author says how far it goes: what was said in a meeting, once that is over."""
    said = getattr(words, "said", None)
    return said is not None and words.state == State.SHARED and bool(said.meeting.state == MeetingState.CLOSED)


def can_go_for_good(words: Words) -> bool:
    """Whether its author can delete it: nothing of others is part of it, and no meeting is using it just now."""
    said = getattr(words, "said", None)
    if said is not None:
        return bool(said.meeting.state != MeetingState.OPEN)
    return hasattr(words, "profile_line") or hasattr(words, "in_group")
