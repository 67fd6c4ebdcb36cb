"""All that one person sees of a meeting that is happening, in a handful of reads."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries import DecisionPanel, decision_panel, proposals_waiting
from handinhand.decisions.queries.touching import note_on, with_notes
from handinhand.fairness import turns
from handinhand.fairness.pacing import Finding
from handinhand.ground.moments import is_over
from handinhand.ground.prepared import Prepared
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Attendance, Hand, Meeting, Paper, Part, PartQuestion, Seat
from handinhand.meetings.queries.changing import OfferSeen, findings_after, offer_seen
from handinhand.meetings.queries.groups import GroupsSeen, groups_seen
from handinhand.meetings.queries.papers import papers_for
from handinhand.meetings.queries.pauses import PauseSeen, is_break, pause_seen
from handinhand.meetings.queries.plans import steps
from handinhand.meetings.queries.roles import RolesSeen, holder_for, roles_seen
from handinhand.meetings.queries.said import Line, how_people_are, lines_of, newest_lines, newest_of
from handinhand.meetings.queries.together import ANNOTATED as WITH_TOGETHER
from handinhand.meetings.queries.together import Together, is_any, with_together
from handinhand.meetings.queries.touching import touching, waits_to_be_fetched
from handinhand.promises.queries import PromiseLine, for_scope
from handinhand.topics.queries import Note, chosen_by
from handinhand.unnamed.queries import is_allowed
from handinhand.words.choices import State
from handinhand.words.models import ScopeMember, Topic

ANNOTATED = ("came_in", "is_out", "in_scope", "seat", "outcome")


@dataclass
class Asked:
    """One question of a part, and what it touches on; `is_chosen` where the viewer would rather choose about that."""

    public_id: str
    title: str
    detail: str
    topics: list[str]
    is_chosen: bool = False


@dataclass(frozen=True)
class Place:
    """A member as the room knows them: whether they came in, are out, see its words, and their place in a round."""

    member: Member
    came_in: bool
    is_out: bool
    in_scope: bool
    seat: int | None
    outcome: turns.Outcome | None


@dataclass
class Room:
    """A meeting as one person sees it now. `turn` is whoever has the turn; nothing else is known of anybody."""

    meeting: Meeting
    viewer: Member
    parts: list[Part]
    part: Part | None
    number: int
    people: Sequence[Member]
    seeing: Sequence[Member]
    came_in: bool
    is_out: bool
    in_scope: bool
    turn: Member | None = None
    turn_is_read: bool = False
    asked_again: bool = False
    round_over: bool = False
    waiting: Sequence[Member] = ()
    my_hand_is_up: bool = False
    lines: list[Line] = field(default_factory=list)
    has_earlier: bool = False
    read_out: list[Line] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)
    how_people_are: list[Line] = field(default_factory=list)
    panel: DecisionPanel | None = None
    note: Note | None = None
    is_for_others: bool = False
    can_be_secret: bool = False
    proposals: list[Proposal] = field(default_factory=list)
    promises: list[PromiseLine] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    pause: PauseSeen | None = None
    offer: OfferSeen | None = None
    groups: GroupsSeen | None = None
    roles: RolesSeen | None = None

    @property
    def is_break(self) -> bool:
        """Whether this is a break, planned or not."""
        return self.pause is not None and self.pause.is_on

    @property
    def holder(self) -> Member | None:
        """Whoever holds this meeting now, if they are here to do it."""
        return holder_for(self.meeting, self.viewer)

    @property
    def leads(self) -> bool:
        """Whether the viewer can do for the room what its holder does: they hold it, or nobody here does."""
        return self.came_in and not self.is_out and (self.holder is None or self.holds)

    @property
    def can_split(self) -> bool:
        """Whether the viewer can split the room into small groups now."""
        fits = self.part is not None and self.part.kind in {PartKind.TALK, PartKind.ROUND, PartKind.IDEAS}
        return self.holds and fits and self.groups is None and not self.is_break

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
    def is_to_fetch(self) -> bool:
        """Whether somebody waits whom the viewer said they would fetch when a part is over: it is."""
        return any(getattr(part, "to_fetch", False) for part in self.parts[: max(0, self.number - 1)])

    @property
    def after(self) -> Part | None:
        """The part after this one."""
        return self.parts[self.number] if 0 < self.number < len(self.parts) else None


def room_for(*, viewer: Member, meeting: Meeting, now: datetime) -> Room:
    """The room of a meeting, for one of the circle's members; `now` says which days of promises are still to come."""
    parts = _parts.rows(meeting=meeting.pk, person=viewer.person_id)
    current = next((part for part in parts if part.pk == meeting.current_id), None)
    if current is not None and meeting.current is not None:
        current.proposal = meeting.current.proposal
        current.meeting = meeting
    everybody, here = _everybody(meeting, viewer)
    me = next(place for place in everybody if place.member.pk == viewer.pk)
    present = [place for place in everybody if place.member.left_at is None]
    room = Room(
        meeting=meeting,
        viewer=viewer,
        parts=parts,
        part=current,
        number=parts.index(current) + 1 if current is not None else 0,
        people=[place.member for place in present if place.came_in and place.in_scope and not place.member.is_held],
        seeing=[place.member for place in present if place.in_scope],
        came_in=me.came_in and me.in_scope,
        is_out=me.is_out,
        in_scope=me.in_scope,
    )
    if current is not None and room.in_scope:
        people = {place.member.person_id: place.member for place in everybody}
        if current.kind not in {PartKind.DECISION, PartKind.BREAK}:
            _add_lines(room, current, people)
        if current.kind == PartKind.ROUND:
            _add_round(room, present)
            room.lines, room.has_earlier = newest_of(room.lines)
        else:
            _add_what_happens(room, current, people, now)
        if current.kind == PartKind.DECISION and current.takes_turns and room.panel is not None:
            _add_round(room, present)
        if current.kind in {PartKind.IDEAS, PartKind.ROUND, PartKind.TALK}:
            room.questions = questions_of(current, person=viewer.person_id)
    if room.is_open and room.in_scope:
        room.pause = pause_seen(viewer=viewer, meeting=meeting, here=here)
        room.offer = offer_seen(viewer=viewer, meeting=meeting, parts=parts, here=here)
        room.groups = groups_seen(viewer=viewer, meeting=meeting, here=here)
    came = {place.member: place.came_in and place.in_scope for place in present}
    room.roles = roles_seen(viewer=viewer, meeting=meeting, came=came)
    if current is not None and current.has_papers:  # type: ignore[attr-defined] # the read of parts says so
        room.papers = papers_for(current.pk, person=viewer.person_id)
    return room


