"""What stands on the room's phone: nothing but what everybody in the meeting may see.

Whatever touches on something stands closed here, whoever carries the phone: a fold that were open or closed by their
list would show their list to the room.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries import proposals_waiting
from handinhand.decisions.queries.touching import read_with_note
from handinhand.decisions.rules import is_taken_back
from handinhand.fairness import turns
from handinhand.ground.prepared import Prepared
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Hand, Meeting, Notes, OnPhone, Part, Said
from handinhand.meetings.queries.meetings import NoSuchMeeting
from handinhand.meetings.queries.pauses import PauseSeen, pause_on_phone
from handinhand.meetings.queries.said import authors_in_part
from handinhand.meetings.queries.touching import parts_to_read
from handinhand.meetings.queries.turns import round_turn
from handinhand.topics import queries as topics
from handinhand.topics.queries import NOBODY, OF_WORDS, Note
from handinhand.words.choices import State
from handinhand.words.models import ScopeMember, Words
from handinhand.words.queries import circle_scope, is_covered_from, is_in


@dataclass(frozen=True)
class OnThisPhone:
    """Somebody on the phone, and what they can do now."""

    member: Member
    has_turn: bool
    has_hand_up: bool


@dataclass(frozen=True)
class Shown:
    """Words that everybody in the meeting may read. `name` is empty for what was said without a person.

    Where they are covered, they are covered here from everybody, whose phone it is, too: then `body` is empty.
    """

    name: str
    body: str
    from_paper: bool
    note: Note | None


@dataclass
class Phone:
    """The room's phone as it is now."""

    keeps: bool
    parts: list[Part]
    part: Part | None
    holds: bool
    people: list[OnThisPhone] = field(default_factory=list)
    others: list[Member] = field(default_factory=list)
    turn: Member | None = None
    turn_is_read: bool = False
    asked_again: bool = False
    lines: list[Shown] = field(default_factory=list)
    proposal: Proposal | None = None
    note: Note | None = None
    could_be_decided: list[tuple[Proposal, Note | None]] = field(default_factory=list)
    pause: PauseSeen | None = None

    @property
    def number(self) -> int:
        """Which part of the plan this is."""
        return self.parts.index(self.part) + 1 if self.part is not None else 0

    @property
    def before(self) -> Part | None:
        """The part before this one."""
        return self.parts[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Part | None:
        """The part after this one."""
        return self.parts[self.number] if 0 < self.number < len(self.parts) else None

    @property
    def is_break(self) -> bool:
        """Whether this is a break, planned or not."""
        return self.pause is not None and self.pause.is_on

    @property
    def takes_words(self) -> bool:
        """Whether something can be kept in this part."""
        return self.part is not None and self.part.kind not in {PartKind.BREAK, PartKind.DECISION}


def phone_for(*, viewer: Member, meeting: Meeting) -> Phone:
    """The phone of whoever keeps the notes; for anybody else, and when the meeting is over, an empty one."""
    members = _members.rows(circle=meeting.circle_id, meeting=meeting.pk, scope=meeting.scope_id)
    me = next((each for each in members if each.pk == viewer.pk), None)
    keeps = me is not None and me.keeps and me.in_scope  # type: ignore[attr-defined]
    if not keeps or meeting.state != MeetingState.OPEN:
        return Phone(keeps=False, parts=[], part=None, holds=False)
    planned = parts_to_read(meeting, person=NOBODY)
    part = next((each for each in planned if each.pk == meeting.current_id), None)
    phone = Phone(keeps=True, parts=planned, part=part, holds=meeting.holder_id == viewer.pk)
    phone.pause = pause_on_phone(meeting)
    speaking, hands = _turn(phone, meeting, members)
    for each in members:
        if each.on_phone:  # type: ignore[attr-defined]
            phone.people.append(OnThisPhone(each, each.public_id == speaking, each.public_id in hands))
        elif each.pk != viewer.pk:
            phone.others.append(each)
    if part is not None and phone.takes_words:
        phone.lines = _shown(part)
    if part is not None and meeting.current is not None and meeting.current.proposal is not None:
        proposal = read_with_note(meeting.current.proposal, person=NOBODY)
        is_of_all = proposal.scope_id in _of_all(meeting) and not is_taken_back(proposal)
        if proposal.state == ProposalState.OPEN and is_of_all and is_in(proposal.scope_id, viewer.person):
            phone.proposal, phone.note = _as_all_may_read(proposal)
    if phone.holds and phone.proposal is None and part is not None and part.kind == PartKind.DECISION:
        of_all = _of_all(meeting)
        waiting = [each for each in proposals_waiting(viewer=viewer) if each.scope_id in of_all]
        phone.could_be_decided = [_as_all_may_read(each) for each in waiting]
    return phone


def _as_all_may_read(proposal: Proposal) -> tuple[Proposal, Note | None]:
    """A proposal without its words where they are covered, and what it touches on."""
    return proposal, _closed(proposal.words)


def _of_all(meeting: Meeting) -> set[int]:
    """The scopes whose proposals everybody in the room may read: this meeting's, and the whole circle's."""
    return {meeting.scope_id, circle_scope(meeting.circle).pk}


def _turn(phone: Phone, meeting: Meeting, members: list[Member]) -> tuple[str, set[str]]:
    """Who has the turn or the word, and whose hands are up."""
    speaking, hands, part = "", set(), phone.part
    if part is not None and part.kind == PartKind.ROUND:
        turn: turns.Turn | None = round_turn(part)
        speaking = turn.who if turn is not None else ""
        phone.asked_again = turn is not None and turn.asked_again
    elif part is not None and part.kind == PartKind.TALK:
        for hand in _hands.rows(part=part.pk):
            if hand.called_at is not None:
                speaking = hand.member.public_id
            else:
                hands.add(hand.member.public_id)
    phone.turn = next((each for each in members if each.public_id == speaking), None)
    phone.turn_is_read = phone.turn is not None and part is not None and part.kind == PartKind.ROUND
    phone.turn_is_read = phone.turn_is_read and not phone.turn.came_in  # type: ignore[union-attr]
    return speaking, hands


@Prepared
def _hands(part: int) -> QuerySet[Hand]:
    up = Hand.objects.filter(part=part, done_at__isnull=True, member__left_at__isnull=True)
    return up.select_related("member").order_by("pk")


@Prepared
def _members(circle: int, meeting: int, scope: int) -> QuerySet[Member]:
    here = Member.objects.filter(circle=circle, left_at__isnull=True).annotate(
        on_phone=Exists(OnPhone.objects.filter(meeting=meeting, member=OuterRef("pk"))),
        keeps=Exists(Notes.objects.filter(meeting=meeting, keeper=OuterRef("pk"))),
        in_scope=Exists(ScopeMember.objects.filter(scope=scope, person=OuterRef("person"))),
        came_in=Exists(Meeting.objects.filter(pk=meeting, attendances__member=OuterRef("pk"))),
    )
    return here.order_by("joined_at", "pk")


def _shown(part: Part) -> list[Shown]:
    """What was shared with the whole meeting in a part, for a screen that the whole meeting may look at."""
    found = _shared.rows(part=part.pk, state=State.SHARED.value)
    names = {each.person_id: each.name for each in authors_in_part(part)} if found else {}
    return [
        Shown(names.get(each.words.author_id or 0, ""), each.words.body, each.from_paper, note)
        for each, note in [(each, _closed(each.words)) for each in found]
    ]


def _closed(words: Words) -> Note | None:
    """What words touch on, folded for everybody, and what is covered is empty: nobody's own are told from others'."""
    if is_covered_from(words, NOBODY) or not words.body:
        return None
    return topics.note_on(words, person=NOBODY, is_chosen=True)


@Prepared
def _shared(part: int, state: str) -> QuerySet[Said]:
    shared = Said.objects.filter(part=part, words__state=state, words__scope=F("meeting__scope"))
    return shared.select_related(OF_WORDS).order_by("words__shared_at", "pk")


def on_phone_of(*, meeting: Meeting, member_id: str) -> Member:
    """Somebody who is in the circle now; raises NoSuchMeeting for anybody else."""
    who = _here.first(circle=meeting.circle_id, public_id=member_id)
    if who is None:
        raise NoSuchMeeting
    who.circle = meeting.circle
    return who


@Prepared
def _here(circle: int, public_id: str) -> QuerySet[Member]:
    found = Member.objects.filter(circle=circle, left_at__isnull=True, public_id=public_id)
    return found.select_related("person")
