"""Turns in a round, and hands raised in a talk. Whose turn it is follows from what is kept; nothing else is shown."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.models import Member
from handinhand.live.actions import tell
from handinhand.meetings.actions.hands import call_next, finish, put_down
from handinhand.meetings.actions.rooms import NotNow, check_open, locked
from handinhand.meetings.choices import Outcome, PartKind
from handinhand.meetings.models import Hand, Meeting, Part
from handinhand.meetings.queries.turns import round_turn
from handinhand.words.queries import is_in


@transaction.atomic
def end_turn(*, meeting: Meeting, by: Member, now: datetime, whose: str) -> None:
    """End the turn of the member with public id `whose`: one's own, or as holder. Sent twice, it ends one turn."""
    meeting = locked(meeting)
    check_open(meeting)
    part = meeting.current
    if part is None or (by.public_id != whose and meeting.holder_id != by.pk):
        raise NotNow("turn")
    if part.takes_turns:
        _settle_seat(part, whose, Outcome.TOOK)
    elif part.kind == PartKind.TALK:
        call_next(meeting, part, now=now)
        finish(part, whose, now=now)
        call_next(meeting, part, now=now)
    tell(channel=meeting.scope.public_id)


@transaction.atomic
def pass_turn(*, meeting: Meeting, by: Member, now: datetime, whose: str, again: bool = False) -> None:
    """Pass: the turn goes on, and is offered again at the end. The holder can ask somebody later in the same way.

    `again` says that it was offered again already: a tap from a page of before does not use up the second offer.
    """
    meeting = locked(meeting)
    check_open(meeting)
    part = meeting.current
    if part is None or not part.takes_turns or (by.public_id != whose and meeting.holder_id != by.pk):
        raise NotNow("turn")
    seat = part.seats.filter(member__public_id=whose).first()
    if seat is not None and (seat.outcome == Outcome.NOT_YET) != again:
        _settle_seat(part, whose, Outcome.PASSED if seat.outcome == Outcome.NOT_YET else Outcome.PASSED_AGAIN)
    tell(channel=meeting.scope.public_id)


@transaction.atomic
def raise_hand(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Ask to speak, once one came in; those not yet heard come first."""
    meeting = locked(meeting)
    check_open(meeting)
    part = meeting.current
    if part is None or part.kind != PartKind.TALK:
        raise NotNow("talk")
    if not is_in(meeting.scope_id, by.person):
        raise NotNow("in")
    Hand.objects.get_or_create(
        part=part, member=by, done_at=None, defaults={"circle": meeting.circle, "raised_at": now}
    )
    call_next(meeting, part, now=now)
    tell(channel=meeting.scope.public_id)


@transaction.atomic
def lower_hand(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Take one's hand down again, whether or not the turn has come."""
    meeting = locked(meeting)
    if meeting.current is not None and put_down(meeting, by, now=now):
        call_next(meeting, meeting.current, now=now)
        tell(channel=meeting.scope.public_id)


@transaction.atomic(savepoint=False)
def count_written_turn(*, meeting: Meeting, by: Member) -> None:
    """Words written in a round are a turn like any other: whoever wrote is not asked again."""
    part = meeting.current
    if part is not None and part.kind == PartKind.ROUND:
        part.seats.filter(member=by).update(outcome=Outcome.TOOK)


def _settle_seat(part: Part, whose: str, outcome: Outcome) -> None:
    """Write down what the current turn came to; anybody else's turn stays as it is."""
    turn = round_turn(part)
    if turn is not None and turn.who == whose:
        part.seats.filter(member__public_id=whose).update(outcome=outcome)
