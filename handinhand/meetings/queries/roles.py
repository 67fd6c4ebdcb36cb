"""Who holds what in a meeting. Whoever left the circle, or whose access is held, is never among them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Case, Q, Value, When

from handinhand.circles.models import Member
from handinhand.meetings.choices import MeetingState, Role
from handinhand.meetings.models import Care, Meeting
from handinhand.meetings.queries.lent import Lent, lent, with_somebody_beside
from handinhand.meetings.rules import why_not_role
from handinhand.people.queries.energy import rests_at

CARE = (Role.CARE, Role.SECOND)
PERSONS = {
    Role.HOLD: "holder__person",
    Role.NOTES: "notes__keeper__person",
    Role.CARE: "care__holder__person",
    Role.SECOND: "care__second__person",
}


@dataclass(frozen=True)
class Held:
    """One thing that is held in a meeting, as one member sees it: by whom, and what a tap of theirs can do."""

    role: Role
    who: Member | None
    is_mine: bool
    can_take: bool
    can_hand_back: bool
    is_beside: bool


@dataclass(frozen=True)
class RolesSeen:
    """Who holds what, as one person in the room sees it, and who can be told that they need a break.

    Those are whoever looks after care and came in; while there is nobody, whoever holds the meeting, in `instead`.
    """

    held: list[Held]
    lent: list[Lent]
    care: Member | None
    cares: bool
    to_tell: list[Member]
    instead: bool

    @property
    def names_to_tell(self) -> list[str]:
        """The names of those who can be told."""
        return [each.name for each in self.to_tell]

    @property
    def ids_to_tell(self) -> str:
        """Their public ids, for the button that names them: nobody else is told by it."""
        return " ".join(each.public_id for each in self.to_tell)


def is_here(member: Member) -> bool:
    """Whether a member is in the circle now, with their access."""
    return member.left_at is None and not member.is_held


def at_rest() -> dict[str, Case]:
    """Whether whoever holds something rests when the meeting begins, to be carried by a read of meetings.

    Once it goes on, or is over, nothing is looked up: who came in holds what they hold.
    """
    return {f"rests_{role.value}": _rests_when_it_begins(person) for role, person in PERSONS.items()}


def _rests_when_it_begins(person: str) -> Case:
    ahead = Q(state=MeetingState.INVITED)
    return Case(When(ahead, then=rests_at(person, "starts_at")), default=Value(False))


def with_rests(meeting: Meeting) -> Meeting:
    """A meeting with who holds what in it, and who of them rests when it begins."""
    found = Meeting.objects.filter(pk=meeting.pk).annotate(**at_rest())
    return found.select_related("holder", "notes__keeper", "care__holder", "care__second").get()


def holders(
    meeting: Meeting, people: Mapping[int, Member] | None = None, *, viewer: Member | None = None
) -> dict[Role, Member]:
    """Who holds what, of those who are in the circle now; `people` are its members by row number, if known.

    What somebody holds who rests on that day is open again for everybody but them, until they are back.
    """
    notes, care = getattr(meeting, "notes", None), getattr(meeting, "care", None)
    if people is None:
        joined = [meeting.holder, notes and notes.keeper, care and care.holder, care and care.second]
        people = {each.pk: each for each in joined if each is not None}
    numbers = {
        Role.HOLD: meeting.holder_id,
        Role.NOTES: notes.keeper_id if notes is not None else None,
        Role.CARE: care.holder_id if care is not None else None,
        Role.SECOND: care.second_id if care is not None else None,
    }
    found = {role: people.get(number) for role, number in numbers.items() if number is not None}
    here = {role: member for role, member in found.items() if member is not None and is_here(member)}
    return {role: member for role, member in here.items() if not _is_open_again(role, member, meeting, viewer)}


def holder_for(meeting: Meeting, viewer: Member) -> Member | None:
    """Who holds a meeting, as one member sees it: nobody, while whoever said so left, or rests on that day."""
    holder = meeting.holder
    if holder is None or not is_here(holder) or _is_open_again(Role.HOLD, holder, meeting, viewer):
        return None
    return holder


def _is_open_again(role: Role, member: Member, meeting: Meeting, viewer: Member | None) -> bool:
    rests = meeting.state == MeetingState.INVITED and getattr(meeting, f"rests_{role.value}", False)
    return bool(rests) and (viewer is None or member.pk != viewer.pk)


def held(*, viewer: Member, meeting: Meeting, people: Mapping[int, Member] | None = None) -> list[Held]:
    """What is held in a meeting that is to come or goes on; of any other, nothing. A second needs somebody first."""
    return _all_held(holders(meeting, people, viewer=viewer), viewer, meeting)


def _all_held(there: Mapping[Role, Member], viewer: Member, meeting: Meeting) -> list[Held]:
    if why_not_role(meeting) is not None:
        return []
    shown = [role for role in Role if role != Role.SECOND or Role.CARE in there or Role.SECOND in there]
    beside = with_somebody_beside(meeting)
    return [_held(role, there, viewer, meeting, beside) for role in shown]


def _held(
    role: Role, there: Mapping[Role, Member], viewer: Member, meeting: Meeting, beside: set[tuple[Role, int]]
) -> Held:
    who = there.get(role)
    is_mine = who is not None and who.pk == viewer.pk
    # Once a meeting goes on, holding it is picked up in the room, by somebody who came in. It is handed back anywhere.
    fits = role != Role.HOLD or meeting.state == MeetingState.INVITED
    cares = Role.CARE in there and there[Role.CARE].pk == viewer.pk
    return Held(
        role=role,
        who=who,
        is_mine=is_mine,
        can_take=fits and who is None and not (role == Role.SECOND and cares),
        can_hand_back=is_mine,
        is_beside=who is not None and (role, who.pk) in beside,
    )


def roles_seen(*, viewer: Member, meeting: Meeting, came: Mapping[Member, bool]) -> RolesSeen:
    """Who holds what, in the room; `came` has everybody in the circle, with whether they came in."""
    people = {each.pk: each for each in came}
    there = holders(meeting, people, viewer=viewer)
    told = can_be_told(there, viewer=viewer, came=[each.pk for each, is_in in came.items() if is_in])
    return RolesSeen(
        held=[each for each in _all_held(there, viewer, meeting) if each.role != Role.HOLD],
        lent=lent(meeting, viewer),
        care=there.get(Role.CARE),
        cares=reads_for_care(meeting, viewer),
        to_tell=told,
        instead=not any(there.get(role) in told for role in CARE),
    )


def can_be_told(there: Mapping[Role, Member], *, viewer: Member, came: Collection[int]) -> list[Member]:
    """Whom somebody can tell that they need a break: who looks after care and came in, or else the holder."""
    others = {role: each for role, each in there.items() if each.pk != viewer.pk}
    care = [others[role] for role in CARE if role in others and others[role].pk in came]
    return care or [others[role] for role in (Role.HOLD,) if role in others]


def reads_for_care(meeting: Meeting, viewer: Member) -> bool:
    """Whether somebody looks after care in a meeting, or is the second."""
    care: Care | None = getattr(meeting, "care", None)
    return care is not None and viewer.pk in {care.holder_id, care.second_id}
