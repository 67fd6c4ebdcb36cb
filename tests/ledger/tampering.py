"""A chain to attack, and the hands of somebody who has the database: they can write whatever they like into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import connection

from handinhand.ledger import chain
from handinhand.ledger.actions import line_of, record
from handinhand.ledger.models import Entry
from tests.cast import Group

GUARDS = [
    import_module(f"handinhand.ledger.migrations.{name}")
    for name in ("0005_kept_in_a_chain", "0006_whom_else_it_names")
]
LINES = 6


def write_lines(group: Group, now: datetime, number: int = LINES) -> list[Entry]:
    """A chain with lines of several people: one names somebody else, one names nobody and nothing."""
    people = list(group.members.values())
    return [
        record(
            circle=group.circle,
            by=None if each == 3 else people[each % 3].person,
            power=("invite", "join", "cover")[each % 3],
            object_id="" if each == 3 else people[each % 4].public_id,
            about=None if each == 3 else people[each % 4].person,
            now=now + timedelta(seconds=each),
        )
        for each in range(number)
    ]


@contextmanager
def without_guards() -> Iterator[None]:
    """Whoever has the database takes its triggers away first."""
    # Not as a context: SQLite's editor then wants no transaction around it, and a trigger goes within one, too.
    editor = connection.SchemaEditorClass(connection)
    for guards in GUARDS:
        guards.let_go(apps, editor)
    yield
    for guards in GUARDS:
        guards.keep(apps, editor)


def sql(text: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def put(table: str, row: int, **columns: Any) -> None:
    """Write into one row, whatever the house would say to it."""
    names = ", ".join(f"{name} = %s" for name in columns)
    sql(f"UPDATE ledger_{table} SET {names} WHERE id = %s", *columns.values(), row)


def take_out(*rows: int) -> None:
    for row in rows:
        sql("DELETE FROM ledger_salt WHERE entry_id = %s", row)
        sql("DELETE FROM ledger_entry WHERE id = %s", row)


def bind_anew(group: Group) -> None:
    """Compute everything again, as somebody can who has the code and the whole database."""
    head, number = chain.beginning(group.circle.public_id), 0
    for entry in Entry.objects.filter(circle=group.circle).order_by("number"):
        number += 1
        entry.number = number
        line = line_of(entry)
        head = chain.bound(line, before=head)
        put("entry", entry.pk, number=number, hash=head)
    sql("UPDATE ledger_chain SET number = %s, hash = %s WHERE circle_id = %s", number, head, group.circle.pk)
