"""The only writers of topics one would rather choose about, and of what words touch on. Nothing here is counted."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from handinhand.ground.models import Person
from handinhand.ground.moments import this_moment
from handinhand.live.actions import tell
from handinhand.people.actions import close_asks
from handinhand.people.choices import AskKind
from handinhand.topics.models import OwnTopic, TopicNote
from handinhand.topics.queries import is_folded
from handinhand.topics.rules import can_have_a_note, why_not_so_many
from handinhand.words.actions import topic
from handinhand.words.choices import State
from handinhand.words.models import Words
from handinhand.words.rules import check_own, check_own_now


class NotReadYet(Exception):
    """Nobody else reads these words now, or no page folds them, so there is nobody whom a note would help."""


class TooManyTopics(Exception):
    """A list has no room for so many; the text says so, in plain words."""


@transaction.atomic
def add_topics(*, by: Person, names: Sequence[str]) -> int:
    """Keep topics somebody would rather choose about; those they have already stay once. How many are new.

    Raises TooManyTopics, and then keeps none.
    """
    # One list is changed by one request at a time, so that two at once do not go past its room.
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    lookup = OwnTopic._meta.get_field("name_lookup")
    kept = set(OwnTopic.objects.filter(person=by).values_list("name_lookup", flat=True))
    wanted = {lookup.fingerprint(name): name for name in names}
    new = {mark: name for mark, name in wanted.items() if mark not in kept}
    reason = why_not_so_many(len(kept), len(new))
    if reason is not None:
        raise TooManyTopics(reason)
    for name in new.values():
        OwnTopic.objects.create(person=by, name=name)
    return len(new)


@transaction.atomic
def take_out_topic(*, by: Person, topic_id: str) -> None:
    """Take a topic out of one's list; one that is out already changes nothing."""
    OwnTopic.objects.filter(person=by, public_id=topic_id).delete()


@transaction.atomic
def say_what_it_touches(*, words: Words, by: Person, topics: Sequence[str], gist: str, now: datetime) -> None:
    """Say what one's own words touch on, and give a gist or none; raises NotYours for anybody but their author.

    Raises NotReadYet for words that nobody else reads, or only a few for a while, or that stand where no page folds
    them: there a note helps nobody.
    """
    held = Words.objects.select_for_update(no_key=True, of=("self",)).select_related("circle", "scope").get(pk=words.pk)
    check_own_now(held, by)
    if not can_have_a_note(held) or not is_folded(held):
        raise NotReadYet
    touched = [topic(circle=held.circle, name=name) for name in topics]
    note = TopicNote.objects.get_or_create(words=held, defaults={"circle": held.circle, "names": ""})[0]
    note.topics.set(touched)
    note.names = "\n".join(each.name for each in touched)
    before, note.gist, note.gist_went = note.gist, _gist(held, gist, now), False
    note.save(update_fields=["gist", "gist_went", "names"])
    if before is not None:
        before.delete()
    if not topics and note.gist is None:
        note.delete()
    _close(held, now)
    tell(channel=held.scope.public_id)


@transaction.atomic
def leave_what_it_touches(*, words: Words, by: Person, now: datetime) -> None:
    """Let it be, as the author; raises NotYours for anybody else. Whoever asked is told nothing."""
    check_own(words, by)
    _close(words, now)


def note_goes_with(words: Words) -> None:
    """Words were taken back, or others read them now: so is it with their gist. Nobody is asked about them any more."""
    _close(words, this_moment())
    # A gist that is taken back by itself stays so, whatever its words do.
    TopicNote.objects.filter(gist=words).update(gist_went=False)
    note = TopicNote.objects.filter(words=words, gist__isnull=False).select_related("gist").first()
    if note is None or note.gist is None:
        return
    if note.gist.scope_id == words.scope_id:
        note.gist_went = note.gist_went or note.gist.state != State.TAKEN_BACK
        note.gist.state = State.TAKEN_BACK
    note.gist.scope = words.scope
    note.gist.save(update_fields=["state", "scope"])
    note.save(update_fields=["gist_went"])


def note_comes_back_with(words: Words) -> None:
    """Words were put back: so is their gist, for the same people, unless it was taken back by itself."""
    note = TopicNote.objects.filter(words=words, gist_went=True).select_related("gist").first()
    if note is None or note.gist is None:
        return
    note.gist.state, note.gist.scope, note.gist_went = words.state, words.scope, False
    note.gist.save(update_fields=["state", "scope"])
    note.save(update_fields=["gist_went"])


@transaction.atomic
def forget_note(*, words: Words) -> None:
    """Before words are deleted for good: nothing is left of what they touched on, nor of their gist."""
    Words.objects.filter(gist_in_note__words=words).delete()
    TopicNote.objects.filter(words=words).delete()


def _close(words: Words, now: datetime) -> None:
    close_asks(circle=words.circle, kind=AskKind.TOPIC_NOTE, ref=words.public_id, now=now)


def _gist(words: Words, body: str, now: datetime) -> Words | None:
    """The gist, for the same people as the words, in the same state."""
    if not body:
        return None
    given = {"circle": words.circle, "scope": words.scope, "author": words.author, "state": words.state}
    return Words.objects.create(**given, body=body, written_at=now, shared_at=words.shared_at)
