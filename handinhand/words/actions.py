"""The only writers of scopes and words. Each tells the scope's channel, so that open pages follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from handinhand.ground.models import Circle, Person
from handinhand.ground.moments import FOR_GOOD
from handinhand.ground.own_text import fingerprint_in
from handinhand.ground.sealed import SealedText
from handinhand.live.actions import tell
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Cover, CoverYes, NotSeeing, Scope, ScopeMember, Topic, Words
from handinhand.words.queries import OwnHere, alike, circle_scope, is_in, kept_in, own_rows, sources
from handinhand.words.rules import (
    COVER_LASTS,
    OTHERS_AGREE,
    ChangedElsewhere,
    CoverNotNow,
    NotYours,
    can_be_shared,
    check_own,
    check_own_now,
    why_not_agree,
    why_not_cover,
    why_not_cover_own_text,
    why_not_take_off,
)
from handinhand.words.taking_back import end_with


@transaction.atomic
def make_scope(*, circle: Circle, kind: ScopeKind, of: Person | None = None) -> Scope:
    """Make a scope; one's own scope begins with its owner in it."""
    scope = Scope.objects.create(circle=circle, kind=kind, of=of)
    if of is not None:
        let_see(scope=scope, person=of)
    return scope


@transaction.atomic
def let_see(*, scope: Scope, person: Person) -> None:
    """From now on `person` sees what is shared in the scope; doing it twice is doing it once."""
    if ScopeMember.even_held.get_or_create(scope=scope, person=person, defaults={"circle_id": scope.circle_id})[1]:
        tell(channel=scope.public_id)


def let_see_from(*, scope: Scope, person: Person, moment: datetime) -> None:
    """From a moment on `person` sees what is in the scope; while their access is held, not before that is over."""
    among = ScopeMember.even_held.filter(circle=scope.circle_id, scope__kind=ScopeKind.CIRCLE, person=person)
    given = {"held_until": max(moment, among.values_list("held_until", flat=True).first() or moment)}
    ScopeMember.even_held.create(circle_id=scope.circle_id, scope=scope, person=person, **given)


@transaction.atomic
def stop_seeing(*, scope: Scope, person: Person) -> None:
    """From now on `person` sees nothing in the scope, not even their own words there."""
    if ScopeMember.even_held.filter(scope=scope, person=person).delete()[0]:
        tell(channel=scope.public_id)


@transaction.atomic
def let_only_see(*, scope: Scope, people: Iterable[int]) -> None:
    """From now on these people (by row number) see what is in the scope, and nobody else; only members of its circle.

    Whoever's sight in the circle is held does not see it before the hold is over.
    """
    wanted = set(people)
    among = ScopeMember.even_held.filter(scope=scope)
    before = set(among.values_list("person", flat=True))
    gone = among.exclude(person__in=wanted).delete()[0]
    here = ScopeMember.even_held.filter(
        scope__kind=ScopeKind.CIRCLE, circle=scope.circle_id, person__in=wanted - before
    )
    new = [
        ScopeMember(circle_id=scope.circle_id, scope=scope, person_id=person, held_until=until)
        for person, until in here.values_list("person", "held_until")
    ]
    ScopeMember.even_held.bulk_create(new, ignore_conflicts=True)
    if gone or new:
        tell(channel=scope.public_id)


@transaction.atomic
def end_all_sight(*, circle: Circle, person: Person) -> None:
    """End every scope somebody is in within a circle, at once."""
    ScopeMember.even_held.filter(circle=circle, person=person).delete()


@transaction.atomic
def pause_sight(*, circle: Circle, person: Person, until: datetime | None) -> None:
    """Let somebody see nothing in a circle until a moment, but what they wrote; None lets them see again."""
    ScopeMember.even_held.filter(circle=circle, person=person).update(held_until=until)


@transaction.atomic(savepoint=False)
def write(*, circle: Circle, scope: Scope, by: Person | None, body: str, state: State, now: datetime) -> Words:
    """Keep what somebody wrote, for the people of `scope` (or its author alone while it is a draft)."""
    shared_at = now if state == State.SHARED else None
    words = Words.objects.create(
        circle=circle, scope=scope, author=by, body=body, state=state, written_at=now, shared_at=shared_at
    )
    if state == State.SHARED:
        tell(channel=scope.public_id)
    return words


