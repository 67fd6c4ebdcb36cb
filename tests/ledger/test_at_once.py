"""Two who use a power at the very same moment: each line gets a place of its own, and nobody waits for ever."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection, transaction

from handinhand.ground.models import Circle
from handinhand.ledger.actions import record
from handinhand.ledger.models import Entry
from handinhand.ledger.verifying import read
from tests.cast import NAMES, Group, make_group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
LONG = 20


@pytest.fixture
def group(now: datetime) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


def at_once(*acts: Callable[[], None]) -> None:
    def do(act: Callable[[], None]) -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        for done in [pool.submit(do, act) for act in acts]:
            done.result(LONG * 3)


def invited(group: Group, name: str, now: datetime) -> Entry:
    return record(circle=group.circle, by=group.members[name].person, power="invite", object_id="", now=now)


def test_many_writers_at_once_make_one_chain(group: Group, now: datetime) -> None:
    ready = threading.Barrier(4)

    def write(name: str) -> Callable[[], None]:
        def act() -> None:
            ready.wait(LONG)
            for _ in range(8):
                invited(group, name, now)

        return act

    at_once(*(write(name) for name in NAMES[:4]))
    found = read(group.circle)
    assert (found.fault, found.number, found.waiting) == (None, 32, 0)


def test_whoever_holds_what_another_writer_waits_for_does_not_wait_for_them(group: Group, now: datetime) -> None:
    """One holds the end of the chain and waits for a row; the other holds that row and writes a line all the same."""
    if connection.vendor == "sqlite":
        pytest.skip("There, whoever writes is alone.")
    has_row, has_end = threading.Event(), threading.Event()

    def first_the_row() -> None:
        with transaction.atomic():
            Circle.objects.select_for_update().get(pk=group.circle.pk)
            has_row.set()
            assert has_end.wait(LONG)
            entry = invited(group, "Tom", now)
            assert entry.number is None, "It has no place as long as somebody else holds the end."

    def first_the_end() -> None:
        with transaction.atomic():
            assert has_row.wait(LONG)
            assert invited(group, "Dee", now).number == 1
            has_end.set()
            Circle.objects.select_for_update().get(pk=group.circle.pk)

    at_once(first_the_row, first_the_end)
    found = read(group.circle)
    assert (found.fault, found.number, found.waiting) == (None, 2, 0)
    assert list(Entry.objects.order_by("number").values_list("by", flat=True)) == [
        group.dee.person.pk,
        group.tom.person.pk,
    ]


def test_a_line_that_has_no_place_gets_it_with_the_next_one(group: Group, now: datetime) -> None:
    """The server was stopped between a line's own change and its place in the chain."""
    Entry(circle=group.circle, by=None, power="cover", at=now, by_mark=b"1" * 32, object_mark=b"2" * 32).save()
    assert read(group.circle).waiting == 1
    invited(group, "Tom", now)
    found = read(group.circle)
    assert (found.fault, found.number, found.waiting) == (None, 2, 0)
    assert list(Entry.objects.order_by("number").values_list("power", flat=True)) == ["cover", "invite"]


def test_what_did_not_happen_leaves_no_gap(group: Group, now: datetime) -> None:
    with transaction.atomic():
        assert invited(group, "Tom", now).number == 1
        transaction.set_rollback(True)
    invited(group, "Dee", now)
    found = read(group.circle)
    assert (found.fault, found.number) == (None, 1)
