"""Reads of the ledger."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from handinhand.ground.models import Circle, Person
from handinhand.ground.prepared import Prepared
from handinhand.ledger import chain
from handinhand.ledger.models import Chain, Entry

NEWEST_FIRST = ("-at", "-pk")
# How many lines are shown at once.
SHOWN = 50


def entries(
    *,
    circle: Circle,
    before: str = "",
    powers: Collection[str] = (),
    by: Person | None = None,
    also: Q | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Entry]:
    """The newest lines of a circle's ledger, one more than are shown: of some powers, by somebody, between two moments.

    `also` says which lines are theirs, too, but written of others. With the public id of a line, those before it.
    """
    limits: dict[str, Any] = {"at__gte": since, "at__lt": until}
    limits = {name: limit for name, limit in limits.items() if limit is not None}
    if not (limits or powers or before or by):
        return _newest.rows(circle=circle.pk)
    found = Entry.objects.filter(circle=circle)
    last = found.filter(public_id=before).first() if before else None
    if last is not None:
        found = found.filter(at__lte=last.at).filter(Q(at__lt=last.at) | Q(pk__lt=last.pk))
    found = found.filter(**limits)
    sources = [found] if by is None else [found.filter(by=by)]
    if also is not None:
        sources.append(found.filter(also))
    return list(_newest_of(sources, powers).order_by(*NEWEST_FIRST)[: SHOWN + 1])


@Prepared
def _newest(circle: int) -> QuerySet[Entry]:
    return Entry.objects.filter(circle=circle).order_by(*NEWEST_FIRST)[: SHOWN + 1]


def _newest_of(sources: Sequence[QuerySet[Entry]], powers: Collection[str]) -> QuerySet[Entry]:
    """The lines of some powers: the newest of each, so that each is found by an index however long the list is."""
    pieces = [each.filter(power=power) for each in sources for power in sorted(powers)] if powers else list(sources)
    if len(pieces) == 1:
        return pieces[0]
    newest = [each.order_by(*NEWEST_FIRST).values("pk")[: SHOWN + 1] for each in pieces]
    first, *others = (Entry.objects.filter(pk__in=each) for each in newest)
    return first.union(*others)


def end_of(circle: Circle) -> Chain | None:
    """Where a circle's chain ends."""
    return _end.first(circle=circle.pk)


@Prepared
def _end(circle: int) -> QuerySet[Chain]:
    return Chain.objects.filter(circle=circle, number__gt=0)


def at_head(*, circle: Circle, head: bytes) -> Entry | None:
    """The line of a circle that a head from paper belongs to."""
    rest = 32 - len(head)
    within = Entry.objects.filter(circle=circle, hash__gte=head + bytes(rest), hash__lte=head + b"\xff" * rest)
    return within.order_by("number").first()


def head_before(*, circle: Circle, number: int) -> bytes:
    """The hash that a line was bound to, as it is kept."""
    found = Entry.objects.filter(circle=circle, number=number - 1).values_list("hash", flat=True).first()
    return bytes(found) if found is not None else chain.beginning(circle.public_id)


def line_about(*, circle: int, power: str, object_id: str, at: datetime) -> QuerySet[Entry]:
    """The line that says that a power was used on something at a moment, once it has its place."""
    found = Entry.objects.filter(circle=circle, power=power, object_id=object_id, at=at, number__isnull=False)
    return found.order_by("number")[:1]