@transaction.atomic
def share(*, words: Words, by: Person, now: datetime) -> None:
    """Let the people of the scope read a draft; raises NotYours for anybody but its author."""
    check_own_now(words, by)
    if can_be_shared(words):
        words.shared_at = now
        _move(words, State.SHARED)


@transaction.atomic
def open_together(*, words: Iterable[Words], now: datetime) -> None:
    """Share several people's drafts in one moment, as they were told when they wrote; what was taken back stays so.

    So do drafts of somebody who has left since: they could no longer take back what others would then read.
    """
    by_who_is_there = ScopeMember.even_held.filter(scope=OuterRef("scope"), person=OuterRef("author"))
    drafts = Words.objects.filter(Exists(by_who_is_there), pk__in=[each.pk for each in words], state=State.DRAFT)
    scopes = set(drafts.values_list("scope_id", flat=True))
    drafts.update(state=State.SHARED, shared_at=now)
    for channel in Scope.objects.filter(pk__in=scopes).values_list("public_id", flat=True):
        tell(channel=channel)


@transaction.atomic
def bring(*, words: Iterable[Words], into: Scope, shared: bool, now: datetime) -> set[int]:
    """Let drafts go where their authors were told they would; the row numbers of those that went.

    What was taken back stays, and so do drafts of somebody who is not among the people of `into`.
    """
    by_who_is_there = ScopeMember.objects.filter(scope=into, person=OuterRef("author"))
    waiting = Words.objects.filter(Exists(by_who_is_there), pk__in=[each.pk for each in words], state=State.DRAFT)
    going = set(waiting.select_for_update().values_list("pk", flat=True))
    moved = {"state": State.SHARED, "shared_at": now} if shared else {}
    if Words.objects.filter(pk__in=going).update(scope=into, **moved) and shared:
        tell(channel=into.public_id)
    return going


@transaction.atomic
def give_back(*, words: Iterable[Words], into: Scope) -> None:
    """What a few people could read is each author's alone again, and stands in `into` for when they share it there.

    What was taken back stays so.
    """
    theirs = Words.objects.filter(pk__in=[each.pk for each in words], circle=into.circle_id)
    before = set(theirs.values_list("scope__public_id", flat=True))
    theirs.filter(state=State.SHARED).update(state=State.DRAFT, shared_at=None)
    theirs.update(scope=into)
    for channel in before:
        tell(channel=channel)


@transaction.atomic
def end_scopes(*, scopes: Iterable[Scope]) -> None:
    """These scopes are no more: nothing says later who was in them. No words are in them by now."""
    Scope.objects.filter(pk__in=[each.pk for each in scopes]).delete()


@transaction.atomic
def show_to(*, words: Words, scope: Scope, by: Person) -> None:
    """Change who can see words; raises NotYours for anybody but their author."""
    check_own_now(words, by)
    if scope.circle_id != words.circle_id:
        raise NotYours
    before, words.scope = words.scope, scope
    if before != scope:
        # First: whoever stands on words holds a row of their own before they tell anybody.
        end_with(words)
    words.save(update_fields=["scope"])
    if words.state == State.SHARED:
        tell(channel=before.public_id)
        tell(channel=scope.public_id)


@transaction.atomic
def change(*, words: Words, by: Person, body: str) -> None:
    """Write words anew in the same place; raises NotYours for anybody but their author.

    Raises ChangedElsewhere for words whose earlier texts are kept: whatever keeps them changes them.
    """
    if kept_in(words) is not None:
        raise ChangedElsewhere
    change_and_keep(words=words, by=by, body=body)


@transaction.atomic
def change_and_keep(*, words: Words, by: Person, body: str) -> None:
    """The same, for whatever keeps what these words were before, and has kept it.

    A cover stays over them as long as it would have. Whoever agreed to it agreed to other words, so that is forgotten,
    and when it lapses it has lapsed for the new words, too: neither the cover nor the change is a way round the other.
    """
    check_own_now(words, by)
    held = Words.objects.select_for_update(no_key=True).get(pk=words.pk)
    words.body, words.wording, words.covered_until = body, held.wording + 1, held.covered_until
    words.save(update_fields=["body", "wording"])
    if words.is_covered:
        CoverYes.objects.filter(cover__words=words, cover__confirmed_at=None).delete()
        Cover.objects.filter(words=words, wording=held.wording).update(wording=words.wording)
    if words.state == State.SHARED:
        tell(channel=words.scope.public_id)


