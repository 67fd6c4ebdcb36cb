"""Drawing a role in the open: opened with a fingerprint, words added, and drawn on its day by whoever comes first."""

import secrets
from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.circles.actions import use_power
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.fairness import drawing
from handinhand.fairness.drawing import Named, Seat
from handinhand.ground.beside_pages import each_by_itself
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.meetings.actions import roles as in_meetings
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.costs import days_of
from handinhand.meetings.rules import why_not_role
from handinhand.people.actions import ask, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.queries.energy import may_be_drawn
from handinhand.roles.actions.kept import (
    RoleStays,
    day_here,
    held_draw,
    held_role,
    hold_meeting,
    hold_meetings,
)
from handinhand.roles.actions.lending import end_terms_over, lend, let_back, meeting_ahead, pick_up
from handinhand.roles.choices import WILLING, Kind, Place, Says, Stage
from handinhand.roles.models import AddedWord, InDraw, LentRole, Loan, RoleDraw, Willing
from handinhand.roles.queries.counting import lent_before
from handinhand.roles.queries.lending import free_seats, invited_ahead, meeting_role, seats_now, who_holds
from handinhand.roles.rules import cost_of, why_not_until
from handinhand.words.queries import circle_scope


@transaction.atomic
def open_draw(
    *, by: Member, ref: str, days: int, now: datetime, meeting_id: str = "", until: date | None = None
) -> RoleDraw:
    """Open a draw of a role for a meeting, or until a day; raises RoleStays. The same opened twice is opened once."""
    circle = by.circle
    role = held_role(circle, ref)
    closes_at = now + timedelta(days=days)
    meeting = meeting_ahead(circle, meeting_id, now=now) if until is None else None
    if meeting is not None and closes_at >= meeting.starts_at:
        raise RoleStays(
            _("This meeting begins before the names would close. Please choose a shorter time, or say I will.")
        )
    if until is not None:
        reason = why_not_until(until, today=day_here(circle, closes_at))
        if reason is not None:
            raise RoleStays(reason)
    known = RoleDraw.objects.filter(role=role, meeting=meeting, stage=Stage.OPEN).first()
    if known is not None:
        return known
    seats = free_seats(role, seats_now(role, meeting=meeting), meeting=meeting, today=day_here(circle, now))
    if not seats:
        raise RoleStays(
            _("Somebody holds this already, so there is nothing to draw. When they hand it back, there is.")
        )
    given: dict[str, Any] = {"role": role, "meeting": meeting, "until": until, "seats": seats, "closes_at": closes_at}
    draw: RoleDraw = use_power(power=Power.OPEN_DRAW, circle=circle, by=by, now=now, **given)
    return draw


def open_draw_effect(*, circle: Circle, by: Member, now: datetime, seats: Sequence[Seat], **given: Any) -> RoleDraw:
    """The names of a draw are open, and the fingerprint of its seed is there for everybody to see."""
    given.pop("agreed_to", None)
    seed = secrets.token_hex(32)
    draw = RoleDraw(circle=circle, seats=as_kept(seats), seed=seed, opened_by=by, opened_at=now, **given)
    draw.fingerprint = drawing.fingerprint(draw=draw.public_id, seed=seed)
    draw.save()
    tell(channel=circle_scope(circle).public_id)
    return draw


@transaction.atomic
def add_word(*, draw: RoleDraw, by: Member, word: str, now: datetime) -> None:
    """Add a word of one's own to a draw, in place of an earlier one: its fingerprint is kept, the word is not."""
    held = held_draw(draw)
    if hold_present(held.circle, by.person) is None:
        raise NotHere
    if held.stage != Stage.OPEN or now >= held.closes_at:
        raise RoleStays(_("The names have closed, so no word can be added any more."))
    mark = drawing.word_fingerprint(draw=held.public_id, word=word)
    AddedWord.objects.update_or_create(draw=held, member=by, defaults={"fingerprint": mark})
    tell(channel=circle_scope(held.circle).public_id)


@transaction.atomic
def call_off(*, draw: RoleDraw, by: Member, now: datetime) -> None:
    """Call off a draw before its names close; raises RoleStays after that. Twice is once."""
    held = held_draw(draw)
    if held.stage == Stage.CALLED_OFF:
        return
    if held.stage != Stage.OPEN or now >= held.closes_at:
        raise RoleStays(_("The names have closed, so it is drawn. Whoever is drawn can hand it back."))
    use_power(power=Power.CALL_OFF_DRAW, circle=held.circle, by=by, now=now, draw=held)


def call_off_effect(*, draw: RoleDraw, now: datetime, **_more: Any) -> RoleDraw:
    """Nothing is drawn. The seed stays where it is, and is shown to nobody."""
    _close(draw, Stage.CALLED_OFF, now)
    return draw


