"""The key is made once, kept apart, and asked for before anything else."""

import stat
from datetime import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from handinhand.ground.keeping import ensure_key, kept_tables, tables
from handinhand.ground.keys import keyring, new_line, parse, read_lines, write_lines
from handinhand.ground.models import KeyCheck
from tests.ground.every_table import fill_every_table
from tests.ground.house import ON_POSTGRESQL, House

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def no_key(key_file: Path) -> Path:
    key_file.unlink()
    keyring.cache_clear()
    return key_file


def test_the_first_start_makes_a_key_for_its_owner_alone(no_key: Path, transactional_db: None) -> None:
    ensure_key(create=True)
    assert stat.S_IMODE(no_key.stat().st_mode) == 0o600
    assert len(read_lines(no_key)) == 1
    ensure_key(create=True)
    ensure_key(create=False)
    assert KeyCheck.objects.count() == 1


def test_a_stop_between_key_and_key_check_is_no_harm(no_key: Path, transactional_db: None) -> None:
    write_lines(no_key, [new_line()])
    lines = read_lines(no_key)
    ensure_key(create=True)
    assert read_lines(no_key) == lines


def test_a_lost_key_is_never_replaced_by_a_new_one(begun: Path, now: datetime) -> None:
    fill_every_table(now)
    begun.unlink()
    keyring.cache_clear()
    for _ in range(2):
        with pytest.raises(ImproperlyConfigured, match=r"no key to read at .* HANDINHAND_KEY_FILE"):
            ensure_key(create=True)
        KeyCheck.objects.all().delete()
    assert not begun.exists()


@pytest.mark.parametrize("create", [True, False])
def test_another_key_is_refused_with_the_fix(begun: Path, create: bool) -> None:
    write_lines(begun, [new_line()])
    with pytest.raises(ImproperlyConfigured, match=r"does not open this database.* HANDINHAND_KEY_FILE"):
        ensure_key(create=create)


@pytest.mark.parametrize(
    ("lines", "match"),
    [
        ([], "empty"),
        (["nonsense\n"], "Line 1"),
        (["abcd1234 c2hvcnQ=\n"], "Line 1"),
        (["abcd1234 " + "A" * 43 + "=\n", "zz\n"], "Line 2"),
        (["abcd1234 " + "A" * 43 + "=\n"] * 2, "Line 2"),
    ],
)
def test_a_key_file_that_is_not_one_says_what_helps(lines: list[str], match: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=match):
        parse(lines)


def test_a_key_file_of_stray_bytes_says_what_helps(begun: Path) -> None:
    begun.write_bytes(b"\xff\xfe\x00")
    keyring.cache_clear()
    with pytest.raises(ImproperlyConfigured, match=r"kept copy|Put the key file back"):
        ensure_key(create=False)


def test_a_key_that_cannot_be_written_says_what_helps(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match="could not be written"):
        write_lines(tmp_path / "file" / "key", [new_line()])


def test_a_half_written_key_never_takes_the_place_of_a_whole_one(begun: Path) -> None:
    lines = read_lines(begun)
    begun.with_name("key.new").write_text("half of a ke")
    ensure_key(create=True)
    assert read_lines(begun) == lines
    write_lines(begun, lines)
    assert not begun.with_name("key.new").exists()


def test_what_is_left_out_of_back_ups_is_known_by_name() -> None:
    left_out = {model._meta.label for model in tables()} - {model._meta.label for model in kept_tables()}
    assert left_out == {
        "notices.Letter",
        "people.SentOnce",
        "people.SignInLetter",
        "people.Tries",
        "people.Unsent",
        "sessions.Session",
    }


MOVE = """
from datetime import datetime, UTC
from tests.ground.every_table import every_row, fill_every_table
"""


def test_a_whole_life_on_the_command_line(house: House) -> None:
    """Begin, fill, back up, lose everything, bring it back; on the other database when there is one."""
    house.python(f"{MOVE}fill_every_table(datetime(2026, 11, 24, 18, tzinfo=UTC))")
    before = house.python(f"{MOVE}print(every_row())")
    assert house.run("backup", house.folder / "kept.gz").returncode == 0
    with House(house.folder / "other", on_postgresql=ON_POSTGRESQL) as other:
        move(house, other, before)
    if ON_POSTGRESQL:
        with House(house.folder / "on-sqlite", on_postgresql=False) as other:
            move(house, other, before)
            assert other.run("backup", house.folder / "kept.gz").returncode == 0
            restored = house.run("restore", house.folder / "kept.gz")
            assert restored.returncode == 0, restored.stderr
            assert house.python(f"{MOVE}print(every_row())") == before


def move(house: House, other: House, before: str) -> None:
    """Bring a back-up back on a machine that has nothing yet, not even a key."""
    refused = other.run("restore", house.folder / "kept.gz")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert "There is no key to read" in refused.stderr
    restored = other.run("restore", house.folder / "kept.gz", HANDINHAND_KEY_FILE=str(house.folder / "key"))
    assert restored.returncode == 0, restored.stderr
    (other.folder / "key").write_bytes((house.folder / "key").read_bytes())
    assert other.python(f"{MOVE}print(every_row())") == before


@pytest.mark.parametrize("words", [("restore", "missing.gz"), ("backup", "no/folder/kept.gz"), ("rotate-key",)])
def test_what_cannot_be_done_is_one_sentence(house: House, words: tuple[str, ...]) -> None:
    done = house.run(*words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "Traceback" not in done.stderr
