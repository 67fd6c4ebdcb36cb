"""Finding things in one circle: what is sealed is opened in memory, and nothing of what was looked for is kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TypeAlias

from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.care.choices.topics import TO_BEGIN_WITH
from handinhand.circles.models import AdoptedLine, AdoptedVersion, Member
from handinhand.circles.queries import is_public_id, with_notes_of_lines
from handinhand.circles.reads import with_what_they_came_from
from handinhand.decisions.models import Position, Proposal
from handinhand.decisions.queries.proposals import all_decided
from handinhand.ground.models import Person
from handinhand.ground.moments import is_over
from handinhand.ground.sealed import folded
from handinhand.home.queries.touching import notes_on, notes_on_parts
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting, Part, PartQuestion
from handinhand.meetings.queries.plans import readable
from handinhand.promises.models import Promise
from handinhand.topics.models import OwnTopic
from handinhand.topics.queries import OF_WORDS, WITH_NOTE, Note, chosen_in_note, in_sight, note_on
from handinhand.unnamed.models import Box
from handinhand.words.models import ScopeMember, Topic, Words, not_seen_by
from handinhand.words.queries import visible_bodies
from handinhand.work.queries import places_of

MOST_SHOWN = 50
# A text of a plan, and the part (by row number) that it tells about; none for what is never folded.
Line: TypeAlias = tuple[str, int | None]


@dataclass(frozen=True)
class Found:
    """One thing that was found: what kind it is, its text, whose it is, when it came, and where it stands."""

    kind: str
    text: str
    who: str
    at: datetime
    url: str
    fold: str = ""
    note: Note | None = None


@dataclass(frozen=True)
class Finding:
    """What was found, the newest first; `more` says whether there is more than is shown."""

    things: list[Found]
    more: bool


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: every word of it, anywhere in a text, however it is written."""

    words: tuple[str, ...]

    @classmethod
    def typed(cls, text: str) -> "Wanted":
        """What was typed, as it is compared."""
        return cls(tuple(folded(text).split()))

    def is_in(self, text: str) -> bool:
        """Whether a text has every word."""
        plain = text.lower() if text.isascii() else folded(text)
        return all(word in plain for word in self.words)


def find(*, viewer: Member, looked_for: str) -> Finding:
    """What the viewer may see in their circle that has every word they typed, in a fixed number of reads."""
    wanted = Wanted.typed(looked_for)
    every = chain(_words(viewer, wanted), _meetings(viewer, wanted), _decided(viewer, wanted), _answers(viewer, wanted))
    once = {thing.url + thing.kind + thing.text: thing for thing in every}
    things = sorted(once.values(), key=lambda thing: thing.at, reverse=True)
    return Finding(things[:MOST_SHOWN], more=len(things) > MOST_SHOWN)


def topics(*, viewer: Member) -> list[Topic]:
    """What plans in the viewer's circle that they may read touch on, in the order of the alphabet."""
    plans = readable(viewer)
    of_parts = Part.objects.filter(meeting__in=plans).values("topics")
    of_questions = PartQuestion.objects.filter(part__meeting__in=plans).values("topics")
    used = Topic.objects.filter(Q(pk__in=of_parts) | Q(pk__in=of_questions), circle=viewer.circle_id)
    return sorted(used, key=lambda topic: folded(topic.name))


def topics_to_choose(*, person: Person, kept: Iterable[OwnTopic]) -> list[str]:
    """Names one could put in one's list: what plans touch on that everyone in one's circles reads, and a beginning."""
    here = Member.objects.filter(is_over("held_until"), person=person, left_at__isnull=True).values("circle")
    plans = Meeting.objects.exclude(state=MeetingState.DRAFT).filter(circle__in=here)
    of_parts = Part.objects.filter(meeting__in=plans).values("topics")
    of_questions = PartQuestion.objects.filter(part__meeting__in=plans).values("topics")
    used = Topic.objects.filter(Q(pk__in=of_parts) | Q(pk__in=of_questions), circle__in=here).order_by("-pk")
    names = [topic.name for topic in used[:MOST_SHOWN]]
    offered = {folded(name): name for name in [*(str(each) for each in TO_BEGIN_WITH), *names]}
    for each in kept:
        offered.pop(folded(each.name), None)
    return [offered[key] for key in sorted(offered)]