@transaction.atomic
def close_due(*, draw: RoleDraw, now: datetime) -> bool:
    """Close the names of a draw if its moment has come, and draw. Who comes second closes nothing."""
    held = held_draw(draw)
    if held.stage != Stage.OPEN or now < held.closes_at:
        return False
    meeting = _hold_what_it_is_for(held, now)
    free = _still_free(held, meeting, now)
    if not free:
        _close(held, Stage.OVERTAKEN, now)
        return True
    there = _named(held, meeting, now)
    if not there:
        _close(held, Stage.NOBODY, now)
        return True
    words = list(held.words.values_list("fingerprint", flat=True))
    names = [named for named, _willing in there]
    drawn = drawing.draw(names, free, draw=held.public_id, seed=held.seed, words=words).drawn
    seat_of = {who: seat for seat, who in drawn.items()}
    InDraw.objects.bulk_create(
        InDraw(
            draw=held,
            member=willing.member,
            who=each.who,
            held=each.held,
            fits=each.fits,
            seat=seat_of.get(each.who, ""),
            is_beside=each.who in seat_of and willing.says == Says.BESIDE,
        )
        for each, willing in there
    )
    held.seats = as_kept(free)
    _close(held, Stage.DRAWN, now)
    for named, willing in there:
        if named.who in seat_of:
            lend(
                role=held.role,
                by=willing.member,
                seat=seat_of[named.who],
                meeting=meeting,
                until=held.until,
                is_beside=willing.says == Says.BESIDE,
                now=now,
            )
    _tell_the_drawn(held, meeting, now)
    return True


