"""Reads the chains of the ledger from their beginning, and names the first line at which something does not fit.

It reads one line after the other and keeps none, so that a long ledger takes time and no room.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet

from handinhand.ground.models import Circle
from handinhand.ledger import chain
from handinhand.ledger.models import ALSO, Chain, Entry, Names

AT_ONCE = 2000


class Finding(Enum):
    """What can be found at a line."""

    GAP = "it is missing"
    CHANGED = "it was changed, or stands where another line was"
    BY_CHANGED = "who did it was changed"
    OBJECT_CHANGED = "what it was done to was changed"
    NAMED_CHANGED = "whom else it names was changed"
    CUT = "it is missing, and so is all that came after"
    ADDED = "it was added after the end"
    NO_END = "where the list ends was taken away"
    END_CHANGED = "where the list ends was changed"


@dataclass(frozen=True)
class Fault:
    """The first line of a chain at which something does not fit."""

    number: int
    finding: Finding


@dataclass
class Read:
    """A chain that was read: how far it holds, what is wrong with it if anything is, and which heads it passed."""

    number: int
    head: bytes
    fault: Fault | None = None
    passed: dict[bytes, int] = field(default_factory=dict)
    # Lines that were written this very moment, and have no place yet.
    waiting: int = 0


class Opens(NamedTuple):
    """What opens one commitment: its salt, and whose it is, by row number and by public id."""

    salt: bytes | None
    of: int | None
    person: str | None


class Kept(NamedTuple):
    """One line as it is kept, with what opens its commitments."""

    number: int
    public_id: str
    power: str
    at: datetime
    by_mark: bytes
    object_mark: bytes
    also_marks: bytes | None
    hash: bytes
    object_id: str
    by: int | None
    by_id: str | None
    salts: dict[Names, Opens]


def read(circle: Circle, *, heads: Sequence[bytes] = ()) -> Read:
    """Read a circle's chain from its first line to its end, and see which of the `heads` from paper it passes."""
    end = Chain.objects.filter(circle=circle).first()
    found = follow(lines(circle), Read(0, chain.beginning(circle.public_id)), heads=heads)
    found.waiting = Entry.objects.filter(circle=circle, number__isnull=True).count()
    if found.fault is None:
        found.fault = _fault_at_end(found, end)
    return found


def read_part(circle: Circle, *, first: int, last: int, head: bytes) -> Read:
    """Read some of a chain, from line `first` on; `head` is the hash before it, taken as it is."""
    return follow(lines(circle).filter(number__gte=first, number__lte=last), Read(first - 1, head))


def lines(circle: Circle) -> QuerySet[Entry, tuple[Any, ...]]:
    """The lines of a chain in their order, with what opens their commitments."""
    joined = {f"of_{name.value}": FilteredRelation("salts", condition=Q(salts__name=name)) for name in Names}
    opened = Entry.objects.annotate(**joined)
    rows = opened.filter(circle=circle, number__isnull=False).order_by("number")
    return rows.values_list(
        "number",
        "public_id",
        "power",
        "at",
        "by_mark",
        "object_mark",
        "also_marks",
        "hash",
        "object_id",
        "by",
        "by__public_id",
        *(f"of_{name.value}__{column}" for name in Names for column in ("salt", "of", "of__public_id")),
    )


def follow(rows: QuerySet[Entry, tuple[Any, ...]], found: Read, *, heads: Sequence[bytes] = ()) -> Read:
    """Go along lines from where `found` stands, until the last one or the first at which something does not fit."""
    waited_for = set(heads)
    for kept in _one_by_one(rows):
        finding = _gap(kept, found) or _named(kept)
        head = chain.bound(chain.Line._make(kept[:7]), before=found.head)
        if finding is None and head != kept.hash:
            finding = Finding.CHANGED
        if finding is not None:
            found.fault = Fault(found.number + 1, finding)
            return found
        found.number, found.head = kept.number, head
        if waited_for and head[: chain.HEAD_BYTES] in waited_for:
            found.passed[head[: chain.HEAD_BYTES]] = kept.number
    return found


def _one_by_one(rows: QuerySet[Entry, tuple[Any, ...]]) -> Iterator[Kept]:
    for row in rows.iterator(chunk_size=AT_ONCE):
        number, public_id, power, at, by_mark, object_mark, also, hashed, object_id, by, by_id, *opens = row
        salts = {name: Opens._make(opens[3 * place : 3 * place + 3]) for place, name in enumerate(Names)}
        marks = (bytes(by_mark), bytes(object_mark), None if also is None else bytes(also), bytes(hashed))
        yield Kept(number, public_id, power, at, *marks, object_id, by, by_id, salts)


def _gap(kept: Kept, found: Read) -> Finding | None:
    return None if kept.number == found.number + 1 else Finding.GAP


def _named(kept: Kept) -> Finding | None:
    """What was committed to and is still there has to open; what has no salt any more has to be gone.

    A salt is tied to whom it names: else the name would go with somebody else.
    """
    by, what = kept.salts[Names.BY], kept.salts[Names.OBJECT]
    if by.of != kept.by or not _opens(Names.BY, by.salt, kept.by_id or "", kept.by_mark):
        return Finding.BY_CHANGED
    if not _opens(Names.OBJECT, what.salt, kept.object_id, kept.object_mark):
        return Finding.OBJECT_CHANGED
    return None if _names_more(kept) else Finding.NAMED_CHANGED


def _names_more(kept: Kept) -> bool:
    """Whether whom else a line names is as it was written. A line of the first kind names nobody else."""
    if kept.also_marks is None:
        return all(kept.salts[name].salt is None for name in ALSO)
    size = chain.MARK_BYTES
    marks = [kept.also_marks[place * size : (place + 1) * size] for place in range(len(ALSO))]
    opens = all(
        _opens(name, kept.salts[name].salt, kept.salts[name].person or "", mark)
        for name, mark in zip(ALSO, marks, strict=True)
    )
    return opens and kept.salts[Names.OBJECT].of == kept.salts[Names.ABOUT].of


def _opens(name: str, salt: bytes | None, value: str, mark: bytes) -> bool:
    if salt is None:
        return not value
    return bool(value) and chain.mark(name=name, salt=bytes(salt), value=value) == mark


def _fault_at_end(found: Read, end: Chain | None) -> Fault | None:
    """Whether a chain that holds ends where it is said to end."""
    if end is None:
        return Fault(found.number, Finding.NO_END)
    if end.number > found.number:
        return Fault(found.number + 1, Finding.CUT)
    if end.number < found.number:
        return Fault(end.number + 1, Finding.ADDED)
    return None if bytes(end.hash) == found.head else Fault(found.number, Finding.END_CHANGED)
