"""Reads of topics: my list, for me alone; where it meets what others wrote; and what words touch on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404

from handinhand.care.models import OwnTopic, TopicNote
from handinhand.circles.models import Member
from handinhand.ground.models import Person
from handinhand.ground.moments import is_over
from handinhand.ground.sealed import folded
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask
from handinhand.words.choices import State
from handinhand.words.models import Topic, Words
from handinhand.words.queries import own_words


@dataclass(frozen=True)
class Note:
    """What words touch on, as one reader meets it: `is_chosen` where they would rather choose, and it stands folded."""

    ident: str
    topics: list[str]
    gist: str
    is_chosen: bool


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


def notes_of(*, viewer: Person, words: Iterable[int]) -> dict[int, Note]:
    """What these words (by row number), which the viewer may see, touch on; two reads, however many.

    Nobody's own words stand folded for them.
    """
    ids = list(words)
    if not ids:
        return {}
    notes = list(TopicNote.objects.filter(words__in=ids).select_related("words", "gist"))
    rows = TopicNote.topics.through.objects.filter(topicnote__in=[each.pk for each in notes]).select_related("topic")
    topics: dict[int, list[str]] = defaultdict(list)
    chosen: set[int] = set()
    for row in rows.annotate(is_chosen=chosen_by(viewer, "topic__name_lookup")).order_by("topic_id"):
        topic: Topic = row.topic
        topics[row.topicnote_id].append(topic.name)
        chosen |= {row.topicnote_id} if row.is_chosen else set()  # type: ignore[attr-defined]
    return {
        each.words_id: Note(
            ident=each.words.public_id,
            topics=topics[each.pk],
            gist=_seen_by(viewer, each.gist),
            is_chosen=each.pk in chosen and each.words.author_id != viewer.pk,
        )
        for each in notes
        if topics[each.pk]
    }


def _seen_by(viewer: Person, gist: Words | None) -> str:
    """A gist is for the same people as its words, who see those; its author may have taken it back by itself."""
    if gist is None or (gist.author_id != viewer.pk and (gist.state == State.TAKEN_BACK or gist.is_covered)):
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
