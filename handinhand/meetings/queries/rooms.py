"""All that one person sees of a meeting that is happening, in a handful of reads."""

from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, QuerySet

from handinhand.care.models import CheckIn
from handinhand.circles.models import Member
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries import DecisionPanel, panel_if_among, proposals_waiting
from handinhand.fairness import turns
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Attendance, Hand, Meeting, Part, PartQuestion, Said
from handinhand.meetings.queries.turns import as_seat
from handinhand.promises.queries import PromiseLine, for_scope
from handinhand.words.choices import State
from handinhand.words.models import ScopeMember, Words


@dataclass
class Line:
    """Words in a list, with who said them."""

    said: Said
    words: Words
    member: Member | None
    is_mine: bool
    is_kept: bool
    is_taken_back: bool

    @property
    def can_be_shared(self) -> bool:
        """Whether its author can share it now: kept words can, ideas once the ideas are open."""
        part = self.said.part if self.said.pk else None
        waits = part is not None and part.kind == PartKind.IDEAS and part.ideas_opened_at is None
        return self.is_mine and self.is_kept and part is not None and not waits


@dataclass
class Room:
    """A meeting as one person sees it now. `turn` is whoever has the turn; nothing else is known of anybody."""

    meeting: Meeting
    viewer: Member
    parts: list[Part]
    part: Part | None
    number: int
    people: list[Member]
    came_in: bool
    is_out: bool
    in_scope: bool
    turn: Member | None = None
    asked_again: bool = False
    round_over: bool = False
    waiting: list[Member] = field(default_factory=list)
    my_hand_is_up: bool = False
    lines: list[Line] = field(default_factory=list)
    questions: list[PartQuestion] = field(default_factory=list)
    how_people_are: list[Line] = field(default_factory=list)
    panel: DecisionPanel | None = None
    proposals: list[Proposal] = field(default_factory=list)
    promises: list[PromiseLine] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether the viewer holds this meeting."""
        return self.meeting.holder_id == self.viewer.pk

    @property
    def is_open(self) -> bool:
        """Whether the meeting is happening."""
        return bool(self.meeting.state == MeetingState.OPEN)

    @property
    def my_turn(self) -> bool:
        """Whether the viewer has the turn."""
        return self.turn is not None and self.turn.pk == self.viewer.pk

    @property
    def before(self) -> Part | None:
        """The part before this one."""
        return self.parts[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Part | None:
        """The part after this one."""
        return self.parts[self.number] if 0 < self.number < len(self.parts) else None


def room_for(*, viewer: Member, meeting: Meeting) -> Room:
    """The room of a meeting, for one of the circle's members."""
    parts = list(meeting.parts.order_by("position"))
    current = next((part for part in parts if part.pk == meeting.current_id), None)
    if current is not None and meeting.current is not None:
        current.proposal = meeting.current.proposal
        current.meeting = meeting
    everybody = {member.person_id: member for member in _members(meeting)}
    me = everybody[viewer.person_id]
    people = sorted(
        (member for member in everybody.values() if member.came_in and member.left_at is None),  # type: ignore[attr-defined]
        key=lambda member: member.joined_at,
    )
    room = Room(
        meeting=meeting,
        viewer=viewer,
        parts=parts,
        part=current,
        number=parts.index(current) + 1 if current is not None else 0,
        people=people,
        came_in=me.came_in,  # type: ignore[attr-defined]
        is_out=me.is_out,  # type: ignore[attr-defined]
        in_scope=me.in_scope,  # type: ignore[attr-defined]
    )
    if current is not None and room.in_scope:
        room.lines = lines_of(meeting=meeting, viewer=viewer, people=everybody, part=current)
        _add_what_happens(room, current, everybody)
    return room


def lines_of(*, meeting: Meeting, viewer: Member, people: dict[int, Member], part: Part | None = None) -> list[Line]:
    """Words said in a meeting (or in one part) that the viewer may see, in the order they were shared."""
    found = Said.objects.filter(meeting=meeting, words__in=Words.objects.visible_to(viewer.person))
    if part is not None:
        found = found.filter(part=part)
    found = found.select_related("words", "part").order_by(F("words__shared_at").asc(nulls_last=True), "pk")
    return [_line(said, said.words, viewer, people) for said in found]


