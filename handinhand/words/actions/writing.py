"""The only writers of scopes and words. Each tells the scope's channel, so that open pages follow."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from handinhand.ground.models import Circle, Person
from handinhand.live.actions import tell
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Cover, CoverYes, NotSeeing, Scope, ScopeMember, Topic, Words
from handinhand.words.queries import as_held, circle_scope, is_in, kept_in
from handinhand.words.rules import ChangedElsewhere, NotYours, can_be_shared, check_own, check_own_now
from handinhand.words.taking_back import change_with, end_with, return_with


@transaction.atomic
def make_scope(*, circle: Circle, kind: ScopeKind, of: Person | None = None) -> Scope:
    """Make a scope; one's own scope begins with its owner in it."""
    scope = Scope.objects.create(circle=circle, kind=kind, of=of)
    if of is not None:
        let_see(scope=scope, person=of)
    return scope


@transaction.atomic
def let_see(*, scope: Scope, person: Person) -> None:
    """From now on, or once a hold is over, `person` sees what is shared in the scope; twice is once."""
    if ScopeMember.even_held.get_or_create(scope=scope, person=person, defaults=as_held(scope, person))[1]:
        tell(channel=scope.public_id)


def let_see_from(*, scope: Scope, person: Person, moment: datetime) -> None:
    """From a moment on `person` sees what is in the scope; while their access is held, not before that is over."""
    given = {**as_held(scope, person), "sees_from": moment}
    ScopeMember.even_held.get_or_create(scope=scope, person=person, defaults=given)


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
def write_unnamed(*, circle: Circle, scope: Scope, bodies: Iterable[str], at: datetime) -> list[Words]:
    """Words of nobody, written in one go in the order given, and all at one moment, for the people of `scope`."""
    given = {"circle": circle, "scope": scope, "state": State.SHARED, "written_at": at, "shared_at": at}
    made = Words.objects.bulk_create([Words(body=body, **given) for body in bodies])
    tell(channel=scope.public_id)
    return made


@transaction.atomic
def remove_unnamed(*, words: Words) -> None:
    """Remove words of nobody for good; whoever calls knows that their author says so. Raises NotYours for others."""
    if words.author_id is not None:
        raise NotYours
    end_with(words)
    _remove(words)


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
    if words.body != body:
        change_with(words)
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
    """Let words be again what they were: shared, or a draft that nobody else has seen. Twice is once."""
    check_own_now(words, by)
    if words.state == State.TAKEN_BACK:
        _move(words, State.SHARED if words.shared_at else State.DRAFT)
        return_with(words)


@transaction.atomic
def remove(*, words: Words, by: Person) -> None:
    """Remove words for good; raises NotYours for anybody but their author."""
    check_own(words, by)
    _remove(words)


@transaction.atomic
def remove_unseen(*, words: Words, by: Person) -> None:
    """The same, also where their author left, and sees them no more."""
    if words.author_id != by.pk:
        raise NotYours
    _remove(words)


def _remove(words: Words) -> None:
    words.delete()
    if words.state == State.SHARED:
        tell(channel=words.scope.public_id)


@transaction.atomic
def topic(*, circle: Circle, name: str) -> Topic:
    """The circle's topic of this name, made if it is new."""
    fingerprint = Topic._meta.get_field("name_lookup").fingerprint(name)
    return Topic.objects.get_or_create(circle=circle, name_lookup=fingerprint, defaults={"name": name})[0]


def own_scope_for(*, circle: Circle, person: Person) -> Scope:
    """One's own scope in a circle, made at first, opened again for who comes back, and closed for who has just left."""
    scope = Scope.objects.filter(circle=circle, kind=ScopeKind.ME, of=person).first()
    if scope is None:
        return make_scope(circle=circle, kind=ScopeKind.ME, of=person)
    if is_in(circle_scope(circle).pk, person):
        let_see(scope=scope, person=person)
    return scope


def _move(words: Words, state: State) -> None:
    """Move words on; only those who could read them, or can now, are told."""
    is_seen = State.SHARED in {words.state, state}
    words.state = state
    words.save(update_fields=["state", "shared_at"])
    if is_seen:
        tell(channel=words.scope.public_id)


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