def touching(*, viewer: Member, topic_id: str) -> Finding:
    """The parts of meetings that touch on a topic, as far as the viewer may read their plans."""
    wanted = topic_id if is_public_id(topic_id) else ""
    touched = Q(topics__public_id=wanted) | Q(questions__topics__public_id=wanted)
    parts = Part.objects.filter(touched, meeting__in=readable(viewer)).select_related("meeting").distinct()
    newest = list(parts.order_by("-meeting__starts_at", "position")[: MOST_SHOWN + 1])
    circle = viewer.circle.public_id
    things = [
        Found(_("Meeting"), part.title, part.meeting.title, part.meeting.starts_at, _plan(circle, part.meeting))
        for part in newest[:MOST_SHOWN]
    ]
    return Finding(things, more=len(newest) > MOST_SHOWN)


def _words(viewer: Member, wanted: Wanted) -> Iterator[Found]:
    """Words by the one rule of sight, each with the place where it stands."""
    hits = [number for number, text in visible_bodies(viewer=viewer.person, circle=viewer.circle) if wanted.is_in(text)]
    newest = Words.objects.visible_to(viewer.person).filter(pk__in=hits[-4 * MOST_SHOWN :])
    newest = newest.annotate(is_chosen=chosen_in_note(viewer.person_id, "pk"))
    related = (
        "said__meeting",
        "promise",
        "proposal",
        "proposal_question__proposal",
        "check_in",
        "paper__meeting",
        "tea_question",
        "asked_without_names",
        "unnamed__box__positions_on__proposal",
        WITH_NOTE,
    )
    found = list(newest.select_related(*related))
    concerns = Position.objects.filter(words__in=[words.pk for words in found]).select_related("proposal")
    about = {position.words_id: position.proposal for position in concerns}
    names = dict(_names(viewer))
    asks = places_of(viewer=viewer, words=[words.pk for words in found])
    notes = notes_on(viewer=viewer, words=found)
    for words in found:
        circle = viewer.circle.public_id
        place = _place(circle, words, about.get(words.pk)) or _without_names(circle, words)
        if words.pk in asks:
            place = _("Asked or offered"), reverse("work:ask", args=[viewer.circle.public_id, asks[words.pk]])
        if place is not None:
            kind, url = place
            who = names.get(words.author_id or 0, "")
            at, note = words.shared_at or words.written_at, notes.get(words.pk)
            yield Found(kind, words.body, who, at, url, note=note)


def _place(circle: str, words: Words, concerned: Proposal | None) -> tuple[str, str] | None:
    """What words are, and the page they stand on; nothing for words that no page shows."""
    if hasattr(words, "said"):
        meeting = words.said.meeting
        name = "meetings:room" if meeting.state == MeetingState.OPEN else "meetings:summary"
        return _("Said in a meeting"), f"{reverse(name, args=[circle, meeting.public_id])}#w-{words.public_id}"
    if hasattr(words, "tea_question"):
        return _("A question to begin with"), reverse("tea:questions", args=[circle])
    if hasattr(words, "paper"):
        meeting, paper = words.paper.meeting, words.paper.public_id
        return _("A paper"), reverse("meetings:paper", args=[circle, meeting.public_id, paper])
    if hasattr(words, "check_in"):
        return _("How I am"), reverse("care:mine")
    if hasattr(words, "promise"):
        return _("Promise"), reverse("promises:promise", args=[circle, words.promise.public_id])
    kind, proposal = _("A concern"), concerned
    if hasattr(words, "proposal"):
        kind, proposal = _("Proposal"), words.proposal
    elif hasattr(words, "proposal_question"):
        kind, proposal = _("About a proposal"), words.proposal_question.proposal
    return (kind, reverse("decisions:proposal", args=[circle, proposal.public_id])) if proposal else None


def _without_names(circle: str, words: Words) -> tuple[str, str] | None:
    """The same for a question that is answered without names, and for what was answered."""
    if hasattr(words, "asked_without_names"):
        box: Box = words.asked_without_names
        return _("Asked without names"), reverse("unnamed:box", args=[circle, box.public_id])
    if hasattr(words, "unnamed") and hasattr(words.unnamed.box, "positions_on"):
        proposal = words.unnamed.box.positions_on.proposal
        return _("A concern"), reverse("decisions:proposal", args=[circle, proposal.public_id])
    if hasattr(words, "unnamed"):
        return _("Without a name"), reverse("unnamed:box", args=[circle, words.unnamed.box.public_id])
    return None


