"""Somebody takes the disk, or only a back-up, without the key: they find nobody's words, names or contacts."""

import gzip
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from handinhand.ground.backups import back_up
from tests.ground.every_table import every_row, fill_every_table, phrases

pytestmark = [pytest.mark.django_db(transaction=True)]

IN_THE_CLEAR = b"for_organisation"


def everything_on_the_disk() -> bytes:
    """All bytes of the database: its files, or every row of every table."""
    if connection.vendor == "sqlite":
        name = Path(settings.DATABASES["default"]["TEST"]["NAME"])
        return b"".join(path.read_bytes() for path in sorted(name.parent.glob(f"{name.name}*")))
    rows: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows).encode()


def traces(text: str) -> list[bytes]:
    """How a text could show: as it is, in other letters' code, or as the digits of its bytes."""
    plain = text.encode()
    return [plain, text.encode("utf-16-le"), plain.hex().encode(), text.lower().encode(), plain[:24]]


def test_the_disk_holds_nobodys_words(begun: Path, now: datetime) -> None:
    fill_every_table(now)
    disk = everything_on_the_disk()
    assert IN_THE_CLEAR in disk, "We look in the wrong place."
    assert len(phrases()) > 25
    assert [text for text in phrases() for trace in traces(text) if trace in disk] == []


def test_every_sealed_field_was_really_written(begun: Path, now: datetime) -> None:
    fill_every_table(now)
    empty = [label for label, rows in every_row(everything=True).items() if not rows]
    assert empty == []


def test_a_back_up_holds_nobodys_words_and_no_way_in(begun: Path, now: datetime, tmp_path: Path) -> None:
    fill_every_table(now)
    back_up(to=tmp_path / "kept.gz", now=now)
    text = gzip.decompress((tmp_path / "kept.gz").read_bytes())
    assert IN_THE_CLEAR in text
    assert [each for each in phrases() for trace in traces(each) if trace in text] == []
    key = begun.read_text().splitlines()[1].split()[1]
    assert key.encode() not in text
    left_out = [b"people.signinletter", b"people.tries", b"people.sentonce", b"notices.letter", b"sessions.session"]
    assert [label for label in left_out if label in text] == []
    assert b"people.signincard" in text