def draw_what_is_due(*, roles: Collection[int], by: Member, now: datetime) -> None:
    """Draw what is due of roles that are held, before somebody changes what they said: names stay as they closed."""
    due = RoleDraw.objects.select_for_update(no_key=True).filter(role__in=roles, stage=Stage.OPEN, closes_at__lte=now)
    draws = list(due.order_by("pk"))
    if not draws:
        return
    # All that several of them hold, each kind in its order: one draw after another would hold a meeting after a person.
    ahead = Meeting.objects.filter(circle=by.circle, state=MeetingState.INVITED)
    list(ahead.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    said = Willing.objects.filter(role__in=roles, says__in=WILLING).values("member")
    people = Member.objects.filter(Q(pk=by.pk) | Q(pk__in=said)).order_by("pk")
    list(people.select_for_update(of=("self",), no_key=True).values_list("pk"))
    for each in draws:
        close_due(draw=each, now=now)


def _hold_what_it_is_for(draw: RoleDraw, now: datetime) -> Meeting | None:
    """Hold the meeting of a draw, if it is ahead still, or those of its term; looked at while held, as it can begin."""
    if draw.meeting is None:
        hold_meetings(draw.role, now=now)
        end_terms_over(draw.role, now=now)
        return None
    hold_meeting(draw.meeting)
    return _meeting_still_ahead(draw, now)


def _tell_the_drawn(draw: RoleDraw, meeting: Meeting | None, now: datetime) -> None:
    """Whoever was drawn reads it on their Today, within what they said they have; the others are told nothing."""
    where = reverse("roles:draw", args=[draw.circle.public_id, draw.public_id])
    when = days_of(meeting) if meeting is not None else None
    for each in draw.names.exclude(seat="").select_related("member__person"):
        if each.member is not None:
            given: dict[str, Any] = {
                "cost": cost_of(Kind(draw.role.kind)),
                "when": when,
                "where": where,
                "circle": draw.circle,
            }
            each.ask = ask(of=each.member.person, kind=AskKind.ROLE, ref=draw.public_id, now=now, **given)
            each.save(update_fields=["ask"])


@transaction.atomic
def answer(*, draw: RoleDraw, by: Member, keeps: bool, now: datetime) -> bool:
    """Whoever was drawn says that it is fine, or hands it back; nobody reads which. Raises RoleStays if it is over.

    Handed back is what this draw lent them, and nothing that they took on since. Whether it is as they said: a meeting
    that has begun keeps what was.
    """
    is_so, held = True, held_draw(draw)
    mine = held.names.filter(member=by).exclude(seat="").select_related("ask").first()
    if mine is None or mine.ask is None or mine.ask.closed_at is not None:
        raise RoleStays(_("That is over by now, so there is nothing to answer."))
    if not keeps:
        theirs = Loan.objects.filter(role=held.role, member=by, meeting=held.meeting, seat=mine.seat)
        lent = theirs.filter(began_at=held.closed_at or now).select_related("role", "meeting", "circle", "member")
        named = meeting_role(held.role)
        # What is no loan is the meeting's own seat.
        if not lent and named is not None and held.meeting is not None and why_not_role(held.meeting) is None:
            in_meetings.hand_back(meeting=held.meeting, by=by, role=named, now=now)
        for loan in lent:
            is_so = let_back(loan, now=now) if loan.ended_at is None else is_so
        tell(channel=circle_scope(held.circle).public_id)
    take_back_ask(ask=mine.ask, now=now)
    return is_so


def _named(draw: RoleDraw, meeting: Meeting | None, now: datetime) -> list[tuple[Named, Willing]]:
    """Who is in a draw: those who said yes before its names closed, are here, and for whom it is not too much.

    They were here when it was opened: nobody brings in more names for a draw that they know of. Whoever has another
    seat of this role then is not in it: two seats are for two. Whoever comes in another way since they said yes is in
    no draw of a pair: nobody moves to where they would be alone.

    They are held until this is through. Of whoever is not in it nobody learns why: it looks the same as having said
    nothing. Whom somebody would rather not meet plays no part, so nothing of that can be read from it.
    """
    said = Willing.objects.filter(role=draw.role, says__in=WILLING, said_at__lt=draw.closes_at).values("member")
    rows = Member.objects.select_for_update(of=("self",), no_key=True).select_related("person", "circle")
    rows = rows.filter(pk__in=said, left_at__isnull=True, joined_at__lte=draw.opened_at).order_by("pk")
    has_a_seat = who_holds(draw.role, meeting=meeting, today=day_here(draw.circle, now))
    here = [each for each in rows if not each.is_held and each.pk not in has_a_seat]
    cost, when = cost_of(Kind(draw.role.kind)), days_of(meeting) if meeting is not None else None
    free = {each.pk for each in may_be_drawn(persons=[each.person for each in here], cost=cost, when=when, now=now)}
    members = {each.pk: each for each in here if each.person_id in free}
    counts = lent_before(draw.role, most=drawing.remembered(len(members)), now=now)
    willing = Willing.objects.filter(role=draw.role, member__in=members, says__in=WILLING).order_by("member")
    found = []
    for each in willing:
        each.member = members[each.member_id]
        if each.counts_for(draw.role):
            found.append((Named(each.member.public_id, counts[each.member_id], each.standing), each))
    return found


def _meeting_still_ahead(draw: RoleDraw, now: datetime) -> Meeting | None:
    return invited_ahead(draw.circle, now=now).filter(pk=draw.meeting_id).first() if draw.meeting_id else None


def _still_free(draw: RoleDraw, meeting: Meeting | None, now: datetime) -> list[Seat]:
    """Those of a draw's seats that are open still; none, where what it was for is not ahead of us any more."""
    today = day_here(draw.circle, now)
    is_over = draw.until <= today if draw.until is not None else meeting is None
    if is_over or draw.role.let_go_at is not None or draw.circle.closed_at is not None:
        return []
    return free_seats(draw.role, from_kept(draw.seats), meeting=meeting, today=today)


def _close(draw: RoleDraw, stage: Stage, now: datetime) -> None:
    """Nothing of it changes any more. Whose words were added is forgotten."""
    draw.stage, draw.closed_at = stage, now
    draw.save(update_fields=["stage", "closed_at", "seats"])
    draw.words.update(member=None)
    tell(channel=circle_scope(draw.circle).public_id)


def as_kept(seats: Sequence[Seat]) -> list[list[str]]:
    """Seats as a draw keeps them."""
    return [[each.name, each.fits] for each in seats]


def from_kept(seats: Sequence[Sequence[str]]) -> list[Seat]:
    """The seats that a draw keeps."""
    return [Seat(name, fits) for name, fits in seats]


def close_all_due(*, now: datetime) -> None:
    """Close all draws whose moment has come, each by itself."""
    due = RoleDraw.objects.filter(stage=Stage.OPEN, closes_at__lte=now).order_by("pk")
    each_by_itself(lambda draw: close_due(draw=draw, now=now), due, waits="A draw waits")


def pick_up_all(*, now: datetime) -> None:
    """Who holds a role for a term holds it in meetings that were planned since."""
    terms = Loan.objects.filter(ended_at__isnull=True, until__gt=now.date(), seat=Place.ONE)
    kinds = terms.filter(role__kind__in=[Kind.HOLD, Kind.NOTES], member__left_at__isnull=True)
    numbers = kinds.order_by("pk").values_list("pk", flat=True)
    each_by_itself(lambda number: _pick_up_one(number, now), numbers, waits="A role for a while waits")


@transaction.atomic
def _pick_up_one(number: int, now: datetime) -> None:
    term = Loan.objects.filter(pk=number, ended_at__isnull=True)
    role = LentRole.objects.select_related("circle").filter(pk__in=term.values("role"))
    held = role.select_for_update(of=("self",), no_key=True).first()
    if held is None:
        return
    hold_meetings(held, now=now)
    # Only now: until its role was held, it could be handed back.
    loan = term.select_related("role__circle", "circle", "member__person", "member__circle").first()
    if loan is not None and hold_present(loan.circle, loan.member.person) is not None:
        pick_up(loan, now=now)


DRAWING_EFFECTS: dict[Power, Callable[..., Any]] = {
    Power.OPEN_DRAW: open_draw_effect,
    Power.CALL_OFF_DRAW: call_off_effect,
}
