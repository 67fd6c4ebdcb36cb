"""How often somebody held a role of late: each meeting counts once, whichever way it was lent."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from handinhand.meetings.choices import MeetingState, Role
from handinhand.meetings.models import Meeting
from handinhand.roles.choices import Kind, Place
from handinhand.roles.models import LentRole, Loan
from handinhand.roles.rules import IN_A_MEETING

KEPT_BY = {Role.HOLD: "holder", Role.NOTES: "notes__keeper"}
# Far more than can count: the meetings of twenty years, one each week.
MOST_MEETINGS = 1000


@dataclass(frozen=True)
class Met:
    """A meeting that was held, and who had the role in it: by the meeting itself, and for which seats by a loan."""

    public_id: str
    at: datetime
    day: date
    holder: int | None
    seats: Mapping[str, int]

    @property
    def members(self) -> set[int]:
        """Whoever had it for this meeting, without those who had it for a term."""
        return {each for each in (self.holder, *self.seats.values()) if each is not None}


@dataclass(frozen=True)
class Lending:
    """Once that a role was lent: when that was last, to whom, and in which meetings."""

    last: datetime
    member: int
    meetings: Collection[str]


def lent_before(role: LentRole, *, most: int, now: datetime) -> Counter[int]:
    """How often each member (by row number) held a role, of the last times that it was lent.

    A meeting is one time. A term is as many as there were meetings in it, and one where there was none; it is as late
    as its last meeting, so that what others are lent meanwhile does not make it an old one.
    """
    met = _met(role, now)
    terms = Loan.objects.filter(role=role, meeting=None, began_at__lte=now).order_by("-began_at", "-pk")
    lent = [_term(each, met, role) for each in terms[: 2 * most]]
    known = {(meeting, each.member) for each in lent for meeting in each.meetings}
    for each in met:
        theirs = sorted(member for member in each.members if (each.public_id, member) not in known)
        lent += [Lending(each.at, member, [each.public_id]) for member in theirs]
    lent.sort(key=lambda each: (each.last, each.member), reverse=True)
    times: Counter[int] = Counter()
    for lending in lent[:most]:
        times[lending.member] += max(1, len(lending.meetings))
    return times


def _met(role: LentRole, now: datetime) -> list[Met]:
    """The meetings that were held, the latest first."""
    named, zone = IN_A_MEETING.get(Kind(role.kind)), ZoneInfo(role.circle.time_zone)
    seats: dict[int, dict[str, int]] = {}
    loans = Loan.objects.filter(role=role, meeting__state=MeetingState.CLOSED, began_at__lte=now)
    for meeting, seat, member in loans.values_list("meeting", "seat", "member"):
        seats.setdefault(meeting or 0, {})[seat] = member
    held = Meeting.objects.filter(circle=role.circle_id, state=MeetingState.CLOSED).order_by("-starts_at", "-pk")
    columns = ("pk", "public_id", "starts_at", *([KEPT_BY[named]] if named is not None else []))
    return [
        Met(public_id, at, at.astimezone(zone).date(), next(iter(holder), None), seats.get(number, {}))
        for number, public_id, at, *holder in held.values_list(*columns)[:MOST_MEETINGS]
    ]


def _term(term: Loan, met: Collection[Met], role: LentRole) -> Lending:
    kept_there = role.kind in IN_A_MEETING and term.seat == Place.ONE
    found = [each for each in met if _was_in(term, each, kept_there=kept_there)]
    return Lending(
        max((each.at for each in found), default=term.began_at), term.member_id, [m.public_id for m in found]
    )


def _was_in(term: Loan, met: Met, *, kept_there: bool) -> bool:
    """Whether a term was so in a meeting: not where it was handed back, or its seat was lent to somebody else."""
    is_over = term.ended_at is not None and met.at >= term.ended_at
    if term.until is None or is_over or met.at < term.began_at or met.day >= term.until:
        return False
    if kept_there:
        return met.holder == term.member_id
    return met.public_id not in term.not_in and met.seats.get(term.seat, term.member_id) == term.member_id
