"""What was sent once already: a form's key goes in before its writes, in one transaction; its answer after them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from handinhand.ground.models import Person
from handinhand.ground.prepared import Prepared
from handinhand.people.models import SentOnce

TABLE = SentOnce._meta.db_table
# One statement each, on the way of every form. A second form with this key waits until the first is kept or undone.
TAKE = (
    f"INSERT INTO {TABLE} (key, content, location, at) VALUES (%s, %s, '', %s)"  # noqa: S608 - our own table's name
    " ON CONFLICT (key) DO NOTHING RETURNING id"
)
KEEP = f"UPDATE {TABLE} SET location = %s, person_id = %s WHERE id = %s"  # noqa: S608 - as above


@Prepared
def _with_either(key: str, other: str) -> QuerySet[SentOnce]:
    return SentOnce.objects.filter(key__in=[key, other]).select_related("person")


@transaction.atomic(savepoint=False)
def take(*, keys: Sequence[str], content: str, now: datetime) -> SentOnce:
    """A fresh row under the first of these keys, or the row of a form that took effect under any of them."""
    before = _with_either.first(key=keys[0], other=keys[-1])
    if before is not None:
        return before
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [keys[0], content, connection.ops.adapt_datetimefield_value(now)])
        taken = cursor.fetchone()
    if taken is None:
        return SentOnce.objects.select_related("person").get(key=keys[0])
    return SentOnce(pk=taken[0], key=keys[0], content=content, location="", at=now)


@transaction.atomic(savepoint=False)
def keep_answer(*, row: SentOnce, location: str, person: Person | None) -> None:
    """Keep where a form's answer sent the browser, and who a stranger became by it."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [location, person.pk if person is not None else None, row.pk])


@transaction.atomic(savepoint=False)
def let_go(*, row: SentOnce) -> None:
    """Let a key be used again: its form needs another look."""
    row.delete()