@transaction.atomic
def take_back(*, words: Words, by: Person) -> None:
    """From now on only the author sees these words; who read them has read them."""
    check_own(words, by)
    end_with(words)
    _move(words, State.TAKEN_BACK)


@transaction.atomic
def put_back(*, words: Words, by: Person) -> None:
    """Let words be again what they were: shared, or a draft that nobody else has seen."""
    check_own_now(words, by)
    if words.state == State.TAKEN_BACK:
        _move(words, State.SHARED if words.shared_at else State.DRAFT)


@transaction.atomic
def remove(*, words: Words, by: Person) -> None:
    """Remove words for good; raises NotYours for anybody but their author."""
    check_own(words, by)
    words.delete()
    if words.state == State.SHARED:
        tell(channel=words.scope.public_id)


@transaction.atomic
def topic(*, circle: Circle, name: str) -> Topic:
    """The circle's topic of this name, made if it is new."""
    fingerprint = Topic._meta.get_field("name_lookup").fingerprint(name)
    return Topic.objects.get_or_create(circle=circle, name_lookup=fingerprint, defaults={"name": name})[0]


def own_scope_for(*, circle: Circle, person: Person) -> Scope:
    """One's own scope in a circle, made at the first time and opened again for somebody who comes back."""
    scope = Scope.objects.filter(circle=circle, kind=ScopeKind.ME, of=person).first()
    if scope is None:
        return make_scope(circle=circle, kind=ScopeKind.ME, of=person)
    let_see(scope=scope, person=person)
    return scope


def _move(words: Words, state: State) -> None:
    """Move words on; only those who could read them, or can now, are told."""
    is_seen = State.SHARED in {words.state, state}
    words.state = state
    words.save(update_fields=["state", "shared_at"])
    if is_seen:
        tell(channel=words.scope.public_id)


@dataclass(frozen=True)
class Held:
    """What a cover lies over and the cover, held until the change is through: two take turns."""

    over: Words | OwnHere
    cover: Cover | None
    scope_id: int
    authors: frozenset[int]
    is_there: bool


@transaction.atomic
def put_cover(*, words: Words | OwnHere, by: Person, now: datetime) -> Cover:
    """Cover words for everybody but their author, or a text of the circle's own for all, for two days.

    Raises CoverNotNow.
    """
    held = hold_cover(words, by=by)
    if isinstance(held.over, Words):
        _check_cover(why_not_cover(held.over, held.cover, by, now=now))
        given: dict[str, Any] = {"words": held.over, "wording": held.over.wording}
    else:
        _check_cover(why_not_cover_own_text(held.cover, is_there=held.is_there, now=now))
        given = {"own_text": held.over.fingerprint}
    lapses_at = now + COVER_LASTS
    cover = Cover.objects.create(circle_id=held.over.circle.pk, by=by, covered_at=now, lapses_at=lapses_at, **given)
    _cover_until(held.over, lapses_at)
    return cover


@transaction.atomic
def say_yes_to_cover(*, words: Words | OwnHere, by: Person, now: datetime) -> bool:
    """Agree to a cover; whether with that enough others who are here now agree. Twice is once. Raises CoverNotNow."""
    held = hold_cover(words, by=by)
    _check_cover(why_not_agree(held.authors, held.cover, by, is_there=held.is_there, now=now))
    CoverYes.objects.get_or_create(cover=held.cover, person=by, defaults={"circle_id": held.over.circle.pk})
    here = ScopeMember.objects.filter(scope=held.scope_id, person=OuterRef("person"))
    agreed = CoverYes.objects.filter(Exists(here), cover=held.cover).exclude(person__in=held.authors)
    return agreed.count() >= OTHERS_AGREE


@transaction.atomic
def keep_cover(*, words: Words | OwnHere, by: Person, now: datetime) -> None:
    """Let a cover stay, now that others agreed."""
    held = hold_cover(words, by=by)
    if held.cover is not None:
        held.cover.confirmed_at = now
        held.cover.save(update_fields=["confirmed_at"])
        _cover_until(held.over, FOR_GOOD)


