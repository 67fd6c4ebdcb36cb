"""Taking on a role, handing it back, and what becomes of it when somebody leaves or its days are over."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions import EndsWithCircle, use_power
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.meetings.actions import roles as in_meetings
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import MeetingState, Role
from handinhand.meetings.models import Meeting, Notes
from handinhand.people.actions import take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask
from handinhand.roles.actions.kept import RoleStays, day_here, held_role, hold_meeting, hold_meetings
from handinhand.roles.choices import Place, Stage
from handinhand.roles.models import AddedWord, InDraw, LentRole, Loan, RoleDraw
from handinhand.roles.queries.lending import free_seats, invited_ahead, meeting_role, seats_now, who_holds
from handinhand.roles.rules import seat_for, why_not_until
from handinhand.words.queries import circle_scope


@transaction.atomic
def take_on(*, by: Member, ref: str, now: datetime, meeting_id: str = "", until: date | None = None) -> None:
    """Say "I will" to a role, for a meeting or until a day; raises RoleStays. Said twice, it is said once."""
    circle = by.circle
    role = held_role(circle, ref)
    meeting = meeting_ahead(circle, meeting_id, now=now) if until is None else None
    if meeting is not None:
        hold_meeting(meeting)
    else:
        hold_meetings(role, now=now)
    if hold_present(circle, by.person) is None:
        raise NotHere
    if until is not None:
        _check_until(until, circle, now)
        end_terms_over(role, now=now)
    if Loan.objects.filter(role=role, member=by, meeting=meeting, ended_at__isnull=True).exists():
        return
    named = meeting_role(role)
    if named is not None and meeting is not None and _holds(meeting, by, named):
        return
    if RoleDraw.objects.filter(role=role, meeting=meeting, stage=Stage.OPEN).exists():
        raise RoleStays(_("A draw is open for this. When its names have closed, what is still open can be taken on."))
    if by.pk in who_holds(role, meeting=meeting, today=day_here(circle, now)):
        raise RoleStays(_("You hold this already. If there is another seat, it is for somebody else."))
    seats = seats_now(role, meeting=meeting)
    seat = seat_for(by, free_seats(role, seats, meeting=meeting, today=day_here(circle, now)))
    if seat is None:
        raise RoleStays(_("Somebody else said so before you, or the open seat is for somebody who comes another way."))
    lend(role=role, by=by, seat=seat.name, meeting=meeting, until=until, is_beside=False, now=now)


def lend(
    *,
    role: LentRole,
    by: Member,
    seat: str,
    meeting: Meeting | None,
    until: date | None,
    is_beside: bool,
    now: datetime,
) -> None:
    """Let somebody hold a seat of a role that they said yes to: in the meeting itself, where it keeps who holds it."""
    named = meeting_role(role)
    if named is not None and meeting is not None and _takes_in_meeting(meeting, by, named, now):
        return
    _open_again(role, seat, meeting, now)
    given: dict[str, Any] = {"role": role, "seat": seat, "meeting": meeting, "until": until, "is_beside": is_beside}
    loan: Loan = use_power(power=Power.TAKE_ROLE, circle=role.circle, by=by, now=now, **given)
    pick_up(loan, now=now)


def _open_again(role: LentRole, seat: str, meeting: Meeting | None, now: datetime) -> None:
    """A seat that was open because whoever held it is not here, or rests: from now on it is not theirs any more."""
    theirs = Loan.objects.filter(role=role, seat=seat, meeting=meeting, ended_at__isnull=True)
    for loan in theirs.select_related("role", "meeting", "circle", "member"):
        let_back(loan, now=now)


def _takes_in_meeting(meeting: Meeting, by: Member, named: Role, now: datetime) -> bool:
    """Whether a meeting takes somebody as who holds it: not where somebody does, who has another seat then."""
    try:
        in_meetings.take(meeting=meeting, by=by, role=named, now=now)
    except NotNow as reason:
        if str(reason) == "taken":
            return False
        raise RoleStays(_("This meeting has begun, or is over, so nothing was changed.")) from reason
    return True


def take_role_effect(*, circle: Circle, by: Member, now: datetime, role: LentRole, **given: Any) -> Loan:
    """Somebody holds a role."""
    given.pop("agreed_to", None)
    loan = Loan.objects.create(circle=circle, role=role, member=by, began_at=now, **given)
    tell(channel=circle_scope(circle).public_id)
    return loan


def pick_up(loan: Loan, *, now: datetime) -> None:
    """Who holds a role alone for a term holds it in the circle's meetings in that time, where nobody else does.

    Each meeting is looked at once: what they hand back of it stays handed back.
    """
    named = meeting_role(loan.role)
    if named is None or loan.until is None or loan.seat != Place.ONE:
        return
    ahead = invited_ahead(loan.circle, now=now)
    if loan.looked_at is not None:
        ahead = ahead.filter(invited_at__gt=loan.looked_at)
    for meeting in ahead.order_by("starts_at", "pk"):
        if day_here(loan.circle, meeting.starts_at) < loan.until and not _holds(meeting, loan.member, named):
            try:
                in_meetings.take(meeting=meeting, by=loan.member, role=named, now=now)
            except NotNow:
                continue
            loan.picked_up.append(meeting.public_id)
    loan.looked_at = now
    loan.save(update_fields=["looked_at", "picked_up"])


def _holds(meeting: Meeting, member: Member, named: Role) -> bool:
    """Whether somebody said "I will" to this meeting before: then it is no part of their term."""
    if named == Role.HOLD:
        return bool(meeting.holder_id == member.pk)
    return Notes.objects.filter(meeting=meeting, keeper=member).exists()


@transaction.atomic
def hand_back(*, by: Member, loan_id: str, now: datetime, meeting_id: str = "") -> bool:
    """Hand a role back, or a term of one for one meeting. Nobody asks why; it is open again, and no list says so.

    With a term, the meetings that it picked up are open again as well. One that has begun keeps what was: if it was
    lent for that one, it is not open again.
    """
    is_open = True
    loan = _held_loan(by, loan_id)
    if loan is not None and loan.meeting is None and meeting_id:
        _hand_back_for(loan, meeting_id)
    elif loan is not None:
        is_open = let_back(loan, now=now)
        asked = Ask.objects.filter(of=by.person, kind=AskKind.ROLE, circle=by.circle, closed_at__isnull=True)
        of_this = InDraw.objects.filter(draw__role=loan.role_id, draw__meeting=loan.meeting_id, member=by)
        drawn = of_this.values("ask")
        for each in asked.filter(pk__in=drawn):
            take_back_ask(ask=each, now=now)
        tell(channel=circle_scope(by.circle).public_id)
    return is_open


def _held_loan(by: Member, loan_id: str) -> Loan | None:
    """What somebody holds, held after its role and the meetings that it picked up, as everywhere."""
    mine = Loan.objects.filter(circle=by.circle, member=by, ended_at__isnull=True, public_id=loan_id)
    role = mine.values_list("role", flat=True).first() if is_public_id(loan_id) else None
    if role is None:
        return None
    list(LentRole.objects.select_for_update(no_key=True).filter(pk=role).values_list("pk"))
    loan = mine.select_related("role", "meeting", "circle", "member").first()
    if loan is not None:
        hold_picked_up(loan)
    return loan


def hold_picked_up(*loans: Loan) -> list[Meeting]:
    """The meetings that some terms picked up and that have not begun, held in their order."""
    numbers = [each for loan in loans for each in loan.picked_up]
    picked = Meeting.objects.filter(public_id__in=numbers, state=MeetingState.INVITED)
    return list(picked.select_for_update(of=("self",)).order_by("pk")) if numbers else []


def _hand_back_for(loan: Loan, meeting_id: str) -> None:
    """A term goes on, but not in one meeting."""
    found = Meeting.objects.filter(circle=loan.circle, public_id=meeting_id) if is_public_id(meeting_id) else None
    if found is not None and found.exists() and meeting_id not in loan.not_in:
        loan.not_in.append(meeting_id)
        loan.save(update_fields=["not_in"])


def let_back(loan: Loan, *, now: datetime) -> bool:
    """What had begun looks like what came to its end; what had not is gone. Whether it is open again."""
    named = meeting_role(loan.role)
    if named is not None:
        for meeting in hold_picked_up(loan):
            in_meetings.hand_back(meeting=meeting, by=loan.member, role=named, now=now)
    today = day_here(loan.circle, now)
    began_today = loan.until is not None and day_here(loan.circle, loan.began_at) >= today
    if began_today or (loan.meeting is not None and loan.meeting.starts_at > now):
        loan.delete()
    elif loan.until is not None:
        loan.until, loan.ended_at = min(loan.until, today), now
        loan.save(update_fields=["until", "ended_at"])
    else:
        return False
    return True


def end_terms_over(role: LentRole, *, now: datetime) -> None:
    """Terms whose day has come are over."""
    today = day_here(role.circle, now)
    open_terms = Loan.objects.filter(role=role, meeting__isnull=True, ended_at__isnull=True)
    open_terms.filter(until__lte=today).update(ended_at=now)


def meeting_ahead(circle: Circle, meeting_id: str, *, now: datetime) -> Meeting:
    """A meeting that a role can be lent for; raises RoleStays where it has begun, or is not to come any more."""
    found = invited_ahead(circle, now=now).filter(public_id=meeting_id).first() if is_public_id(meeting_id) else None
    if found is None:
        raise RoleStays(_("This meeting is not ahead of us any more. Please choose another one."))
    return found


def _check_until(until: date, circle: Circle, now: datetime) -> None:
    reason = why_not_until(until, today=day_here(circle, now))
    if reason is not None:
        raise RoleStays(reason)


def hold_draws(*, circle: Circle) -> None:
    """The circle's draws, held."""
    list(RoleDraw.objects.select_for_update(no_key=True).filter(circle=circle, stage=Stage.OPEN).values_list("pk"))


def draw_no_more(*, circle: Circle, now: datetime) -> None:
    """Nothing is drawn any more, and no word that was added is anybody's."""
    AddedWord.objects.filter(draw__circle=circle, draw__stage=Stage.OPEN).update(member=None)
    RoleDraw.objects.filter(circle=circle, stage=Stage.OPEN).update(stage=Stage.OVERTAKEN, closed_at=now)


ROLES_END = EndsWithCircle(hold=hold_draws, end=draw_no_more)
LENDING_EFFECTS: dict[Power, Callable[..., Any]] = {Power.TAKE_ROLE: take_role_effect}
