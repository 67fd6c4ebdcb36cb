"""The thread: from somebody's words to what came of them, and back, for one person.

A link is followed only where both its ends can be seen by whoever looks; of anything else nothing is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, day_in
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Proposal
from handinhand.decisions.queries.proposals import reached_by
from handinhand.decisions.rules import is_taken_back
from handinhand.ground.moments import goes_on
from handinhand.ground.prepared import Prepared, Value
from handinhand.ground.several import OneOf, several
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Said
from handinhand.promises.choices import CreditKind
from handinhand.promises.models import CarriedOn, Promise
from handinhand.promises.queries import PromiseLine, of_words
from handinhand.topics.queries import OF_WORDS, Note, chosen_in_note, note_on
from handinhand.words.choices import State
from handinhand.words.models import Words, not_seen_by

MOST_FOLLOWED = 400


@dataclass(frozen=True)
class Step:
    """One thing on the way: what it is, its text, who is named, when it was, and where it stands."""

    kind: str
    text: str
    who: str
    member: Member | None
    at: datetime
    day: str
    url: str
    is_here: bool
    words_id: str
    fold: str
    note: Note | None = None


@dataclass(frozen=True)
class Wish:
    """How the viewer is named for some words of theirs here; `asked` is False until they have said."""

    words_id: str
    text: str
    kind: str
    asked: bool


@dataclass(frozen=True)
class Thread:
    """Everything the viewer may see on the way to and from some words, the earliest first."""

    words_id: str
    steps: list[Step]
    wishes: list[Wish]
    can_carry_on: bool

    @property
    def to_ask(self) -> list[Wish]:
        """Words of the viewer that led to something, and of which they have not said how they are named."""
        return [each for each in self.wishes if not each.asked]

    @property
    def asked(self) -> list[Wish]:
        """Words of which they have said it."""
        return [each for each in self.wishes if each.asked]


@dataclass
class Node:
    """One thing the viewer may see, with the steps it makes."""

    steps: list[Step]
    is_mine: bool
    credit: str | None
    text: str
    words_id: str
    asks: bool


def thread_for(*, viewer: Member, words_id: str, now: datetime) -> Thread:
    """The thread through some words; raises NotHere where the viewer may not see the thing these words are."""
    root = _root(viewer, words_id)
    onward = _edges(viewer)
    back: dict[int, set[int]] = defaultdict(set)
    for source, led_to in onward.items():
        for each in led_to:
            back[each].add(source)
    near = [each for way in (onward, back) for each in islice(_reach(root, way), MOST_FOLLOWED)]
    nodes = _nodes(viewer, [root, *near], root, now)
    if root not in nodes:
        raise NotHere
    seen = {root, *_reach(root, onward, nodes), *_reach(root, back, nodes)}
    steps = [step for each in sorted(seen) for step in nodes[each].steps]
    wishes = [_wish(nodes[each]) for each in seen if nodes[each].asks and onward.get(each, set()) & nodes.keys()]
    return Thread(
        words_id=words_id,
        steps=sorted(steps, key=lambda step: step.at),
        wishes=sorted(wishes, key=lambda wish: wish.words_id),
        can_carry_on=bool(nodes[root].text),
    )


def _root(viewer: Member, words_id: str) -> int:
    """The row number of words that the viewer can read, or in which something was proposed that the circle decided."""
    wanted: dict[str, Value] = {"person": viewer.person_id, "circle": viewer.circle_id, "words_id": words_id}
    words = _readable.first(**wanted)
    if words is not None:
        return words.pk
    proposal = _reached.first(**wanted)
    if proposal is None:
        raise NotHere
    return proposal.words_id


@Prepared
def _readable(person: int, circle: int, words_id: str) -> QuerySet[Words]:
    return Words.objects.visible_to(person, with_unseen=True).filter(circle=circle, public_id=words_id)


@Prepared
def _reached(person: int, circle: int, words_id: str) -> QuerySet[Proposal]:
    return reached_by(person, circle).filter(words__public_id=words_id)


def _edges(viewer: Member) -> dict[int, set[int]]:
    """What led to what in the viewer's circle, by the row numbers of words: nothing of this is shown as it is."""
    onward: dict[int, set[int]] = defaultdict(set)
    for carried in _carried.rows(circle=viewer.circle_id):
        onward[carried.source_id].add(carried.onward_id)
    for changed in _changed.rows(circle=viewer.circle_id):
        onward[changed.words_before].add(changed.words_id)  # type: ignore[attr-defined]
    return onward