def offered_in(*, viewer: Member, meeting: Meeting) -> tuple[Room, list[Finding]]:
    """The room with nothing in it but the change that is asked for, and how the plan would read for pace then."""
    shown = steps(meeting)
    parts = [step.part for step in shown]
    everybody, here = _everybody(meeting, viewer)
    me = next(place for place in everybody if place.member.pk == viewer.pk)
    room = Room(meeting, viewer, parts, None, 0, (), (), me.came_in and me.in_scope, me.is_out, me.in_scope)
    if room.is_open and room.in_scope:
        room.offer = offer_seen(viewer=viewer, meeting=meeting, parts=parts, here=here)
    if room.offer is None:
        return room, []
    return room, findings_after(viewer=viewer, meeting=meeting, offer=room.offer.offer, steps=shown)


def _everybody(meeting: Meeting, viewer: Member) -> tuple[list[Place], list[Together]]:
    """Everybody who is or was in the circle, in the order they came to it; words keep the name of who wrote them.

    While something passes between people, those who are here now come with what they did, in the same read.
    """
    asked = {"circle": meeting.circle_id, "meeting": meeting.pk, "scope": meeting.scope_id}
    asked["part"] = meeting.current_id or 0
    together = is_any(meeting) or is_break(meeting, None)
    found = _members_together.rows(**asked, person=viewer.person_id) if together else _members.rows(**asked)
    here = [each for each in found if together and each.left_at is None and not each.is_held]
    return (
        [Place(each, **{name: getattr(each, name) for name in ANNOTATED}) for each in found],
        [Together(each, each.came_in, **{name: getattr(each, name) for name in WITH_TOGETHER}) for each in here],  # type: ignore[attr-defined]
    )


@Prepared
def _members(circle: int, meeting: int, scope: int, part: int) -> QuerySet[Member]:
    return _with_places(circle, meeting, scope, part)


@Prepared
def _members_together(circle: int, meeting: int, scope: int, part: int, person: int) -> QuerySet[Member]:
    found = _with_places(circle, meeting, scope, part)
    return with_together(found, meeting=meeting, person=person)


def _with_places(circle: int, meeting: int, scope: int, part: int) -> QuerySet[Member]:
    came = Attendance.objects.filter(meeting=meeting, member=OuterRef("pk"))
    seeing = ScopeMember.even_held.filter(scope=scope, person=OuterRef("person"))
    seat = Seat.objects.filter(part=part, member=OuterRef("pk"))
    everybody = Member.objects.filter(circle=circle).annotate(
        came_in=Exists(came),
        is_out=Exists(came.filter(is_out=True)),
        in_scope=Exists(seeing),
        seat=Subquery(seat.values("order")[:1]),
        outcome=Subquery(seat.values("outcome")[:1]),
    )
    return everybody.order_by("joined_at", "pk")


@Prepared
def _parts(meeting: int, person: int) -> QuerySet[Part]:
    papers = Paper.objects.filter(Q(part=OuterRef("pk")) | Q(read_in=OuterRef("pk")))
    found = Part.objects.filter(meeting=meeting).annotate(has_papers=Exists(papers), **touching(person))
    return found.annotate(to_fetch=waits_to_be_fetched(person)).order_by("position")


