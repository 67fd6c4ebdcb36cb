"""Reads of scopes and words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Any

from django.db.models import BigIntegerField, F, IntegerField, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from handinhand.ground.models import Circle, Person
from handinhand.ground.moments import is_over
from handinhand.ground.own_text import FromElsewhere, OwnText, fingerprint_in, own_texts
from handinhand.ground.prepared import Prepared, PreparedTuples
from handinhand.ground.sealed import SealedText
from handinhand.ground.several import OneOf, several
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Cover, CoverYes, KeepsBefore, NotSeeing, Scope, ScopeMember, Words

MOST_COVERED = 20


@Prepared
def _circle_scope(circle: int) -> QuerySet[Scope]:
    return Scope.objects.filter(circle=circle, kind=ScopeKind.CIRCLE)


def circle_scope(circle: Circle) -> Scope:
    """The scope of everybody in a circle; each circle has one from its first moment."""
    return _circle_scope.rows(circle=circle.pk)[0]


def own_scope(circle: Circle, person: Person) -> Scope:
    """The scope of one person alone, in one circle."""
    return Scope.objects.get(circle=circle, kind=ScopeKind.ME, of=person)


def is_in(scope_id: int, person: Person) -> bool:
    """Whether somebody can see what is in a scope."""
    return _in_scope.first(scope=scope_id, person=person.pk) is not None


@Prepared
def _in_scope(scope: int, person: int) -> QuerySet[ScopeMember]:
    return ScopeMember.objects.filter(scope=scope, person=person)


def as_held(scope: Scope, person: Person) -> dict[str, Any]:
    """What is kept of somebody who is new in a scope: while they are held in its circle, they are held there, too.

    Until when is asked as the row is made, as what they see of the whole circle says.
    """
    among = ScopeMember.even_held.filter(circle=scope.circle_id, scope__kind=ScopeKind.CIRCLE, person=person)
    return {"circle_id": scope.circle_id, "held_until": among.values_list("held_until", flat=True).first}


def visible(*, viewer: Person, ids: Iterable[int]) -> dict[int, Words]:
    """Of the words with these row numbers, those the viewer may see; a single query."""
    return {words.pk: words for words in _visible.rows(person=viewer.pk, ids=several(ids))}


@Prepared
def _visible(person: int, ids: str) -> QuerySet[Words]:
    return Words.objects.visible_to(person).filter(pk__in=OneOf(ids))


def own_words(*, viewer: Person, public_id: str) -> Words | None:
    """One's own words, if they can still be seen."""
    return _own_words.first(person=viewer.pk, public_id=public_id)


@Prepared
def _own_words(person: int, public_id: str) -> QuerySet[Words]:
    found = Words.objects.visible_to(person).filter(author=person, public_id=public_id)
    return found.select_related("scope", "circle")


def kept_in(words: Words) -> KeepsBefore | None:
    """What keeps the earlier texts of these words, if something does: they are changed only there."""
    return next((found for keeper in _keepers() if (found := keeper.first(words=words.pk)) is not None), None)


@lru_cache
def _keepers() -> list[Prepared[KeepsBefore]]:
    """A read for each kind of thing that can keep the earlier texts of some words."""
    ways: dict[type[KeepsBefore], list[str]] = {}
    for each in Words._meta.related_objects:
        if issubclass(each.related_model, KeepsBefore):
            ways.setdefault(each.related_model, []).append(each.field.name)
    return [_keeper(model, names) for model, names in ways.items()]


def _keeper(model: type[KeepsBefore], names: list[str]) -> Prepared[KeepsBefore]:
    def build(words: int) -> QuerySet[KeepsBefore]:
        found: QuerySet[KeepsBefore] = model._base_manager.order_by("pk")
        return found.filter(reduce(or_, (Q(**{name: words}) for name in names)))[:1]

    return Prepared(build)


def visible_bodies(*, viewer: Person, circle: Circle) -> Iterator[tuple[int, str]]:
    """What somebody may read of a circle's words, by row number, the oldest first: opened one by one, for finding."""
    body: SealedText = Words._meta.get_field("body")
    rows = Words.objects.visible_to(viewer).filter(circle=circle).order_by("pk").values_list("pk", "public_id", "body")
    for number, public_id, sealed in rows.iterator(chunk_size=2000):
        yield number, body.opened(sealed, public_id=public_id)


def is_covered_from(words: Words, person_id: int) -> bool:
    """Whether words are covered from somebody at this moment; then there is nothing in them to show."""
    if words.author_id == person_id or not words.is_covered:
        return False
    words.body = ""
    return True


def fold_of(words: Words) -> str:
    """What words are called that stand folded, because the viewer chose not to see their author; else nothing."""
    return words.public_id if words.is_unseen else ""  # type: ignore[attr-defined]


