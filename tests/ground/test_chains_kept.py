"""When somebody is erased, the disk no longer holds what would open their lines; back-ups bring a chain back whole."""

from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection

from handinhand.ground.backups import back_up
from handinhand.ground.restoring import restore
from handinhand.ledger.models import Entry, Salt
from handinhand.ledger.verifying import read
from tests.cast import NAMES, Group, make_group
from tests.ground.test_stolen_disk import everything_on_the_disk
from tests.ledger.tampering import LINES, write_lines

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture
def group(begun: Path, now: datetime) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


def on_the_disk(salts: list[bytes]) -> list[bytes]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    disk = everything_on_the_disk()
    return [each for each in salts if each in disk or each.hex().encode() in disk]


def test_no_salt_of_theirs_is_left_on_the_disk(group: Group, now: datetime) -> None:
    write_lines(group, now, 30)
    theirs = [bytes(each.salt) for each in Salt.objects.filter(of=group.tom.person)]
    others = [bytes(each.salt) for each in Salt.objects.exclude(of=group.tom.person)]
    assert len(theirs) > 10
    assert on_the_disk(theirs) == theirs
    group.tom.person.delete()
    assert on_the_disk(theirs) == []
    assert on_the_disk(others) == others
    assert read(group.circle).fault is None


def test_a_back_up_brings_a_chain_back_as_it_was(group: Group, now: datetime, tmp_path: Path) -> None:
    write_lines(group, now)
    group.members.pop("Tom").person.delete()
    before = list(Entry.objects.order_by("pk").values())
    head = read(group.circle).head
    back_up(to=tmp_path / "kept.gz", now=now)
    write_lines(group, now)
    restore(path=tmp_path / "kept.gz")
    found = read(group.circle)
    assert (found.fault, found.number, found.head) == (None, LINES, head)
    assert [{**each, "hash": bytes(each["hash"])} for each in Entry.objects.order_by("pk").values()] == [
        {**each, "hash": bytes(each["hash"])} for each in before
    ]
    write_lines(group, now, 2)
    assert (read(group.circle).fault, read(group.circle).number) == (None, LINES + 2)
