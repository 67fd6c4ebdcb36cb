"""Opening, holding, moving on and closing a meeting; coming in and stepping out."""

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, TypedDict

from django.db import transaction
from django.db.models import QuerySet

from handinhand.acquaintance.actions import remember
from handinhand.acquaintance.queries import Met, met
from handinhand.care.actions import keep_at_hand
from handinhand.circles import apart
from handinhand.circles.actions import use_power
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.circles.queries.asking import rule_in_force
from handinhand.decisions.actions import lay_aside
from handinhand.fairness.seating import seats_apart
from handinhand.fairness.turns import Turn
from handinhand.ground.models import Circle
from handinhand.ground.moments import is_over
from handinhand.ground.prepared import Prepared
from handinhand.live.actions import tell
from handinhand.meetings.actions.between import keep_between
from handinhand.meetings.actions.carrying import ask_those_who_carried
from handinhand.meetings.actions.ending import end_with_meeting, end_with_part, forget_break_asked, open_what_was_asked
from handinhand.meetings.actions.hands import call_next, put_down
from handinhand.meetings.actions.opening import keep_ahead, open_ahead
from handinhand.meetings.actions.taking import ask_no_friend, begin_to_hold
from handinhand.meetings.choices import MeetingState, Outcome, PartKind
from handinhand.meetings.models import Attendance, Hand, Meeting, Part, Pause, Seat
from handinhand.meetings.queries.turns import round_turn
from handinhand.meetings.rules import can_come_in
from handinhand.profiles.actions import keep_company
from handinhand.words.actions import let_see, open_together
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import is_in


class NotNow(Exception):
    """Something cannot be done at this point of a meeting; the sentence says what can."""


def check_holds(meeting: Meeting, by: Member) -> None:
    """Raise NotNow unless the meeting is open and `by` holds it."""
    check_open(meeting)
    if meeting.holder_id != by.pk:
        raise NotNow("holder")


def check_leads(meeting: Meeting, by: Member) -> None:
    """Raise NotNow unless `by` holds the open meeting, or is one of its people while nobody here holds it."""
    check_open(meeting)
    holder = meeting.holder
    if holder is not None and holder.pk != by.pk and holder.left_at is None and not holder.is_held:
        raise NotNow("holder")
    if not is_in(meeting.scope_id, by.person):
        raise NotNow("in")


def check_open(meeting: Meeting) -> None:
    """Raise NotNow unless the meeting is happening."""
    if meeting.state != MeetingState.OPEN:
        raise NotNow("open")


def locked(meeting: Meeting) -> Meeting:
    """The meeting's row, held until this change is through, so that two people's taps take turns."""
    return _locked.rows(number=meeting.pk)[0]


@Prepared
def _locked(number: int) -> QuerySet[Meeting]:
    held = Meeting.objects.select_for_update(of=("self",)).filter(pk=number)
    return held.select_related("scope", "circle", "current__proposal")