@dataclass(frozen=True)
class CoverSeen:
    """Words of others and the cover over them, as one of those who are among them may know of it.

    Nothing says who covered them but whether it was the viewer, nor who agreed.
    """

    over: "Words | OwnHere"
    body: str
    is_covered: bool
    is_open: bool
    is_used: bool
    is_by_me: bool
    is_from_me: bool
    is_own_text: bool
    is_planned: bool
    is_from_elsewhere: bool
    is_beside: bool
    agreed: bool
    lapses_at: datetime | None
    others: int


@dataclass(frozen=True)
class OwnHere:
    """A text of the circle's own, where it stands in one row."""

    circle: Circle
    field: OwnText
    row: Model

    @cached_property
    def scope(self) -> Scope:
        """The scope of those who may read it."""
        among: Scope | None = getattr(self.row, self.field.among) if self.field.among else None
        return among or circle_scope(self.circle)

    @property
    def text(self) -> str:
        """What it says, covered or not."""
        return self.field.under(self.row)

    @property
    def fingerprint(self) -> str:
        """By what the text is known in its circle, wherever it stands."""
        return fingerprint_in(self.circle, self.text)


def own_rows(circle: int, field: OwnText) -> QuerySet[Model]:
    """The rows of one circle that hold a text of its own."""
    rows: QuerySet[Model] = field.model._base_manager.exclude(**{f"{field.name}__isnull": True})
    if issubclass(field.model, FromElsewhere):
        rows = rows.filter(field.model.standing())
    return rows.filter(pk=circle) if field.model is Circle else rows.filter(circle=circle)


@lru_cache
def _own_row(field: OwnText) -> Prepared[Model]:
    def build(circle: int, public_id: str) -> QuerySet[Model]:
        found = own_rows(circle, field).filter(public_id=public_id)
        return found.exclude(**field.hidden_while) if field.hidden_while else found

    return Prepared(build)


@dataclass(frozen=True)
class Place:
    """Where a text of the circle's own stands: in which row, and whose words it was, by row numbers."""

    field: OwnText
    row: int
    source: int | None


def alike(circle: Circle, fingerprint: str) -> list[Place]:
    """Every place where a circle's own text says the same, alone or with more, in one query."""
    fields = own_texts()
    return [
        Place(fields[number], row, source)
        for number, row, public_id, sealed, source in _every_own_text.rows(circle=circle.pk)
        if fingerprint in by_which_known(circle, fields[number], fields[number].under_seal(sealed, public_id=public_id))
    ]


def by_which_known(circle: Circle, field: OwnText, text: str) -> set[str]:
    """The fingerprints of a text and of all that people wrote in it."""
    return {fingerprint_in(circle, each) for each in (text, *field.pieces(text)) if each.strip()}


@PreparedTuples
def _every_own_text(circle: int) -> QuerySet[Model]:
    nobody = Cast(Value(None), BigIntegerField())
    every = [
        own_rows(circle, field)
        .annotate(nth_field=Value(number, IntegerField()), whose_words=F(field.by) if field.by else nobody)
        .values_list("nth_field", "pk", "public_id", field.name, "whose_words")
        for number, field in enumerate(own_texts())
    ]
    together: QuerySet[Model] = every[0].union(*every[1:], all=True)
    return together


def sources(places: Iterable[Place]) -> frozenset[int]:
    """Whose words a text of the circle's own was, by the row numbers of the people."""
    return frozenset(place.source for place in places if place.source is not None)


def covered_until(circle: Circle, text: str) -> datetime | None:
    """Until when a text of the circle's own that is written now is covered: a cover goes on over the same text."""
    covers = Cover.objects.filter(circle=circle, taken_off_at__isnull=True)
    cover = covers.filter(own_text=fingerprint_in(circle, text)).first()
    return None if cover is None else cover.ends_at


def covers_over(circle: Circle, rows: Iterable[Model]) -> list[tuple[Model, str, datetime | None]]:
    """For each own text of rows that are being written: until when it is covered, as the same text is elsewhere."""
    texts = [
        (row, field, by_which_known(circle, field, field.under(row)))
        for row in rows
        for field in row._meta.concrete_fields
        if isinstance(field, OwnText)
    ]
    wanted = {each for _row, _field, known in texts for each in known}
    # Covers over own texts are few, and a database takes a limited number of values in one question.
    covers = Cover.objects.filter(circle=circle, taken_off_at__isnull=True).exclude(own_text="")
    ends = {each.own_text: each.ends_at for each in covers if each.own_text in wanted}
    return [
        (row, field.until, max((ends[each] for each in known if each in ends), default=None))
        for row, field, known in texts
    ]


def own_text_for(*, viewer: Person, circle: Circle, kind: str, public_id: str) -> OwnHere | None:
    """A text of the viewer's circle that they may read, or could if it were not covered."""
    field = next((each for each in own_texts() if each.kind == kind), None)
    row = _own_row(field).first(circle=circle.pk, public_id=public_id) if field is not None else None
    if field is None or row is None:
        return None
    found = OwnHere(circle, field, row)
    return found if found.text.strip() and is_in(found.scope.pk, viewer) else None