def _meetings(viewer: Member, wanted: Wanted) -> Iterator[Found]:
    """Meetings whose plan says it, in its name, its purpose, a part or a question."""
    circle = viewer.circle.public_id
    told: dict[int, tuple[Meeting, list[Line]]] = {
        meeting.pk: (
            meeting,
            [(text, None) for text in (meeting.title, meeting.why, meeting.place, meeting.opening_question)],
        )
        for meeting in readable(viewer)
    }
    for part in Part.objects.filter(meeting__in=list(told)):
        told[part.meeting_id][1].extend([(part.title, None), (part.detail, part.pk)])
    for asked in PartQuestion.objects.filter(part__meeting__in=list(told)).annotate(of=F("part__meeting")):
        told[asked.of][1].extend([(asked.title, None), (asked.detail, asked.part_id)])
    lines = [
        (meeting, *next((line for line in lines[1:] if wanted.is_in(line[0])), ("", None)))
        for meeting, lines in told.values()
        if wanted.is_in("\n".join(text for text, _part in lines))
    ]
    notes = notes_on_parts(viewer=viewer, parts={part for _meeting, _text, part in lines if part is not None})
    for meeting, line, of_part in lines:
        where, note = _plan(circle, meeting), notes.get(of_part or 0)
        if note is None:
            yield Found(_("Meeting"), meeting.title, line, meeting.starts_at, where)
        else:
            yield Found(_("Meeting"), line, meeting.title, meeting.starts_at, where, note=note)


def _decided(viewer: Member, wanted: Wanted) -> Iterator[Found]:
    """What the circle made its own text, as it was decided and as it stands: everybody in it may read that."""
    circle = viewer.circle.public_id
    versions = AdoptedVersion.objects.filter(circle=viewer.circle_id, kind=OuterRef("version__kind"))
    newest = Subquery(versions.order_by("-number").values("pk")[:1])
    lines = AdoptedLine.objects.filter(circle=viewer.circle_id, version=newest).select_related("version")
    read = with_what_they_came_from(lines, person=viewer.person_id)
    for line in with_notes_of_lines(read, viewer=viewer):
        if wanted.is_in(line.text):
            agreed, note = reverse("circles:agreement", args=[circle]), line.note  # type: ignore[attr-defined]
            yield Found(_("We agreed"), line.text, "", line.version.adopted_at, agreed, note=note)
    for each in all_decided(viewer=viewer):
        if each.adopted_at is not None and each.adopted_text and wanted.is_in(each.adopted_text):
            url = reverse("decisions:proposal", args=[circle, each.public_id])
            note = each.note.of_answer() if each.note is not None else None  # type: ignore[attr-defined]
            yield Found(_("We decided"), each.adopted_text, "", each.adopted_at, url, note=note)


def _answers(viewer: Member, wanted: Wanted) -> Iterator[Found]:
    """What came of promises, among the people they were said to."""
    among = ScopeMember.objects.filter(person=viewer.person_id).values("scope")
    answered = Promise.objects.filter(circle=viewer.circle_id, scope__in=among, answered_at__isnull=False)
    answered = answered.annotate(
        is_unseen=not_seen_by(viewer.person_id, "answered_by__person"),
        in_sight=in_sight(viewer.person_id, "answer_covered_until"),
        is_chosen=chosen_in_note(viewer.person_id),
    ).select_related(OF_WORDS)
    for each in answered:
        if each.answered_at is not None and each.answer and wanted.is_in(each.answer):
            url = reverse("promises:promise", args=[viewer.circle.public_id, each.public_id])
            fold = each.public_id if each.is_unseen else ""
            note = note_on(each.words, person=viewer.person_id, is_chosen=each.is_chosen) if each.in_sight else None
            note = note.of_answer() if note is not None else None
            yield Found(_("What came of a promise"), each.answer, "", each.answered_at, url, fold, note)


def _names(viewer: Member) -> Iterable[tuple[int, str]]:
    for member in Member.objects.filter(circle=viewer.circle_id):
        yield member.person_id, _("You") if member.pk == viewer.pk else member.name


def _plan(circle: str, meeting: Meeting) -> str:
    return reverse("meetings:plan", args=[circle, meeting.public_id])
