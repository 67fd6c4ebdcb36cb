"""Reads of topics: my list, for me alone; where it meets what others wrote; and what words touch on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from handinhand.ground.models import Person
from handinhand.ground.moments import is_over
from handinhand.ground.sealed import folded
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask
from handinhand.topics.models import OwnTopic, TopicNote
from handinhand.words.choices import State
from handinhand.words.models import Scope, Words
from handinhand.words.queries import own_words

# What is read with words, so that what they touch on is asked for everybody alike and in no read of its own.
WITH_NOTE = "topic_note__gist"
OF_WORDS = f"words__{WITH_NOTE}"


# For a text that several look at: no person has this row number, so nobody's list is asked for.
NOBODY = 0

# Where words stand that every page folds, and by which field: nothing else can have a note.
FOLDED: list[tuple[type[Model], str]] = []


def hand_over_what_is_folded(folded: Iterable[tuple[type[Model], str]]) -> None:
    """Take what has words that every page folds from those who know every part."""
    FOLDED[:] = folded


def is_folded(words: Words) -> bool:
    """Whether these words stand where every page that shows them can fold them; one read."""
    there = (Q(Exists(model._base_manager.filter(**{field: words.pk}))) for model, field in FOLDED)
    return bool(FOLDED) and Scope.objects.filter(reduce(or_, there, Q()), pk=words.scope_id).exists()


@dataclass(frozen=True)
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


def chosen_in_note(person: Person | int, words: str = "words") -> Exists:
    """Whether the words that `words` leads to touch on something that `person` would rather choose about, as above."""
    touched = TopicNote.topics.through.objects.filter(topicnote__words=OuterRef(words))
    return Exists(touched.filter(chosen_by(person, "topic__name_lookup")))


def in_sight(person: int, covered_until: str, words: str = "words") -> Q:
    """Where a circle's own text says what some words said: whether `person` can read both of them now."""
    visible = Words.objects.visible_to(person, with_unseen=True).filter(pk=OuterRef(words))
    return Q(Exists(visible)) & is_over(covered_until)


def note_on(words: Words, *, person: int, is_chosen: object) -> Note | None:
    """What words that `person` may see touch on. The words were read with their note, by `WITH_NOTE`: no read is made.

    Nobody's own words stand folded for them.
    """
    note: TopicNote | None = getattr(words, "topic_note", None)
    if note is None or not note.names:
        return None
    is_folded = bool(is_chosen) and words.author_id != person
    return Note(words.public_id, note.names.split("\n"), _seen_by(person, note.gist), is_chosen=is_folded)


def _seen_by(person: int, gist: Words | None) -> str:
    """A gist is for the same people as its words, who see those; its author may have taken it back by itself."""
    if gist is None or (gist.author_id != person and (gist.state == State.TAKEN_BACK or gist.is_covered)):
        return ""
    body: str = gist.body
    return body


def with_notes(words: QuerySet[Words], *, person: int) -> QuerySet[Words]:
    """The same words, each read with what it touches on, and whether `person` would rather choose about that."""
    return words.annotate(is_chosen=chosen_in_note(person, "pk")).select_related(WITH_NOTE)


def note_of(words: Words, *, person: int) -> Note | None:
    """What words that were read so touch on; nothing where they are covered from sight."""
    return note_on(words, person=person, is_chosen=words.is_chosen) if words.body else None  # type: ignore[attr-defined]


@dataclass(frozen=True)
class OwnNote:
    """One's own words, what one said they touch on, whether somebody asked, and whether a note would fold them."""

    words: Words
    topics: list[str]
    gist: str
    is_asked: bool
    can_be_folded: bool


def own_note(*, viewer: Person, words_id: str) -> OwnNote:
    """One's own words with what they touch on; raises Http404 for anybody else's."""
    words = own_words(viewer=viewer, public_id=words_id)
    if words is None:
        raise Http404
    note = TopicNote.objects.filter(words=words).select_related("gist").first()
    names = note.names.split("\n") if note is not None and note.names else []
    gist = note.gist.body if note is not None and note.gist is not None else ""
    asked = Ask.objects.filter(of=viewer, kind=AskKind.TOPIC_NOTE, ref=words.public_id, closed_at__isnull=True)
    return OwnNote(words, names, gist, asked.exists(), is_folded(words))
