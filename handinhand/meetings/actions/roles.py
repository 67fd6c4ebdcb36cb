"""Holding something in a meeting: offered by whoever will, handed back without a reason, never given out."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from handinhand.circles.actions import use_power
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.live.actions import tell
from handinhand.meetings.actions.rooms import NotNow, locked
from handinhand.meetings.actions.taking import hold_no_more
from handinhand.meetings.choices import MeetingState, Role
from handinhand.meetings.models import Care, Meeting, Notes
from handinhand.meetings.queries.roles import holders, with_rests
from handinhand.meetings.rules import why_not_role

# Whether somebody is to be found for a role of a meeting in another way just now: said by those who know it.
DRAWN: list[Callable[[Meeting, Role], bool]] = []


def hand_over_draws(*is_drawn: Callable[[Meeting, Role], bool]) -> None:
    """Take from those who know every part how to tell that a role of a meeting is being drawn."""
    DRAWN[:] = is_drawn


POWERS = {Role.HOLD: Power.HOLD_MEETING, Role.NOTES: Power.KEEP_NOTES}


@transaction.atomic
def take(*, meeting: Meeting, by: Member, role: Role, now: datetime) -> None:
    """Say "I will": `by` holds it from now on, if nobody who is here does. Said twice, it is said once."""
    meeting = _held_still(meeting)
    if role == Role.HOLD and meeting.state != MeetingState.INVITED:
        raise NotNow("in-the-room")
    if hold_present(meeting.circle, by.person) is None:
        raise NotHere
    there = holders(with_rests(meeting), viewer=by)
    who = there.get(role)
    if who is not None and who.pk == by.pk:
        return
    if who is not None:
        raise NotNow("taken")
    if any(is_drawn(meeting, role) for is_drawn in DRAWN):
        raise NotNow("drawn")
    if role in POWERS:
        use_power(power=POWERS[role], circle=meeting.circle, by=by, now=now, meeting=meeting)
        return
    care = Care.objects.filter(meeting=meeting).first() or Care(circle=meeting.circle, meeting=meeting)
    if role == Role.CARE:
        care.holder, care.second = by, (None if care.second_id == by.pk else care.second)
    elif Role.CARE not in there:
        raise NotNow("care-first")
    elif care.holder_id == by.pk:
        raise NotNow("care-yours")
    else:
        care.second = by
    care.save()
    tell(channel=meeting.scope.public_id)


@transaction.atomic
def hand_back(*, meeting: Meeting, by: Member, role: Role, now: datetime) -> None:
    """Hand back what one holds: it is open again. Nobody asks why, and no list keeps that it was so.

    A meeting that goes on is led by those who came in, until one of them picks it up.
    """
    meeting = _held_still(meeting)
    if role == Role.HOLD:
        done = Meeting.objects.filter(pk=meeting.pk, holder=by).update(holder=None)
        hold_no_more(meeting=meeting, by=by)
    elif role == Role.NOTES:
        done, _each = Notes.objects.filter(meeting=meeting, keeper=by).delete()
    elif role == Role.CARE:
        done = Care.objects.filter(meeting=meeting, holder=by).update(holder=None)
    else:
        done = Care.objects.filter(meeting=meeting, second=by).update(second=None)
    if done:
        tell(channel=meeting.scope.public_id)


def _held_still(meeting: Meeting) -> Meeting:
    """The meeting's row, held; raises NotNow where nothing of this kind can change."""
    meeting = locked(meeting)
    reason = why_not_role(meeting)
    if reason is not None:
        raise NotNow(reason)
    return meeting
