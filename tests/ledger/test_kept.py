from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from handinhand.ledger.actions import record
from handinhand.ledger.models import Entry, EntryKept
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def entry(harbour: Group, now: datetime) -> Entry:
    """A line of the ledger."""
    return record(circle=harbour.circle, by=harbour.tom.person, power="invite", object_id="bcdfghjkmnpq", now=now)


def test_a_line_is_neither_changed_nor_removed(entry: Entry) -> None:
    entry.power = "leave"
    with pytest.raises(EntryKept):
        entry.save()
    with pytest.raises(EntryKept):
        entry.delete()
    with pytest.raises(EntryKept):
        Entry.objects.update(power="leave")
    with pytest.raises(EntryKept):
        Entry.objects.all().delete()
    with pytest.raises(EntryKept), transaction.atomic():
        Entry.objects.bulk_update([entry], ["power"])
    assert Entry.objects.get().power == "invite"


@pytest.mark.parametrize(
    "change",
    [
        "power = 'leave'",
        "object_id = ''",
        "at = '2001-01-01 00:00:00+00'",
        "public_id = 'qqqqqqqqqqqq'",
        "circle_id = {hillside}",
        "by_id = {dee}",
        "by_id = NULL, power = 'leave'",
        "id = id + 1",
    ],
)
def test_the_database_itself_refuses_to_change_a_line(
    entry: Entry, harbour: Group, hillside: Group, change: str
) -> None:
    sql = change.format(hillside=hillside.circle.pk, dee=harbour.dee.person.pk)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_entry SET {sql}")
    kept = Entry.objects.get()
    assert (kept.pk, kept.power, kept.by_id, kept.at) == (entry.pk, "invite", harbour.tom.person.pk, entry.at)


def test_nobody_takes_the_place_of_somebody_erased(entry: Entry, harbour: Group) -> None:
    harbour.tom.person.delete()
    assert Entry.objects.get().by is None
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET by_id = %s", [harbour.dee.person.pk])


def test_a_back_up_can_replace_the_whole_ledger(entry: Entry) -> None:
    with connection.cursor() as cursor:
        for table in ("salt", "entry", "chain"):
            cursor.execute(f"DELETE FROM ledger_{table}")
    assert not Entry.objects.exists()