@transaction.atomic
def begin(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Begin a meeting: whoever begins it holds it, until somebody else picks that up; raises NotNow.

    Where calling one off, or changing it late, takes several of us, nobody does so alone by beginning it days before.
    """
    meeting = locked(meeting)
    if meeting.state == MeetingState.INVITED and not can_come_in(meeting, now=now):
        held_back = (rule_in_force(meeting.circle, each) for each in (Power.CALL_OFF, Power.CHANGE_PLAN_LATE))
        if any(takes.agree > 1 or takes.notice_days for takes in held_back):
            raise NotNow("early")
    if meeting.state == MeetingState.INVITED:
        use_power(power=Power.OPEN_MEETING, circle=meeting.circle, by=by, now=now, meeting=meeting)
    elif meeting.state != MeetingState.OPEN:
        raise NotNow("open")
    come_in(meeting=meeting, by=by, now=now)


def open_effect(*, circle: Circle, by: Member, now: datetime, meeting: Meeting, **_: Any) -> Meeting:
    """The meeting opens at its first part."""
    meeting.state = MeetingState.OPEN
    meeting.opened_at = now
    meeting.holder = by
    meeting.save(update_fields=["state", "opened_at", "holder"])
    begin_to_hold(meeting=meeting, by=by, now=now)
    first = meeting.parts.order_by("position").first()
    if first is not None:
        _enter(meeting, first, now=now)
    return meeting


@transaction.atomic
def hold(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Pick up holding the meeting, in one tap."""
    meeting = locked(meeting)
    check_open(meeting)
    if meeting.holder_id != by.pk:
        use_power(power=Power.HOLD_MEETING, circle=meeting.circle, by=by, now=now, meeting=meeting)
        come_in(meeting=meeting, by=by, now=now)


def hold_effect(*, circle: Circle, by: Member, now: datetime, meeting: Meeting, **_: Any) -> Meeting:
    """The meeting is held by whoever picked it up."""
    meeting.holder = by
    meeting.save(update_fields=["holder"])
    begin_to_hold(meeting=meeting, by=by, now=now)
    tell(channel=meeting.scope.public_id)
    return meeting


@transaction.atomic
def come_in(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Come in, or back in; a round that goes on gets one more seat, at its end. Raises NotHere for who just left."""
    meeting = locked(meeting)
    check_open(meeting)
    if hold_present(meeting.circle, by.person) is None:
        raise NotHere
    let_see(scope=meeting.scope, person=by.person)
    before = _shown_turn(meeting)
    came = Attendance.objects.filter(meeting=meeting, member=by).first()
    if came is None:
        Attendance.objects.create(circle=meeting.circle, meeting=meeting, member=by, came_in_at=now)
        keep_company(circle=meeting.circle, now=now)
        keep_at_hand(circle=meeting.circle, now=now)
    elif came.is_out:
        came.is_out = False
        came.save(update_fields=["is_out"])
        forget_break_asked(meeting, by)
    has_moved = _take_seat(meeting, by, turn=before, is_new_here=came is None)
    tell(channel=by.person.public_id)
    if came is None or has_moved or _shown_turn(meeting) != before:
        tell(channel=meeting.scope.public_id)


def _take_seat(meeting: Meeting, by: Member, *, turn: Turn | None, is_new_here: bool) -> bool:
    """Have a seat in a round that goes on; whether it is a new place.

    Whoever has the turn keeps it. Somebody who comes, or comes back, when they would lose it goes to the end, and while
    those who passed are asked again, is asked with them. So is somebody whose words were read before they came.
    """
    current = meeting.current
    if current is None or not current.takes_turns:
        return False
    last = current.seats.order_by("-order").first()
    place = last.order + 1 if last else 0
    given = {"circle": meeting.circle, "order": place}
    seat, is_new = Seat.objects.get_or_create(part=current, member=by, defaults=given)
    if is_new_here and seat.outcome == Outcome.TOOK:
        seat.outcome = Outcome.PASSED
        seat.save(update_fields=["outcome"])
    takes_turn = turn is not None and _shown_turn(meeting) != turn
    if takes_turn:
        seat.order = place
        seat.outcome = Outcome.PASSED if turn is not None and turn.asked_again else seat.outcome
        seat.save(update_fields=["order", "outcome"])
    return is_new or takes_turn


def _shown_turn(meeting: Meeting) -> Turn | None:
    """Who has the turn in a round that goes on, which is all that stepping out or coming back changes for others."""
    current = meeting.current
    return round_turn(current) if current is not None and current.takes_turns else None


@transaction.atomic
def step_out(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Step out for now: nobody is told, not even their phones; a turn goes on, and is offered again when back."""
    meeting = locked(meeting)
    check_open(meeting)
    before = _shown_turn(meeting)
    Attendance.objects.filter(meeting=meeting, member=by).update(is_out=True)
    had_hand_up = put_down(meeting, by, now=now)
    if had_hand_up and meeting.current is not None:
        call_next(meeting, meeting.current, now=now)
    tell(channel=by.person.public_id)
    if had_hand_up or _shown_turn(meeting) != before:
        tell(channel=meeting.scope.public_id)


@transaction.atomic
def go_to(*, meeting: Meeting, by: Member, now: datetime, leave: str, part: Part) -> None:
    """Go to another part, from part `leave` (its public id): a tap sent twice goes on once."""
    meeting = locked(meeting)
    current = meeting.current
    is_break = current is not None and current.kind == PartKind.BREAK
    (check_leads if is_break else check_holds)(meeting, by)
    if current is None or current.public_id != leave or part.pk == current.pk:
        return
    pause = Pause.objects.filter(meeting=meeting).first()
    in_a_break = (is_break and part.position > current.position) or (pause is not None and pause.is_on)
    if in_a_break and (pause is None or not pause.is_asked):
        raise NotNow("ask-first")
    _come_out(meeting, current, now=now)
    _enter(meeting, part, now=now)


@transaction.atomic
def close(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Close the meeting: from now on the list of its people stands, and its summary is there."""
    meeting = locked(meeting)
    if meeting.state == MeetingState.CLOSED:
        return
    check_holds(meeting, by)
    use_power(power=Power.CLOSE_MEETING, circle=meeting.circle, by=by, now=now, meeting=meeting)


def close_effect(*, circle: Circle, by: Member, now: datetime, meeting: Meeting, **_: Any) -> Meeting:
    """What was passing is forgotten; what was shared stays with the people of the meeting."""
    if meeting.current is not None:
        _come_out(meeting, meeting.current, now=now)
    end_with_meeting(meeting)
    open_what_was_asked(meeting)
    keep_ahead(meeting, now=now)
    Hand.objects.filter(part__meeting=meeting).delete()
    Attendance.objects.filter(meeting=meeting).update(is_out=False)
    meeting.state = MeetingState.CLOSED
    meeting.closed_at = now
    meeting.current = None
    meeting.save(update_fields=["state", "closed_at", "current"])
    keep_between(meeting=meeting, now=now)
    ask_no_friend(meeting=meeting, now=now)
    ask_those_who_carried(meeting=meeting, now=now)
    keep_company(circle=circle, now=now)
    keep_at_hand(circle=circle, now=now)
    tell(channel=meeting.scope.public_id)
    return meeting


@transaction.atomic
def open_ideas(*, meeting: Meeting, by: Member, now: datetime, part: Part) -> None:
    """Open everybody's ideas in one moment, with names, as they were told when they wrote."""
    check_holds(locked(meeting), by)
    open_part_ideas(part, now=now)
    tell(channel=meeting.scope.public_id)


def open_part_ideas(part: Part, *, now: datetime) -> None:
    """Share what was written quietly in a part; what was taken back stays so."""
    if part.kind != PartKind.IDEAS or part.ideas_opened_at is not None:
        return
    # What somebody wrote in a small group was for its people alone, and only they open it further.
    written = Words.objects.filter(said__part=part, said__from_group=False, state=State.DRAFT)
    open_together(words=written, now=now)
    part.ideas_opened_at = now
    part.save(update_fields=["ideas_opened_at"])


def _come_out(meeting: Meeting, part: Part, *, now: datetime) -> None:
    """Leave a part: ideas are opened, a proposal still open waits for another time, seats are forgotten."""
    open_part_ideas(part, now=now)
    part.seats.all().delete()
    Hand.objects.filter(part=part, done_at__isnull=True).delete()
    end_with_part(meeting)
    if part.proposal is not None:
        lay_aside(proposal=part.proposal)


def _enter(meeting: Meeting, part: Part, *, now: datetime) -> None:
    """Come to a part, and to what was sent ahead for it.

    A round begins with a seat for everybody who came in or sent words ahead, in an order drawn anew.
    """
    meeting.current = part
    meeting.save(update_fields=["current"])
    wrote = open_ahead(meeting, part, now=now)
    if part.kind == PartKind.ROUND:
        seat_everybody(meeting, part, wrote=wrote, now=now)
    tell(channel=meeting.scope.public_id)


def seat_everybody(
    meeting: Meeting, part: Part, *, now: datetime, wrote: Iterable[Member] = (), first: Collection[str] = ()
) -> None:
    """A seat for everybody who came in or wrote ahead, in an order drawn anew; those in `first` (public ids) begin."""
    came = Attendance.objects.filter(is_over("member__held_until"), meeting=meeting, member__left_at__isnull=True)
    here = [each.member for each in came.select_related("member")]
    people = {member.public_id: member for member in [*wrote, *here]}
    order = sorted(_draw_seats(meeting, people, now=now), key=lambda who: who not in first)
    Seat.objects.bulk_create(
        Seat(circle=meeting.circle, part=part, member=people[who], order=place) for place, who in enumerate(order)
    )
    came_in = {member.public_id for member in here}
    beside = [pair for pair in zip(order, [*order[1:], *order[:1]], strict=True) if came_in.issuperset(pair)]
    remember(circle=meeting.circle, groups=[[people[who].pk for who in pair] for pair in beside])


def _draw_seats(meeting: Meeting, people: dict[str, Member], *, now: datetime) -> list[str]:
    """An order by lot, from chance that nobody can draw again: an order that can be checked would tell who asked."""
    return seats_apart(sorted(people), seed=secrets.token_hex(), **drawing(meeting, now=now))


class Drawing(TypedDict):
    """What a draw among people goes by: who is kept apart, those whom the lot chose, and who was together before."""

    apart: list[frozenset[str]]
    stand_ins: list[frozenset[str]]
    earlier: Met


def drawing(meeting: Meeting, *, now: datetime) -> Drawing:
    """The same for seats and small groups, by public id; whom the lot chose gives way before anybody is alone."""
    ids = {member.pk: member.public_id for member in Member.objects.filter(circle=meeting.circle)}
    found = apart.apart_by_lot(meeting.circle, now=now)
    asked, by_lot = (
        [frozenset(ids[each] for each in pair) for pair in pairs] for pairs in (found.asked, found.giving_way)
    )
    return Drawing(apart=asked, stand_ins=by_lot, earlier=met(circle=meeting.circle, names=ids))


EFFECTS = {
    Power.OPEN_MEETING: open_effect,
    Power.HOLD_MEETING: hold_effect,
    Power.CLOSE_MEETING: close_effect,
}