@Prepared
def _carried(circle: int) -> QuerySet[CarriedOn]:
    return CarriedOn.objects.filter(circle=circle).only("source", "onward")


@Prepared
def _changed(circle: int) -> QuerySet[Promise]:
    changed = Promise.objects.filter(circle=circle, follows__isnull=False)
    return changed.annotate(words_before=F("follows__words")).only("words")


def _reach(root: int, edges: Mapping[int, Iterable[int]], within: Mapping[int, object] | None = None) -> Iterable[int]:
    """Whatever can be reached from `root`, nearest first; through things in `within` alone, if it is given."""
    found: dict[int, None] = {}
    waiting = [root]
    while waiting:
        for each in sorted(edges.get(waiting.pop(0), ())):
            if each != root and each not in found and (within is None or each in within):
                found[each] = None
                waiting.append(each)
    return found


def _nodes(viewer: Member, ids: list[int], root: int, now: datetime) -> dict[int, Node]:
    """Of these words, the things that the viewer may see: what was said, proposed, decided and promised."""
    people = {each.person_id: each for each in _ever_here.rows(circle=viewer.circle_id)}
    made = Made(viewer, people, root, now)
    of = {"person": viewer.person_id, "circle": viewer.circle_id}
    said, proposed = _said.rows(**of, ids=several(ids)), _proposed.rows(**of, ids=several(ids))
    nodes = {each.words_id: node for each in said if (node := made.of_said(each)) is not None}
    nodes |= {each.words_id: node for each in proposed if (node := made.of_proposal(each)) is not None}
    nodes |= {line.words_pk: made.of_promise(line) for line in of_words(viewer=viewer, words=ids, now=now)}
    return nodes


@Prepared
def _ever_here(circle: int) -> QuerySet[Member]:
    return Member.objects.filter(circle=circle)


@Prepared
def _said(person: int, circle: int, ids: str) -> QuerySet[Said]:
    """What was said, as far as somebody may read it, with how its author wishes to be named."""
    readable = Words.objects.visible_to(person).filter(pk=OuterRef("words")).exclude(state=State.TAKEN_BACK)
    found = Said.objects.filter(Exists(readable), circle=circle, words__in=OneOf(ids))
    return found.select_related("words__credit", OF_WORDS, "meeting").annotate(is_chosen=chosen_in_note(person))


@Prepared
def _proposed(person: int, circle: int, ids: str) -> QuerySet[Proposal]:
    readable = Words.objects.visible_to(person, with_unseen=True).filter(pk=OuterRef("words"))
    unseen = not_seen_by(person, "words__author")
    found = reached_by(person, circle).filter(words__in=OneOf(ids))
    found = found.annotate(is_readable=Exists(readable), is_unseen=unseen, is_chosen=chosen_in_note(person))
    return found.select_related("words__credit", OF_WORDS, "by")


@dataclass(frozen=True)
class Named:
    """Who is named for a step: somebody, a word for somebody, or nobody."""

    name: str
    member: Member | None = None


NOBODY = Named("")


