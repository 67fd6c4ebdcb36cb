"""A back-up brings back every row as it was, on either database; what is not a whole back-up changes nothing."""

import gzip
import json
import stat
from datetime import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handinhand.ground import restoring
from handinhand.ground.back_up_file import Header, Writer, check_whole, read_rows
from handinhand.ground.backups import back_up
from handinhand.ground.keeping import kept_tables, tables
from handinhand.ground.keys import keyring, new_line, read_lines, write_lines
from handinhand.ground.models import Circle, KeyCheck, Person
from handinhand.ground.not_done import NotDone
from handinhand.ground.restoring import restore
from handinhand.ground.serving import BeingServed, hold_serving_lock, is_serving
from handinhand.ground.versions import known_migrations
from handinhand.people.models import SentOnce
from tests.ground.every_table import every_row, fill, fill_every_table

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kept(begun: Path, now: datetime, tmp_path: Path) -> Path:
    fill_every_table(now)
    back_up(to=tmp_path / "kept.gz", now=now)
    return tmp_path / "kept.gz"


def change_everything(now: datetime) -> None:
    """What happened after the back-up."""
    circle = Circle.objects.get()
    circle.name = "Renamed since"
    circle.save()
    fill(Person, now)
    fill(Circle, now, number=5)


def test_everything_comes_back_as_it_was(kept: Path, now: datetime) -> None:
    before = every_row()
    change_everything(now)
    assert every_row() != before
    restore(path=kept)
    assert every_row() == before


def test_what_came_after_is_gone_and_nobody_is_signed_in(kept: Path, now: datetime) -> None:
    fill(SentOnce, now, number=9)
    restore(path=kept)
    left = {model._meta.label for model in tables() if model not in set(kept_tables())}
    assert {model._meta.label for model in tables() if model._base_manager.exists()} & left == set()
    assert "sessions.Session" in left


def test_new_rows_are_counted_on_from_the_last_one(kept: Path, now: datetime) -> None:
    restore(path=kept)
    last = Circle.objects.latest("pk").pk
    assert fill(Circle, now, number=7).pk > last


