"""Every line that exists gets its place in its circle's chain, once, in the order in which they were shown until now.

Whoever a line's object names is told by `circles`, which knows it (its migration `0009_whom_lines_name`).
"""

import secrets
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from handinhand.ledger import chain

AT_ONCE = 1000
COLUMNS = ["by_mark", "object_mark", "number", "hash"]


def bind_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Begin a chain for every circle, and bind the lines that are there."""
    entries = apps.get_model("ledger", "Entry")._base_manager
    ends = apps.get_model("ledger", "Chain")._base_manager
    salts = apps.get_model("ledger", "Salt")
    for circle in apps.get_model("ground", "Circle")._base_manager.order_by("pk").iterator(chunk_size=AT_ONCE):
        number, head = 0, chain.beginning(circle.public_id)
        lines = _in_order(entries, circle.pk)
        while some := list(islice(lines, AT_ONCE)):
            new = []
            for entry in some:
                number += 1
                new += _mark(entry, salts)
                head = _place(entry, number, head)
            entries.bulk_update(some, COLUMNS)
            salts._base_manager.bulk_create(new)
        ends.create(circle_id=circle.pk, number=number, hash=head)


def _in_order(entries: Any, circle: int) -> Iterator[Any]:
    """The lines of a circle, the oldest first. Their ids are read before anything is written."""
    rows = list(entries.filter(circle=circle).order_by("at", "pk").values_list("pk", flat=True))
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        found = entries.select_related("by").in_bulk(some)
        yield from (found[pk] for pk in some)


def _mark(entry: Any, salts: Any) -> list[Any]:
    """Commit to who did it and to what; the salts of what is named are kept."""
    named = {"by": entry.by.public_id if entry.by_id else "", "object": entry.object_id}
    kept = []
    for name, value in named.items():
        salt = secrets.token_bytes(chain.SALT_BYTES)
        setattr(entry, f"{name}_mark", chain.mark(name=name, salt=salt, value=value))
        if value:
            kept.append(salts(entry_id=entry.pk, name=name, of_id=entry.by_id if name == "by" else None, salt=salt))
    return kept


def _place(entry: Any, number: int, before: bytes) -> bytes:
    line = chain.Line(number, entry.public_id, entry.power, entry.at, entry.by_mark, entry.object_mark)
    entry.number, entry.hash = number, chain.bound(line, before=before)
    return entry.hash


def forget_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Back to lines that nothing binds."""
    apps.get_model("ledger", "Salt")._base_manager.all().delete()
    apps.get_model("ledger", "Chain")._base_manager.all().delete()
    apps.get_model("ledger", "Entry")._base_manager.update(by_mark=None, object_mark=None, number=None, hash=None)


class Migration(migrations.Migration):

    dependencies = [("ledger", "0003_chain")]

    operations = [migrations.RunPython(bind_all, forget_all)]