def cover_seen_on_own_text(
    *, viewer: Person, circle: Circle, kind: str, public_id: str, now: datetime
) -> CoverSeen | None:
    """A text of the circle's own and the cover over it, for whoever may read it; nothing for anybody else."""
    found = own_text_for(viewer=viewer, circle=circle, kind=kind, public_id=public_id)
    if found is None:
        return None
    cover = _cover_of_text.first(circle=circle.pk, fingerprint=found.fingerprint)
    authors = sources(alike(circle, found.fingerprint))
    return _seen(found, cover, authors, viewer, now)


def cover_seen(*, viewer: Person, circle: Circle, words_id: str, now: datetime) -> CoverSeen | None:
    """Words of somebody else that the viewer is among the readers of, covered or not; nothing for other words."""
    words = _to_cover.first(person=viewer.pk, circle=circle.pk, public_id=words_id)
    if words is None:
        return None
    cover = _cover_over.first(words=words.pk, wording=words.wording)
    authors = frozenset() if words.author_id is None else frozenset({words.author_id})
    return _seen(words, cover, authors, viewer, now)


@Prepared
def _to_cover(person: int, circle: int, public_id: str) -> QuerySet[Words]:
    reach = Words.objects.visible_to_or_covered(person, with_unseen=True).exclude(author=person)
    return reach.filter(circle=circle, public_id=public_id, state=State.SHARED).select_related("scope")


@Prepared
def _cover_over(words: int, wording: int) -> QuerySet[Cover]:
    return Cover.objects.filter(words=words, wording=wording)


@Prepared
def _cover_of_text(circle: int, fingerprint: str) -> QuerySet[Cover]:
    return Cover.objects.filter(circle=circle, own_text=fingerprint)


@Prepared
def _yes_of(cover: int, person: int) -> QuerySet[CoverYes]:
    return CoverYes.objects.filter(cover=cover, person=person)


@Prepared
def _readers(scope: int) -> QuerySet[ScopeMember]:
    return ScopeMember.objects.filter(scope=scope)


def _seen(
    over: Words | OwnHere, cover: Cover | None, authors: frozenset[int], viewer: Person, now: datetime
) -> CoverSeen:
    is_text = isinstance(over, OwnHere)
    is_covered = over.field.is_covered(over.row) if isinstance(over, OwnHere) else over.is_covered
    rules = cover is not None and (cover.is_open(now) or cover.confirmed_at is not None)
    by = cover.by_id if cover is not None else viewer.pk
    besides = [each for each in (*authors, by) if each is not None]
    return CoverSeen(
        over=over,
        body=over.field.said(over.text) if isinstance(over, OwnHere) else over.body,
        is_covered=is_covered,
        is_open=cover is not None and cover.is_open(now),
        is_used=cover is not None,
        is_by_me=cover is not None and by == viewer.pk,
        is_from_me=viewer.pk in authors,
        is_own_text=is_text,
        is_planned=isinstance(over, OwnHere) and bool(over.field.hidden_while),
        is_from_elsewhere=isinstance(over, OwnHere) and isinstance(over.row, FromElsewhere),
        is_beside=not is_text and is_covered and not rules,
        agreed=cover is not None and _yes_of.first(cover=cover.pk, person=viewer.pk) is not None,
        lapses_at=cover.lapses_at if cover is not None else None,
        others=sum(each.person_id not in besides for each in _readers.rows(scope=over.scope.pk)),
    )


def own_shared(*, viewer: Person, circle: Circle, most: int) -> list[Words]:
    """What somebody shared in a circle and can take back, the newest first."""
    own = Words.objects.visible_to(viewer).filter(author=viewer, circle=circle, state=State.SHARED)
    return list(own.exclude(scope__kind=ScopeKind.ME).order_by("-shared_at", "-pk")[:most])


def unseen_by(*, viewer: Person, circle: Circle) -> set[int]:
    """The row numbers of those whose words somebody chose not to see; for themselves alone."""
    return {each.about_id for each in _not_seeing.rows(circle=circle.pk, by=viewer.pk)}


@Prepared
def _not_seeing(circle: int, by: int) -> QuerySet[NotSeeing]:
    return NotSeeing.objects.filter(circle=circle, by=by)


def own_covered(*, viewer: Person, circle: Circle) -> list[Words]:
    """Words of somebody's own in a circle that are covered at this moment, the newest first; for their author alone."""
    return _own_covered.rows(person=viewer.pk, circle=circle.pk)


@Prepared
def _own_covered(person: int, circle: int) -> QuerySet[Words]:
    own = Words.objects.visible_to(person).filter(author=person, circle=circle, state=State.SHARED)
    return own.exclude(is_over("covered_until")).order_by("-covered_until", "-pk")[:MOST_COVERED]