def test_the_back_up_is_for_its_owner_alone_and_leaves_nothing_beside_it(kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert sorted(path.name for path in kept.parent.iterdir() if path.name.startswith("kept")) == ["kept.gz"]


def test_rows_are_read_in_one_moment(begun: Path, now: datetime, tmp_path: Path, monkeypatch) -> None:
    fill_every_table(now)
    first = next(kept_tables())
    assert first is KeyCheck
    assert back_up(to=tmp_path / "one.gz", now=now) == sum(len(rows) for rows in every_row().values())


def test_a_back_up_never_replaces_what_is_not_one(begun: Path, now: datetime) -> None:
    before = begun.read_bytes()
    with pytest.raises(NotDone, match="not a back-up"):
        back_up(to=begun, now=now)
    assert begun.read_bytes() == before


def test_a_back_up_replaces_an_older_one(kept: Path, now: datetime) -> None:
    before = kept.read_bytes()
    change_everything(now)
    back_up(to=kept, now=now)
    assert kept.read_bytes() != before
    check_whole(kept)


@pytest.mark.parametrize("place", ["nowhere/kept.gz", "."])
def test_a_place_that_cannot_be_written_is_said(begun: Path, now: datetime, tmp_path: Path, place: str) -> None:
    with pytest.raises(NotDone, match=r"There is no folder|already there"):
        back_up(to=tmp_path / place, now=now)


def unchanged_by(path: Path, match: str) -> None:
    before = every_row(everything=True)
    with pytest.raises(NotDone, match=match) as refused:
        restore(path=path)
    assert "\n" not in str(refused.value)
    assert every_row(everything=True) == before


def test_a_back_up_cut_off_anywhere_changes_nothing(kept: Path, tmp_path: Path) -> None:
    whole = kept.read_bytes()
    before = every_row()
    for length in [*range(40), *range(40, len(whole), len(whole) // 40), *range(len(whole) - 20, len(whole))]:
        (tmp_path / "short.gz").write_bytes(whole[:length])
        with pytest.raises(NotDone):
            restore(path=tmp_path / "short.gz")
    assert every_row() == before


def test_changed_bytes_change_nothing(kept: Path, tmp_path: Path) -> None:
    whole = kept.read_bytes()
    before = every_row()
    for place in [*range(20), *range(20, len(whole), len(whole) // 60), *range(len(whole) - 12, len(whole))]:
        bad = bytearray(whole)
        bad[place] ^= 0x55
        (tmp_path / "bad.gz").write_bytes(bad)
        try:
            restore(path=tmp_path / "bad.gz")
        except NotDone:
            continue
        # Four bytes of a gzip header say when it was made, one by which system: nothing that we use.
        assert place in range(4, 10)
    assert every_row() == before


def rewritten(kept: Path, lines: list[bytes]) -> Path:
    """A back-up that somebody opened, changed, and packed again."""
    kept.write_bytes(gzip.compress(b"".join(lines)))
    return kept


def test_a_row_changed_by_hand_changes_nothing(kept: Path) -> None:
    lines = gzip.decompress(kept.read_bytes()).splitlines(keepends=True)
    swapped = [line.replace(b"for_organisation", b"for_organisatioN") for line in lines]
    assert swapped != lines
    unchanged_by(rewritten(kept, swapped), "not as it was written")


def test_a_row_added_or_left_out_changes_nothing(kept: Path) -> None:
    lines = gzip.decompress(kept.read_bytes()).splitlines(keepends=True)
    unchanged_by(rewritten(kept, [*lines[:3], *lines[4:]]), "not as it was written")
    unchanged_by(rewritten(kept, [*lines[:4], lines[3], *lines[4:]]), "not as it was written")
    unchanged_by(rewritten(kept, lines[:-1]), "not whole")


def packed(content: bytes) -> bytes:
    """Packed the same at any time, so that a case is called the same in every process of a run."""
    return gzip.compress(content, mtime=0)


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", "not a back-up|not whole"),
        (b"hello", "not a back-up"),
        (packed(b""), "not a back-up"),
        (packed(b"[" * 200_000), "not a back-up"),
        (packed(b'{"kind": "something else"}\n'), "not a back-up"),
        (packed(b'{"kind": "Hand in Hand back-up", "format": 2, "more": 1}\n'), "newer version"),
        (packed(b'{"kind": "Hand in Hand back-up", "format": 1}\n'), "has changed"),
    ],
)
def test_what_is_not_a_back_up_changes_nothing(kept: Path, content: bytes, match: str) -> None:
    kept.write_bytes(content)
    unchanged_by(kept, match)


def written(path: Path, rows: str, **said: object) -> Path:
    """A back-up with a right stamp, written by somebody who holds the key."""
    header = {"made_at": "now", "key": keyring().current.hex(), "migrations": known_migrations()} | said
    with path.open("wb") as file:
        writer = Writer(file, Header(**header), keyring())
        writer.add(rows)
        writer.finish()
    return path


def test_a_back_up_of_a_newer_version_is_said(kept: Path) -> None:
    newer = [*known_migrations(), ["words", "0999_more"]]
    unchanged_by(written(kept, "", migrations=newer), "newer version")


def test_a_back_up_of_an_older_version_is_said(kept: Path) -> None:
    unchanged_by(written(kept, "", migrations=known_migrations()[1:]), "older version")


@pytest.mark.parametrize(
    "row",
    [
        '{"model": "ground.nothing", "pk": 1, "fields": {}}',
        '{"model": "people.tries", "pk": 1, "fields": {"what": "x", "stretch": "2026-11-24T18:00:00Z", "count": 1}}',
        '{"model": "ground.person", "pk": 1, "fields": {"began_at": "2026-02-31"}}',
        '{"model": "circles.decisionrule", "pk": 1, "fields": {"circle": 99}}',
    ],
)
def test_rows_that_do_not_fit_together_change_nothing(kept: Path, row: str) -> None:
    check = gzip.decompress(kept.read_bytes()).decode().splitlines()[1]
    assert json.loads(check)["model"] == "ground.keycheck"
    unchanged_by(written(kept, f"{check}\n{row}\n"), "fit together|no back-up holds")


def test_a_back_up_without_a_key_check_changes_nothing(kept: Path) -> None:
    unchanged_by(written(kept, ""), "key")


def test_another_key_is_said_and_changes_nothing(kept: Path, begun: Path) -> None:
    needed = keyring().current.hex()
    mine = read_lines(begun)
    write_lines(begun, [new_line()])
    unchanged_by(kept, needed)
    begun.unlink()
    keyring.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="HANDINHAND_KEY_FILE"):
        restore(path=kept)
    write_lines(begun, mine)
    assert restore(path=kept) > 0


def test_nothing_is_brought_back_under_a_server(kept: Path) -> None:
    assert not is_serving()
    with hold_serving_lock():
        assert is_serving()
        unchanged_by(kept, "is being served")
    assert not is_serving()


def test_two_servers_never_share_a_folder(begun: Path) -> None:
    with hold_serving_lock(), pytest.raises(BeingServed), hold_serving_lock():
        pass


def test_a_stop_in_the_middle_changes_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = every_row(everything=True)

    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_set_sequences", stop)
    with pytest.raises(KeyboardInterrupt):
        restore(path=kept)
    assert every_row(everything=True) == before


def test_an_empty_database_has_nothing_to_back_up(key_file: Path, now: datetime, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="nothing here yet"):
        back_up(to=tmp_path / "kept.gz", now=now)
    assert list(tmp_path.glob("kept*")) == []


def test_the_command_says_what_it_did(begun: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", tmp_path / "kept.gz")
    assert "The key is not in it" in capsys.readouterr().out
    call_command("restore", tmp_path / "kept.gz")
    assert "Everything is back (rows: 1)" in capsys.readouterr().out


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(junk=st.binary(max_size=300))
def test_junk_is_never_taken_for_a_back_up(begun: Path, tmp_path: Path, junk: bytes) -> None:
    for content in (junk, gzip.compress(junk)):
        (tmp_path / "junk").write_bytes(content)
        with pytest.raises(NotDone):
            check_whole(tmp_path / "junk")


def test_writers_are_not_kept_waiting_by_a_back_up(begun: Path, now: datetime, tmp_path: Path) -> None:
    fill_every_table(now)
    people = Person.objects.count()
    other = connection.copy()
    try:
        from_before = _write_in_the_middle(other, tmp_path / "kept.gz", now)
    finally:
        other.close()
    assert from_before == people
    assert Person.objects.count() == people + 1


def _write_in_the_middle(other: object, to: Path, now: datetime) -> int:
    """Begin somebody new by another connection while a back-up is being made; how many people the back-up holds."""
    from handinhand.ground import backups  # noqa: PLC0415 - only this test looks behind that door

    rows = backups._all_rows()

    def and_meanwhile():
        yield next(rows)
        with other.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ground_person (public_id, began_at, sign_in_round, is_demonstration)"
                " VALUES ('bcdfghjkmnpq', %s, 0, %s)",
                [now, False],
            )
        yield from rows

    original, backups._all_rows = backups._all_rows, and_meanwhile
    try:
        back_up(to=to, now=now)
    finally:
        backups._all_rows = original
    return sum(b'"ground.person"' in line for line in read_rows(to, keyring()))