def _line(said: Said, words: Words, viewer: Member, people: dict[int, Member]) -> Line:
    return Line(
        said=said,
        words=words,
        member=people.get(words.author_id) if words.author_id else None,
        is_mine=words.author_id == viewer.person_id,
        is_kept=words.state == State.DRAFT,
        is_taken_back=words.state == State.TAKEN_BACK,
    )


def _members(meeting: Meeting) -> QuerySet[Member]:
    came = Attendance.objects.filter(meeting=meeting, member=OuterRef("pk"))
    seeing = ScopeMember.objects.filter(scope_id=meeting.scope_id, person=OuterRef("person"))
    return Member.objects.filter(circle_id=meeting.circle_id).annotate(
        came_in=Exists(came), is_out=Exists(came.filter(is_out=True)), in_scope=Exists(seeing)
    )


def members_by_person(meeting: Meeting) -> dict[int, Member]:
    """Everybody who is or was in the circle, by person; words keep the name of who wrote them."""
    return {member.person_id: member for member in Member.objects.filter(circle_id=meeting.circle_id)}


def _add_what_happens(room: Room, part: Part, everybody: dict[int, Member]) -> None:
    """Add what this kind of part needs, and only that."""
    if part.kind == PartKind.ROUND:
        _add_round(room, part)
    elif part.kind == PartKind.TALK:
        _add_talk(room, part)
    elif part.kind == PartKind.ARRIVING:
        _add_how_people_are(room, everybody)
    elif part.kind == PartKind.DECISION:
        if part.proposal is not None:
            room.panel = panel_if_among(viewer=room.viewer, proposal=part.proposal)
        if room.panel is None or not room.panel.is_open:
            room.proposals = proposals_waiting(viewer=room.viewer)
    elif part.kind == PartKind.LEAVING:
        room.promises = for_scope(viewer=room.viewer, scope=room.meeting.scope)
    if part.kind in {PartKind.IDEAS, PartKind.ROUND, PartKind.TALK}:
        room.questions = list(part.questions.prefetch_related("topics").order_by("position"))


def _add_round(room: Room, part: Part) -> None:
    seats = list(part.seats.order_by("order").select_related("member"))
    away = {member.public_id for member in room.people if member.is_out}  # type: ignore[attr-defined]
    here = [seat for seat in seats if seat.member.left_at is None]
    turn = turns.next_in_round([as_seat(seat) for seat in here], away=away)
    room.people = [seat.member for seat in here]
    room.round_over = turn is None
    if turn is not None:
        room.turn = next(seat.member for seat in here if seat.member.public_id == turn.who)
        room.asked_again = turn.asked_again


def _add_talk(room: Room, part: Part) -> None:
    hands = Hand.objects.filter(part__meeting=room.meeting, member__left_at__isnull=True).select_related("member")
    up = [hand for hand in hands if hand.part_id == part.pk and hand.done_at is None]
    heard = {hand.member.public_id for hand in hands if hand.called_at is not None}
    members = {hand.member.public_id: hand.member for hand in up}
    room.turn = next((hand.member for hand in up if hand.called_at is not None), None)
    waiting = [turns.Hand(hand.member.public_id, hand.raised_at) for hand in up if hand.called_at is None]
    room.waiting = [members[hand.who] for hand in turns.order_hands(waiting, heard=heard)]
    # Whoever had the word may have left: then it is the next one's.
    room.turn = room.turn or (room.waiting.pop(0) if room.waiting else None)
    room.my_hand_is_up = room.viewer.public_id in {hand.who for hand in waiting}


def _add_how_people_are(room: Room, everybody: dict[int, Member]) -> None:
    """How people said they are, to this meeting, and one's own."""
    visible = Words.objects.visible_to(room.viewer.person).filter(scope_id=room.meeting.scope_id)
    for each in CheckIn.objects.filter(words__in=visible).select_related("words").order_by("at"):
        room.how_people_are.append(_line(Said(), each.words, room.viewer, everybody))
