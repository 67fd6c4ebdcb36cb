"""Which roles a circle has, and who holds them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.fairness.drawing import Seat
from handinhand.ground.models import Circle
from handinhand.meetings.choices import MeetingState, Role
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.roles import holders, is_here, with_rests
from handinhand.people.queries.energy import rests_past
from handinhand.roles.choices import ALWAYS, Kind, Seats, Stage
from handinhand.roles.models import LentRole, Loan, RoleDraw
from handinhand.roles.queries.in_meetings import carried, is_steady_back, taken_in, with_lent
from handinhand.roles.rules import IN_A_MEETING, seats_of

MOST_COMING = 5


def roles_of(circle: Circle) -> list[LentRole]:
    """The roles of a circle: those that are always there, then its own. Of the first some may have no row yet."""
    rows = list(LentRole.objects.filter(circle=circle, let_go_at__isnull=True).select_related("circle").order_by("pk"))
    kept = {row.kind: row for row in rows if row.kind != Kind.OWN}
    always = [kept.get(kind) or LentRole(circle=circle, kind=kind) for kind in ALWAYS]
    return [*always, *(row for row in rows if row.kind == Kind.OWN)]


def role_of(circle: Circle, ref: str) -> LentRole:
    """One role, by what it is called in addresses; raises NotHere."""
    roles = LentRole.objects.filter(circle=circle, let_go_at__isnull=True).select_related("circle")
    if ref in [kind.value for kind in ALWAYS]:
        return roles.filter(kind=ref).first() or LentRole(circle=circle, kind=ref)
    found = roles.filter(kind=Kind.OWN, public_id=ref).first() if is_public_id(ref) else None
    if found is None:
        raise NotHere
    return found


def loans_now(role: LentRole, *, today: date) -> list[Loan]:
    """Who holds a role for a term now, of those who are here."""
    return [] if role.pk is None else terms_of([role], today=today)


def terms_of(roles: Sequence[LentRole], *, today: date, viewer: Member | None = None) -> list[Loan]:
    """Who holds some roles for a term now; one query for all of them.

    What somebody holds who rests until after their term, or until they say, is open again for everybody but them.
    """
    loans = Loan.objects.filter(role__in=[each.pk for each in roles if each.pk], ended_at__isnull=True, until__gt=today)
    found = loans.annotate(rests=rests_past("member__person", "until")).select_related("member", "role").order_by("pk")
    mine = viewer.pk if viewer is not None else None
    return [each for each in found if is_here(each.member) and (not each.rests or each.member_id == mine)]


def coming(circle: Circle, *, now: datetime) -> list[Meeting]:
    """The next meetings of a circle to which everybody is invited, with who holds what was lent."""
    ahead = invited_ahead(circle, now=now).select_related("notes").annotate(**carried())
    return list(ahead.order_by("starts_at", "pk")[:MOST_COMING])


def invited_ahead(circle: Circle, *, now: datetime) -> QuerySet[Meeting]:
    """Meetings that have not begun and are still to come."""
    found = Meeting.objects.filter(circle=circle, state=MeetingState.INVITED, starts_at__gt=now)
    return found.select_related("circle")


def free_seats(role: LentRole, seats: Sequence[Seat], *, meeting: Meeting | None, today: date) -> list[Seat]:
    """Those of some seats that nobody holds who is here; who rests then, or past their term, is not."""
    if meeting is None:
        taken = {each.seat for each in loans_now(role, today=today)}
    else:
        taken = set() if role.pk is None else set(taken_in(meeting, role))
        if role.kind in IN_A_MEETING:
            return _free_in_a_meeting(seats, taken, holders(with_rests(meeting)).get(IN_A_MEETING[Kind(role.kind)]))
    return [seat for seat in seats if seat.name not in taken]


def _free_in_a_meeting(seats: Sequence[Seat], taken: set[str], holder: Member | None) -> list[Seat]:
    """A meeting shows one of us who holds it: that is one seat, of the kind that they fit."""
    free = [seat for seat in seats if seat.name not in taken]
    theirs = next((seat for seat in free if holder is not None and seat.fits in {"", holder.standing}), None)
    return [seat for seat in free if seat is not theirs]


def is_drawn(meeting: Meeting, role: Role) -> bool:
    """Whether the names of a draw for a role of a meeting are open."""
    kinds = [kind for kind, named in IN_A_MEETING.items() if named == role]
    return RoleDraw.objects.filter(meeting=meeting, role__kind__in=kinds, stage=Stage.OPEN).exists()


def who_holds(role: LentRole, *, meeting: Meeting | None, today: date) -> set[int]:
    """Whoever holds any seat of a role in a meeting, or for a term, by row number."""
    if meeting is None:
        terms = Loan.objects.filter(role=role, meeting=None, ended_at__isnull=True, until__gt=today)
        return set(terms.values_list("member", flat=True))
    named = meeting_role(role)
    holder = None if named is None else holders(with_rests(meeting)).get(named)
    return {*taken_in(meeting, role).values(), *([holder.pk] if holder is not None else [])}


def seats_for(role: LentRole, *, meeting: Meeting | None) -> list[Seat]:
    """The seats of a role for a term, or for a meeting whose read carried what is lent for it."""
    is_back = meeting is not None and is_steady_back(meeting, role)
    return seats_of(Seats(role.seats), for_term=meeting is None, is_steady_back=is_back)


def seats_now(role: LentRole, *, meeting: Meeting | None) -> list[Seat]:
    """The same for a meeting, whatever its read carried: what is lent for it is read anew."""
    return seats_for(role, meeting=with_lent(meeting) if meeting is not None else None)


def meeting_role(role: LentRole) -> Role | None:
    """What a meeting calls this role, if it keeps itself who holds it."""
    return IN_A_MEETING.get(Kind(role.kind))
