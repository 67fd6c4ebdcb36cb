"""Reads of scopes and words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, Q, QuerySet

from handinhand.ground.models import Circle, Person
from handinhand.ground.moments import is_over
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


@dataclass(frozen=True)
class CoverSeen:
    """Words of others and the cover over them, as one of those who are among them may know of it.

    Nothing says who covered them but whether it was the viewer, nor who agreed.
    """

    words: Words
    is_covered: bool
    is_open: bool
    is_used: bool
    is_by_me: bool
    agreed: bool
    lapses_at: datetime | None
    others: int


def cover_seen(*, viewer: Person, circle: Circle, words_id: str, now: datetime) -> CoverSeen | None:
    """Words of somebody else that the viewer is among the readers of, covered or not; nothing for other words."""
    reach = Words.objects.visible_to_or_covered(viewer, with_unseen=True).exclude(author=viewer)
    words = reach.filter(circle=circle, public_id=words_id, state=State.SHARED).select_related("scope").first()
    if words is None:
        return None
    cover = Cover.objects.filter(words=words, wording=words.wording).first()
    by = cover.by_id if cover is not None else viewer.pk
    besides = [each for each in (words.author_id, by) if each is not None]
    return CoverSeen(
        words=words,
        is_covered=words.is_covered,
        is_open=cover is not None and cover.is_open(now),
        is_used=cover is not None,
        is_by_me=cover is not None and by == viewer.pk,
        agreed=CoverYes.objects.filter(cover=cover, person=viewer).exists(),
        lapses_at=cover.lapses_at if cover is not None else None,
        others=ScopeMember.objects.filter(scope=words.scope_id).exclude(person__in=besides).count(),
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