def _add_what_happens(room: Room, part: Part, people: Mapping[int, Member], now: datetime) -> None:
    """Add what this kind of part needs, and only that."""
    if part.kind == PartKind.TALK:
        _add_talk(room, part)
    elif part.kind == PartKind.ARRIVING:
        _add_how_people_are(room, people)
    elif part.kind == PartKind.DECISION:
        if part.proposal is not None:
            # Somebody who comes in late may not be among those it was proposed to.
            with suppress(NotHere):
                room.panel = decision_panel(viewer=room.viewer, proposal=part.proposal)
                room.note = note_on(viewer=room.viewer, panel=room.panel)
            room.is_for_others = room.panel is None
        if room.panel is None or not room.panel.is_open:
            room.proposals = with_notes(viewer=room.viewer, proposals=proposals_waiting(viewer=room.viewer))
            room.can_be_secret = room.holds and is_allowed(room.viewer.circle)
    elif part.kind == PartKind.LEAVING:
        _add_how_people_are(room, people)
        room.promises = for_scope(viewer=room.viewer, scope=room.meeting.scope, now=now)


def questions_of(part: Part, *, person: int) -> list[Asked]:
    """The questions of a part in order, each with its topics, in one read: a row for each question and topic."""
    asked: dict[int, Asked] = {}
    for row in _questions.rows(part=part.pk, person=person):
        new = Asked(row.public_id, row.title, row.detail, [])
        topic = Topic(public_id=row.topic_id, name=row.topic_name)  # type: ignore[attr-defined]
        kept = asked.setdefault(row.pk, new)
        kept.topics.extend([topic.name] if topic.public_id else [])
        kept.is_chosen |= bool(row.is_chosen)  # type: ignore[attr-defined]
    return list(asked.values())


@Prepared
def _questions(part: int, person: int) -> QuerySet[PartQuestion]:
    rows = PartQuestion.objects.filter(part=part)
    chosen = chosen_by(person, "topics__name_lookup")
    with_topics = rows.annotate(topic_id=F("topics__public_id"), topic_name=F("topics__name"), is_chosen=chosen)
    return with_topics.order_by("position", "topics__pk")


def _add_lines(room: Room, part: Part, people: Mapping[int, Member]) -> None:
    """The newest of what was said. A round needs all of it first: what was sent ahead says whose turn it is."""
    if part.kind == PartKind.ROUND:
        room.lines = lines_of(meeting=room.meeting, viewer=room.viewer, people=people, part=part)
    else:
        room.lines, room.has_earlier = newest_lines(viewer=room.viewer, people=people, part=part)


def _is_away(place: Place, read: Collection[int]) -> bool:
    """Whether a round goes on without somebody: words they sent ahead are read in their place."""
    return place.is_out or place.member.is_held or not (place.came_in or place.member.pk in read)


def _add_round(room: Room, present: Sequence[Place]) -> None:
    seated = sorted((place for place in present if place.seat is not None), key=lambda place: place.seat or 0)
    here = {line.member.pk for line in room.lines if line.member and line.words.state == State.SHARED}
    read = {place.member.pk for place in seated if not place.came_in and place.member.pk in here}
    away = {place.member.public_id for place in seated if _is_away(place, read)}
    seats = [turns.Seat(place.member.public_id, place.outcome or "") for place in seated]
    turn = turns.next_in_round(seats, away=away)
    room.people = [place.member for place in seated]
    room.round_over = turn is None
    if turn is not None:
        room.turn = next(member for member in room.people if member.public_id == turn.who)
        room.asked_again = turn.asked_again
        room.turn_is_read = room.turn.pk in read
    if room.turn is not None and room.turn_is_read:
        theirs = [line for line in room.lines if line.member is not None and line.member.pk == room.turn.pk]
        room.read_out = [line for line in theirs if line.words.state == State.SHARED]


@Prepared
def _hands(meeting: int) -> QuerySet[Hand]:
    hands = Hand.objects.filter(is_over("member__held_until"), part__meeting=meeting, member__left_at__isnull=True)
    return hands.select_related("member")


def _add_talk(room: Room, part: Part) -> None:
    """Who has the word, and who comes next. When whoever had it left the circle, the next one has it."""
    hands = _hands.rows(meeting=room.meeting.pk)
    up = [hand for hand in hands if hand.part_id == part.pk and hand.done_at is None]
    heard = {hand.member.public_id for hand in hands if hand.called_at is not None}
    members = {hand.member.public_id: hand.member for hand in up}
    raised = [turns.Hand(hand.member.public_id, hand.raised_at) for hand in up if hand.called_at is None]
    waiting = [members[hand.who] for hand in turns.order_hands(raised, heard=heard)]
    speaking = [hand.member for hand in up if hand.called_at is not None]
    order = [*speaking, *waiting]
    room.turn, room.waiting = (order[0] if order else None), order[1:]
    room.my_hand_is_up = room.viewer.pk in {member.pk for member in room.waiting}


def _add_how_people_are(room: Room, people: Mapping[int, Member]) -> None:
    """How people said they are, to this meeting, and one's own."""
    room.how_people_are = how_people_are(meeting=room.meeting, viewer=room.viewer, people=people)
