"""Lines of before the chain get their places once, in order; whom they name is known, and can be erased."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from handinhand.ground.models import new_public_id
from handinhand.ledger.models import Entry, Salt
from handinhand.ledger.verifying import read
from tests.cast import Group, make_group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both, pytest.mark.soak]
BEFORE = [("circles", "0008_danger"), ("ledger", "0002_kept")]


def bring_to(*state: tuple[str, str]) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(list(state) or executor.loader.graph.leaf_nodes())


@pytest.fixture
def group(now: datetime) -> Group:
    return make_group(name="Harbour Circle", now=now, people=("Tom", "Dee", "Asha"))


@pytest.fixture
def before(group: Group) -> Iterator[None]:
    """The tables as they were, with the people of today in them."""
    bring_to(*BEFORE)
    yield
    bring_to()


def put_in(group: Group, at: datetime, power: str, by: str = "", object_id: str = "") -> None:
    person = group.members[by].person.pk if by else None
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_entry (public_id, circle_id, by_id, power, object_id, at)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [new_public_id(), group.circle.pk, person, power, object_id, at],
        )


def test_lines_of_before_are_bound_once_in_their_order(before: None, group: Group, now: datetime) -> None:
    put_in(group, now + timedelta(minutes=2), "open_meeting", "Asha", "bcdfghjkmnpr")
    put_in(group, now, "join", "Dee", group.dee.public_id)
    put_in(group, now + timedelta(minutes=1), "cover")
    put_in(group, now + timedelta(minutes=2), "invite", "Tom", "bcdfghjkmnpq")
    bring_to()
    found = read(group.circle)
    assert (found.fault, found.number, found.waiting) == (None, 4, 0)
    powers = Entry.objects.order_by("number").values_list("power", flat=True)
    assert list(powers) == ["join", "cover", "open_meeting", "invite"]
    group.dee.person.delete()
    left = Entry.objects.order_by("number").values_list("by", "object_id")
    assert list(left) == [
        (None, ""),
        (None, ""),
        (group.asha.person.pk, "bcdfghjkmnpr"),
        (group.tom.person.pk, "bcdfghjkmnpq"),
    ]
    assert read(group.circle).fault is None
    assert Salt.objects.count() == 4
