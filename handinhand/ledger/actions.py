"""The only writer of the ledger."""

import secrets
from datetime import datetime

from django.db import models, transaction

from handinhand.ground.models import Circle, Person
from handinhand.ledger import chain
from handinhand.ledger.models import ALSO, Chain, Entry, Names, Salt


def begin(*, circle: Circle) -> None:
    """Begin the chain of a circle, with nothing in it yet. Doing it twice is doing it once."""
    empty = Chain(circle=circle, hash=chain.beginning(circle.public_id))
    Chain.objects.bulk_create([empty], ignore_conflicts=True)


@transaction.atomic
def record(
    *,
    circle: Circle,
    by: Person | None,
    power: str,
    object_id: str,
    now: datetime,
    about: Person | None = None,
    asked: Person | None = None,
    held: Person | None = None,
) -> Entry:
    """Write down that a power was used, in the transaction of its effect; without `by` where it says of nobody.

    `about` is the person whom `object_id` names, if it names one; `asked` and `held` are whom else it names. Nobody
    waits here: what is written while somebody else adds a line to this circle's chain finds its place in it right
    after, when its transaction is through.
    """
    entry = Entry(circle=circle, by=by, power=power, object_id=object_id, at=now)
    people = {Names.BY: by, Names.ABOUT: about, Names.ASKED: asked, Names.HELD: held}
    named = {name: (of, of.public_id if of is not None else "") for name, of in people.items()}
    named[Names.OBJECT] = (about, object_id)
    salts = {name: secrets.token_bytes(chain.SALT_BYTES) for name in named}
    marks = {name: chain.mark(name=name, salt=salts[name], value=value) for name, (_of, value) in named.items()}
    entry.by_mark, entry.object_mark = marks[Names.BY], marks[Names.OBJECT]
    entry.also_marks = b"".join(marks[name] for name in ALSO)
    end = _end(circle, wait=False)
    if end is None:
        _bind_when_through(circle)
    else:
        _bind(circle, end, entry)
    entry.save()
    # Where nobody and nothing is named, the salt is thrown away, as it is when a name goes.
    Salt.objects.bulk_create(
        Salt(entry=entry, name=name, of=of, salt=salts[name]) for name, (of, value) in named.items() if value
    )
    return entry


def _end(circle: Circle, *, wait: bool) -> Chain | None:
    """Where a circle's chain ends, held until this transaction is through; nothing when somebody else holds it.

    To wait is for whoever holds nothing else: a power holds many rows, and two that wait for each other never end.
    """
    ends = Chain.objects.select_for_update(no_key=True, skip_locked=not wait).filter(circle=circle)
    end = ends.first()
    if end is None and not Chain.objects.filter(circle=circle).exists():
        begin(circle=circle)
        end = ends.first()
    return end


def _bind(circle: Circle, end: Chain, *more: Entry) -> None:
    """Give each line that waits its place, and then those that are about to be written."""
    before = end.number
    for waits in Entry.objects.filter(circle=circle, number__isnull=True).order_by("pk"):
        _follow(end, waits)
        _set_place(waits)
    for entry in more:
        _follow(end, entry)
    if end.number > before:
        end.save(update_fields=["number", "hash"])


def _follow(end: Chain, entry: Entry) -> None:
    """The line stands after the last one."""
    entry.number = end.number + 1
    entry.hash = chain.bound(line_of(entry), before=bytes(end.hash))
    end.number, end.hash = entry.number, entry.hash


def _set_place(entry: Entry) -> None:
    """The one change there is to a line: it gets its place. The database lets that happen once."""
    models.QuerySet(Entry).filter(pk=entry.pk).update(number=entry.number, hash=entry.hash)


def _bind_when_through(circle: Circle) -> None:
    """Bind what waits as soon as this transaction is kept. If that cannot be, the next line does it."""

    @transaction.atomic
    def bind() -> None:
        end = _end(circle, wait=True)
        if end is not None:
            _bind(circle, end)

    transaction.on_commit(bind, robust=True)


def line_of(entry: Entry) -> chain.Line:
    """What is hashed of a line."""
    return chain.Line(
        number=entry.number or 0,
        public_id=entry.public_id,
        power=entry.power,
        at=entry.at,
        by_mark=bytes(entry.by_mark),
        object_mark=bytes(entry.object_mark),
        also_marks=None if entry.also_marks is None else bytes(entry.also_marks),
    )
