"""Reads of scopes and words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import BigIntegerField, F, IntegerField, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from handinhand.ground.models import Circle, Person
from handinhand.ground.moments import FOR_GOOD, is_over
from handinhand.ground.own_text import OwnText, fingerprint_in, own_texts
from handinhand.ground.prepared import Prepared
from handinhand.ground.sealed import SealedText
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


def visible(*, viewer: Person, ids: Iterable[int]) -> dict[int, Words]:
    """Of the words with these row numbers, those the viewer may see; a single query."""
    return {words.pk: words for words in Words.objects.visible_to(viewer).filter(pk__in=list(ids))}


def own_words(*, viewer: Person, public_id: str) -> Words | None:
    """One's own words, if they can still be seen."""
    found = Words.objects.visible_to(viewer).filter(author=viewer, public_id=public_id)
    return found.select_related("scope", "circle").first()


def kept_in(words: Words) -> KeepsBefore | None:
    """What keeps the earlier texts of these words, if something does: they are changed only there."""
    ways: dict[type[Model], Q] = {}
    for each in Words._meta.related_objects:
        if issubclass(each.related_model, KeepsBefore):
            ways[each.related_model] = ways.get(each.related_model, Q()) | Q(**{each.field.name: words.pk})
    for keeper, way in ways.items():
        found = keeper._base_manager.filter(way).first()
        if isinstance(found, KeepsBefore):
            return found
    return None


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
        return getattr(self.row, self.field.among) if self.field.among else circle_scope(self.circle)

    @property
    def text(self) -> str:
        """What it says, covered or not."""
        return self.field.under(self.row)

    @property
    def fingerprint(self) -> str:
        """By what the text is known in its circle, wherever it stands."""
        return fingerprint_in(self.circle, self.text)


def own_rows(circle: Circle, field: OwnText) -> QuerySet[Model]:
    """The rows of one circle that hold a text of its own."""
    rows: QuerySet[Model] = field.model._base_manager.exclude(**{f"{field.name}__isnull": True})
    return rows.filter(pk=circle.pk) if field.model is Circle else rows.filter(circle=circle)


@dataclass(frozen=True)
class Place:
    """Where a text of the circle's own stands: in which row, and whose words it was, by row numbers."""

    field: OwnText
    row: int
    source: int | None


def alike(circle: Circle, fingerprint: str) -> list[Place]:
    """Every place where a circle's own text says the same, in one query."""
    fields = own_texts()
    nobody = Cast(Value(None), BigIntegerField())
    every = [
        own_rows(circle, field)
        .annotate(nth_field=Value(number, IntegerField()), whose_words=F(field.by) if field.by else nobody)
        .values_list("nth_field", "pk", "public_id", field.name, "whose_words")
        for number, field in enumerate(fields)
    ]
    rows = every[0].union(*every[1:], all=True)
    return [
        Place(fields[number], row, source)
        for number, row, public_id, sealed, source in rows
        if fingerprint_in(circle, fields[number].under_seal(sealed, public_id=public_id)) == fingerprint
    ]


def sources(places: Iterable[Place]) -> frozenset[int]:
    """Whose words a text of the circle's own was, by the row numbers of the people."""
    return frozenset(place.source for place in places if place.source is not None)


def covered_until(circle: Circle, text: str) -> datetime | None:
    """Until when a text of the circle's own that is written now is covered: a cover goes on over the same text."""
    covers = Cover.objects.filter(circle=circle, taken_off_at__isnull=True)
    cover = covers.filter(own_text=fingerprint_in(circle, text)).first()
    return None if cover is None else FOR_GOOD if cover.confirmed_at else cover.lapses_at


def own_text_for(*, viewer: Person, circle: Circle, kind: str, public_id: str) -> OwnHere | None:
    """A text of the viewer's circle that they may read, or could if it were not covered."""
    field = next((each for each in own_texts() if each.kind == kind), None)
    row = own_rows(circle, field).filter(public_id=public_id).first() if field is not None else None
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
    cover = Cover.objects.filter(circle=circle, own_text=found.fingerprint).first()
    authors = sources(alike(circle, found.fingerprint))
    return _seen(found, cover, authors, viewer, now)


def cover_seen(*, viewer: Person, circle: Circle, words_id: str, now: datetime) -> CoverSeen | None:
    """Words of somebody else that the viewer is among the readers of, covered or not; nothing for other words."""
    reach = Words.objects.visible_to_or_covered(viewer, with_unseen=True).exclude(author=viewer)
    words = reach.filter(circle=circle, public_id=words_id, state=State.SHARED).select_related("scope").first()
    if words is None:
        return None
    cover = Cover.objects.filter(words=words, wording=words.wording).first()
    authors = frozenset() if words.author_id is None else frozenset({words.author_id})
    return _seen(words, cover, authors, viewer, now)


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
        body=over.text if isinstance(over, OwnHere) else over.body,
        is_covered=is_covered,
        is_open=cover is not None and cover.is_open(now),
        is_used=cover is not None,
        is_by_me=cover is not None and by == viewer.pk,
        is_from_me=viewer.pk in authors,
        is_own_text=is_text,
        is_beside=not is_text and is_covered and not rules,
        agreed=cover is not None and CoverYes.objects.filter(cover=cover, person=viewer).exists(),
        lapses_at=cover.lapses_at if cover is not None else None,
        others=ScopeMember.objects.filter(scope=over.scope).exclude(person__in=besides).count(),
    )


def own_shared(*, viewer: Person, circle: Circle, most: int) -> list[Words]:
    """What somebody shared in a circle and can take back, the newest first."""
    own = Words.objects.visible_to(viewer).filter(author=viewer, circle=circle, state=State.SHARED)
    return list(own.exclude(scope__kind=ScopeKind.ME).order_by("-shared_at", "-pk")[:most])


def unseen_by(*, viewer: Person, circle: Circle) -> set[int]:
    """The row numbers of those whose words somebody chose not to see; for themselves alone."""
    return set(NotSeeing.objects.filter(circle=circle, by=viewer).values_list("about", flat=True))


def own_covered(*, viewer: Person, circle: Circle) -> list[Words]:
    """Words of somebody's own in a circle that are covered at this moment, the newest first; for their author alone."""
    own = Words.objects.visible_to(viewer).filter(author=viewer, circle=circle, state=State.SHARED)
    return list(own.exclude(is_over("covered_until")).order_by("-covered_until", "-pk")[:MOST_COVERED])