@dataclass(frozen=True)
class Made:
    """Makes what the viewer sees of each thing."""

    viewer: Member
    people: Mapping[int, Member]
    root: int
    now: datetime

    def of_said(self, said: Said) -> Node | None:
        """What somebody said: others see it here only if its author wished to be named, or to be one of the circle."""
        words, credit = said.words, _credit(said.words)
        is_mine = words.author_id == self.viewer.person_id
        shown = is_mine or words.author_id is None or credit in {CreditKind.SOMEBODY, CreditKind.BY_NAME}
        if not shown:
            return None
        name = "meetings:room" if said.meeting.state == MeetingState.OPEN else "meetings:summary"
        url = reverse(name, args=[self.viewer.circle.public_id, said.meeting.public_id])
        url = f"{url}#w-{words.public_id}"
        who = self._named(words.author_id, credit) if words.author_id else Named(_("Said in the meeting"))
        at = words.shared_at or words.written_at
        note = self._note(words, said)
        step = self._step(words, kind=_("Somebody said"), text=words.body, at=at, url=url, who=who, note=note)
        return Node([step], is_mine, credit, words.body, words.public_id, asks=is_mine)

    def of_proposal(self, proposal: Proposal) -> Node | None:
        """A proposal, and what was decided: the circle's own text stays, whatever becomes of the words."""
        is_adopted = proposal.state == ProposalState.ADOPTED
        readable = proposal.is_readable and not is_taken_back(proposal)  # type: ignore[attr-defined]
        if not (is_adopted or readable):
            return None
        words, credit = proposal.words, _credit(proposal.words)
        is_mine = words.author_id == self.viewer.person_id
        who = self._named(words.author_id, credit)
        url = reverse("decisions:proposal", args=[self.viewer.circle.public_id, proposal.public_id])
        fold = proposal.public_id if proposal.is_unseen else ""  # type: ignore[attr-defined]
        note = self._note(words, proposal) if readable else None
        steps = []
        if readable:
            proposed = self._step(words, kind=_("A proposal"), text=words.body, at=proposal.made_at, url=url, who=who)
            steps.append(replace(proposed, fold=fold, note=note))
        if is_adopted and proposal.adopted_at is not None:
            decided = proposal.adopted_text or ""
            at = proposal.adopted_at
            note = None if goes_on(proposal.adopted_text_covered_until) else note
            steps.append(self._step(words, kind=_("We decided"), text=decided, at=at, url=url, note=note))
        body = words.body if readable else ""
        return Node(steps, is_mine, credit, body, words.public_id, asks=is_mine and readable)

    def of_promise(self, line: PromiseLine) -> Node:
        """A promise, by whom, and what came of it."""
        url = reverse("promises:promise", args=[line.circle_id, line.public_id])
        who = Named(line.who, line.member)
        promised = self._step(line, kind=_("A promise"), text=line.text, at=line.made_at, url=url, who=who)
        steps = [replace(promised, fold=line.fold, note=line.note)]
        if line.answered_at is not None:
            answer = line.answer_sentence
            came = self._step(line, kind=_("What came of it"), text=answer, at=line.answered_at, url=url)
            steps.append(replace(came, fold=line.answer_fold, note=line.answer_note))
        return Node(steps, line.is_mine, None, line.text, line.thread_id, asks=False)

    def _note(self, words: Words, of: Said | Proposal) -> Note | None:
        return note_on(words, person=self.viewer.person_id, is_chosen=of.is_chosen)  # type: ignore[union-attr]

    def _named(self, author: int | None, credit: str | None) -> Named:
        if author == self.viewer.person_id:
            return Named(_("You"), self.viewer)
        member = self.people.get(author) if author else None
        if credit == CreditKind.BY_NAME and member is not None:
            return Named(member.name, member)
        return Named(_("Somebody in this circle")) if credit == CreditKind.SOMEBODY else NOBODY

    def _step(
        self,
        of: Words | PromiseLine,
        *,
        kind: str,
        text: str,
        at: datetime,
        url: str,
        who: Named = NOBODY,
        fold: str = "",
        note: Note | None = None,
    ) -> Step:
        number, words_id = (of.pk, of.public_id) if isinstance(of, Words) else (of.words_pk, of.thread_id)
        day = day_in(self.viewer.circle, at, self.now)
        return Step(kind, text, who.name, who.member, at, day, url, number == self.root, words_id, fold, note)


def _credit(words: Words) -> str | None:
    """How the author of some words wishes to be named; nothing where they have not said."""
    credit = getattr(words, "credit", None)
    return credit.kind if credit is not None else None


def _wish(node: Node) -> Wish:
    return Wish(node.words_id, node.text, node.credit or CreditKind.NOT_AT_ALL, asked=node.credit is not None)
