"""Reads of topics: my list, for me alone; where it meets what others wrote; and what words touch on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from handinhand.care.models import OwnTopic, TopicNote
from handinhand.circles.models import Member
from handinhand.ground.models import Person
from handinhand.ground.moments import is_over
from handinhand.ground.prepared import Prepared
from handinhand.ground.sealed import folded
from handinhand.ground.several import OneOf, several
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.queries import own_words

L = TypeVar("L")


@dataclass
class Note:
    """What words touch on, as one reader meets it: `is_chosen` where they would rather choose, and it stands folded."""

    ident: str
    topics: list[str]
    gist: str
    is_chosen: bool

    def of_answer(self) -> "Note":
        """The same, for what came of these words: it touches on what they touch on, and their gist is theirs."""
        return replace(self, gist="")


def my_topics(*, person: Person) -> list[OwnTopic]:
    """The topics that somebody would rather choose about, in the order of the alphabet; for them alone."""
    return sorted(OwnTopic.objects.filter(person=person), key=lambda each: folded(each.name))


def chosen_by(person: Person | int, lookup: str = "name_lookup") -> Exists:
    """Whether a topic, by the fingerprint that `lookup` leads to, is one that `person` would rather choose about.

    It is asked of everybody alike, with a list or without, in a read that is made anyway.
    """
    return Exists(OwnTopic.objects.filter(person=person, name_lookup=OuterRef(lookup)))


def has_note(words: str = "words") -> Exists:
    """Whether somebody said what the words that `words` leads to touch on."""
    return Exists(TopicNote.objects.filter(words=OuterRef(words)))


def has_note_in_sight(person: int, covered_until: str) -> Q:
    """The same, where a circle's own text says what the words said: `person` can read both of them now."""
    visible = Words.objects.visible_to(person, with_unseen=True).filter(pk=OuterRef("words"))
    return Q(has_note()) & Q(Exists(visible)) & is_over(covered_until)


def notes_of(*, viewer: Person | int, words: Iterable[int]) -> dict[int, Note]:
    """What these words (by row number), which the viewer may see, touch on; one read, however many, or none for none.

    Nobody's own words stand folded for them.
    """
    ids = sorted(words)
    if not ids:
        return {}
    person = viewer if isinstance(viewer, int) else viewer.pk
    notes: dict[int, Note] = {}
    for row in _noted.rows(person=person, words=several(ids)):
        noted, topic = row.topicnote, row.topic  # type: ignore[attr-defined]
        written = noted.words
        if written.pk not in notes:
            notes[written.pk] = Note(written.public_id, [], _seen_by(person, noted.gist), is_chosen=False)
        note = notes[written.pk]
        note.topics.append(topic.name)
        note.is_chosen |= bool(row.is_chosen) and written.author_id != person  # type: ignore[attr-defined]
    return notes


@Prepared
def _noted(person: int, words: str) -> QuerySet[Model]:
    rows = TopicNote.topics.through.objects.filter(topicnote__words__in=OneOf(words))
    rows = rows.annotate(is_chosen=chosen_by(person, "topic__name_lookup"))
    return rows.select_related("topic", "topicnote__words", "topicnote__gist").order_by("topic_id")


def notes_beside(*, viewer: Person | int, lines: Iterable[Any]) -> dict[int, Note]:
    """What the words of some lines touch on: each line has `words_pk`, and `has_note` where somebody said so."""
    return notes_of(viewer=viewer, words={line.words_pk for line in lines if line.has_note})


def put_beside(lines: Iterable[L], notes: Mapping[int, Note]) -> list[L]:
    """The same lines, each with its `note`, or none."""
    return [replace(line, note=notes[line.words_pk]) if line.words_pk in notes else line for line in lines]  # type: ignore[type-var,attr-defined]


def _seen_by(person: int, gist: Words | None) -> str:
    """A gist is for the same people as its words, who see those; its author may have taken it back by itself."""
    if gist is None or (gist.author_id != person and (gist.state == State.TAKEN_BACK or gist.is_covered)):
        return ""
    body: str = gist.body
    return body


@dataclass(frozen=True)
class OwnNote:
    """One's own words, what one said they touch on, and whether somebody asked."""

    words: Words
    topics: list[str]
    gist: str
    is_asked: bool


def own_note(*, viewer: Person, words_id: str) -> OwnNote:
    """One's own words with what they touch on; raises Http404 for anybody else's."""
    words = own_words(viewer=viewer, public_id=words_id)
    if words is None:
        raise Http404
    note = TopicNote.objects.filter(words=words).select_related("gist").first()
    names = [each.name for each in note.topics.order_by("pk")] if note is not None else []
    gist = note.gist.body if note is not None and note.gist is not None else ""
    asked = Ask.objects.filter(of=viewer, kind=AskKind.OTHER, ref=words.public_id, closed_at__isnull=True)
    return OwnNote(words, names, gist, asked.exists())


def words_to_ask_about(*, viewer: Person, words_id: str) -> Words:
    """Words that somebody may read, in a circle they are in now; raises Http404 for any others."""
    here = Member.objects.filter(is_over("held_until"), circle=OuterRef("circle"), person=viewer, left_at__isnull=True)
    found = Words.objects.visible_to(viewer, with_unseen=True).filter(Exists(here), public_id=words_id)
    words = found.select_related("circle", "author").first()
    if words is None:
        raise Http404
    return words