@transaction.atomic
def take_cover_off(*, words: Words | OwnHere, by: Person, now: datetime) -> None:
    """Let words be read again, as whoever covered them says; raises CoverNotNow."""
    held = hold_cover(words, by=by)
    _check_cover(why_not_take_off(held.cover, by, now=now))
    if held.cover is not None:
        held.cover.taken_off_at = now
        held.cover.save(update_fields=["taken_off_at"])
        _cover_until(held.over, None)


def hold_cover(words: Words | OwnHere, *, by: Person) -> Held:
    """Words as they are now and the cover over this wording, or a text of the circle's own and the cover over it."""
    if isinstance(words, Words):
        held = Words.objects.select_for_update(no_key=True).get(pk=words.pk)
        authors = frozenset() if held.author_id is None else frozenset({held.author_id})
        cover = Cover.objects.filter(words=held, wording=held.wording).first()
        return Held(held, cover, held.scope_id, authors, is_there=held.state == State.SHARED)
    circle = Circle.objects.select_for_update(no_key=True).get(pk=words.circle.pk)
    row = own_rows(circle.pk, words.field).filter(pk=words.row.pk).first()
    same = row is not None and OwnHere(circle, words.field, row).fingerprint == words.fingerprint
    cover = Cover.objects.filter(circle=circle, own_text=words.fingerprint).first()
    among = circle_scope(circle).pk
    authors = sources(alike(circle, words.fingerprint))
    return Held(words, cover, among, authors, is_there=same and is_in(among, by) and is_in(words.scope.pk, by))


def _check_cover(reason: str | None) -> None:
    if reason is not None:
        raise CoverNotNow(reason)


def _cover_until(over: Words | OwnHere, until: datetime | None) -> None:
    if isinstance(over, OwnHere):
        _cover_alike(over, until)
        return
    over.covered_until = until
    over.save(update_fields=["covered_until"])
    tell(channel=over.scope.public_id)


def _cover_alike(over: OwnHere, until: datetime | None) -> None:
    """Cover a text of the circle's own, or uncover it, wherever it stands, and the words that it was copied from.

    Where a cover of their own lies over such words, it holds as long as it would have.
    """
    channels = {circle_scope(over.circle).public_id}
    for place in alike(over.circle, over.fingerprint):
        rows = own_rows(over.circle.pk, place.field).filter(pk=place.row)
        rows.update(**{place.field.until: until})
        channels |= {OwnHere(over.circle, place.field, row).scope.public_id for row in rows}
    same = Words.objects.filter(pk__in=_words_alike(over.circle, over.fingerprint))
    for words in same.select_for_update(no_key=True, of=("self",)).select_related("scope").order_by("pk"):
        own = Cover.objects.filter(words=words, wording=words.wording, taken_off_at__isnull=True).first()
        ends = [FOR_GOOD if own.confirmed_at else own.lapses_at] if own is not None else []
        words.covered_until = max([*ends, *([until] if until else [])], default=None)
        words.save(update_fields=["covered_until"])
        channels.add(words.scope.public_id)
    for channel in sorted(channels):
        tell(channel=channel)


@transaction.atomic
def stop_seeing_words_of(*, circle: Circle, by: Person, about: Person) -> None:
    """From now on somebody does not see another's words in a circle. Only their own pages hear of it."""
    NotSeeing.objects.get_or_create(circle=circle, by=by, about=about)
    tell(channel=by.public_id)


@transaction.atomic
def see_words_of(*, circle: Circle, by: Person, about: Person) -> None:
    """Somebody sees another's words in a circle again."""
    NotSeeing.objects.filter(circle=circle, by=by, about=about).delete()
    tell(channel=by.public_id)


def _words_alike(circle: Circle, fingerprint: str) -> list[int]:
    """Shared words of a circle that say the same as a text of its own, by row number: it was made of some of them."""
    body: SealedText = Words._meta.get_field("body")
    rows = Words.objects.filter(circle=circle, state=State.SHARED).values_list("pk", "public_id", "body")
    return [
        number
        for number, public_id, sealed in rows.iterator(chunk_size=2000)
        if fingerprint_in(circle, body.opened(sealed, public_id=public_id)) == fingerprint
    ]
