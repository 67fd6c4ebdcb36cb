"""I need a break; and going on after one by agreement. No clock decides anything, and nothing says later who asked."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from handinhand.circles.models import Member
from handinhand.live.actions import tell
from handinhand.meetings.actions import rooms
from handinhand.meetings.actions.ending import end_pause
from handinhand.meetings.actions.rooms import NotNow, check_leads, check_open, locked
from handinhand.meetings.models import Attendance, Back, BreakAsked, Meeting, Pause
from handinhand.meetings.queries.pauses import how_many_back, is_break
from handinhand.meetings.queries.roles import can_be_told, holders
from handinhand.words.queries import is_in


@transaction.atomic
def tell_care(*, meeting: Meeting, by: Member, now: datetime, to: Collection[str]) -> None:
    """Step out, and let whoever looks after care know that one needs a break; without them, the holder.

    `to` has the public ids of those whom the page named: nobody else is told, whoever it is by now.
    """
    meeting = locked(meeting)
    _check_here(meeting, by)
    came = Attendance.objects.filter(meeting=meeting).values_list("member", flat=True)
    there = can_be_told(holders(meeting), viewer=by, came=set(came))
    told = [each for each in there if each.public_id in to]
    if not told:
        raise NotNow("others-now" if there else "nobody-to-tell")
    _pause(meeting, somebody_was_told=True)
    for each in told:
        BreakAsked.objects.get_or_create(meeting=meeting, member=by, told=each, defaults={"circle": meeting.circle})
    rooms.step_out(meeting=meeting, by=by, now=now)
    for each in told:
        tell(channel=each.person.public_id)


@transaction.atomic
def tell_all(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Let everybody in the room know that a break would be good. Nothing that is kept says whose wish it was."""
    meeting = locked(meeting)
    _check_here(meeting, by)
    if not is_break(meeting, _pause_of(meeting)):
        _pause(meeting, is_wanted=True)
        tell(channel=meeting.scope.public_id)


@transaction.atomic
def begin_break(*, meeting: Meeting, by: Member, now: datetime, minutes: int, leave: str) -> None:
    """Begin a break in the middle of part `leave` (its public id): turns and words stay where they are."""
    meeting = locked(meeting)
    check_leads(meeting, by)
    if meeting.current is None or meeting.current.public_id != leave:
        raise NotNow("moved-on")
    if is_break(meeting, _pause_of(meeting)):
        return
    end_pause(meeting)
    _pause(meeting, is_on=True, minutes=minutes)
    tell(channel=meeting.scope.public_id)


@transaction.atomic
def no_break(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Go on without a break for now, in plain sight; whoever wished for one can still step out, or ask again."""
    meeting = locked(meeting)
    check_leads(meeting, by)
    if Pause.objects.filter(meeting=meeting, is_wanted=True).update(is_wanted=False):
        tell(channel=meeting.scope.public_id)


@transaction.atomic
def be_back(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Say that one is back from a break. Others' pages hear of it only when what they say changes."""
    meeting = locked(meeting)
    _check_here(meeting, by)
    _check_break(meeting)
    before = how_many_back(meeting)
    Back.objects.get_or_create(meeting=meeting, member=by, defaults={"circle": meeting.circle})
    tell(channel=by.person.public_id)
    if how_many_back(meeting) != before:
        tell(channel=meeting.scope.public_id)


@transaction.atomic
def ask_to_go_on(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Ask everybody whether to go on."""
    meeting = locked(meeting)
    check_leads(meeting, by)
    _check_break(meeting)
    _pause(meeting, is_asked=True)
    tell(channel=meeting.scope.public_id)


@transaction.atomic
def a_little_longer(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Answer that one would like a little longer: said to all, and kept without a name and without a number."""
    meeting = locked(meeting)
    _check_here(meeting, by)
    if not Pause.objects.filter(meeting=meeting, is_asked=True).update(is_longer=True):
        raise NotNow("not-asked")
    tell(channel=meeting.scope.public_id)


@transaction.atomic
def stay_longer(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """The break goes on for a while, and is asked about again later."""
    meeting = locked(meeting)
    check_leads(meeting, by)
    if Pause.objects.filter(meeting=meeting, is_asked=True).update(is_asked=False, is_longer=False):
        tell(channel=meeting.scope.public_id)


@transaction.atomic
def go_on(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Go on where the break began, after everybody was asked. A tap sent twice goes on once."""
    meeting = locked(meeting)
    check_leads(meeting, by)
    pause = _pause_of(meeting)
    if pause is None or not pause.is_on:
        return
    if not pause.is_asked:
        raise NotNow("ask-first")
    end_pause(meeting)
    tell(channel=meeting.scope.public_id)


def _check_here(meeting: Meeting, by: Member) -> None:
    check_open(meeting)
    if not is_in(meeting.scope_id, by.person) or not Attendance.objects.filter(meeting=meeting, member=by).exists():
        raise NotNow("in")


def _check_break(meeting: Meeting) -> None:
    if not is_break(meeting, _pause_of(meeting)):
        raise NotNow("no-break")


def _pause_of(meeting: Meeting) -> Pause | None:
    return Pause.objects.filter(meeting=meeting).first()


def _pause(meeting: Meeting, **now_so: bool | int) -> None:
    """Write down what is so now about a break of this meeting; a planned one has nothing written down before that."""
    Pause.objects.update_or_create(meeting=meeting, defaults={"circle": meeting.circle, **now_so})
