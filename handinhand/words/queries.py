"""Reads of scopes and words."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from handinhand.ground.models import Circle, Person
from handinhand.ground.prepared import Prepared
from handinhand.ground.sealed import SealedText
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, ScopeMember, Words


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


def visible_bodies(*, viewer: Person, circle: Circle) -> Iterator[tuple[int, str]]:
    """What somebody may read of a circle's words, by row number, the oldest first: opened one by one, for finding."""
    body: SealedText = Words._meta.get_field("body")
    rows = Words.objects.visible_to(viewer).filter(circle=circle).order_by("pk").values_list("pk", "public_id", "body")
    for number, public_id, sealed in rows.iterator(chunk_size=2000):
        yield number, body.opened(sealed, public_id=public_id)
