"""What an older version kept is brought up to date, opens with its key, and can be read and written by its people."""

import contextlib
import gzip
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from handinhand.meetings.reading import read_file
from tests.ground import schema
from tests.journeys.http_walker import HttpWalker
from tests.servers import Server, begin

# The Harbour Circle as the version of November 2026 kept it, with the key and Tom's sign-in card of that day.
KEPT = Path(__file__).parent / "kept_in_november"
REAL = Path(__file__).parent.parent / "meetings" / "real_meetings.json"
CARD_OF_TOM = "fr7b 7xx6 a5bm fmdm"


def kept_in_november(data: Path) -> Path:
    data.mkdir(mode=0o700)
    with gzip.open(KEPT / "handinhand.sqlite3.gz") as kept, (data / "handinhand.sqlite3").open("wb") as file:
        shutil.copyfileobj(kept, file)
    shutil.copy(KEPT / "key", data / "key")
    (data / "key").chmod(0o600)
    return data


@pytest.fixture
def older(tmp_path: Path) -> Path:
    return kept_in_november(tmp_path / "data")


@pytest.fixture(scope="module")
def before_and_after(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, int], Path]:
    """The rows of an older version, and its folder after one start of this one, which is long: it is done once."""
    data = kept_in_november(tmp_path_factory.mktemp("upgraded") / "data")
    one_was_loaded(data)
    before = rows(data)
    with Server(data):
        pass
    return before, data


def one_was_loaded(data: Path) -> None:
    """One of its meetings was loaded from the real ones, as that version wrote it down."""
    database = sqlite3.connect(data / "handinhand.sqlite3")
    with contextlib.closing(database), database:
        [first, *others] = [row for (row,) in database.execute("SELECT id FROM meetings_meeting ORDER BY id")]
        assert others
        digest = read_file(REAL).meetings[0].digest
        database.execute("UPDATE meetings_meeting SET loaded_from = ? WHERE id = ?", (digest, first))


def rows(data: Path) -> dict[str, int]:
    """How many rows each table of people's has."""
    database = sqlite3.connect(data / "handinhand.sqlite3")
    try:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ours = [
            name
            for name in names
            if name.startswith(("circles_", "meetings_", "decisions_", "promises_", "words_", "ledger_"))
        ]
        return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ours}
    finally:
        database.close()


def come_in(walker: HttpWalker) -> None:
    form = next(each for each in walker.fetch("/sign-in/card/").forms if "code" in each.values)
    walker.fetch("/sign-in/card/", {**form.values, "code": CARD_OF_TOM})


def test_everything_that_an_older_version_kept_is_there_after_the_start(
    before_and_after: tuple[dict[str, int], Path],
) -> None:
    before, upgraded = before_and_after
    with Server(upgraded) as server:
        tom = HttpWalker(server.url)
        come_in(tom)
        today = tom.fetch("/")
        circle = re.search(r"/c/\w+/", " ".join(today.addresses))
        assert circle is not None, today.text
        assert "Harbour Circle" in today.text
        members = tom.fetch(f"{circle[0]}members/").text
        assert all(name in members for name in ("Tom", "Dee", "Asha", "Marcus"))
        assert server.command("check").returncode == 0, server.command("check").stdout
        verified = server.command("verify-ledger")
        assert verified.returncode == 0, verified.stdout
        (done,) = re.findall(r": (\d+) lines, as written", verified.stdout)
        assert int(done) == before["ledger_entry"] >= 8
    after = rows(upgraded)
    assert {name: after[name] for name in before} == before
    assert before["words_words"] >= 10


def test_it_has_the_tables_that_a_new_one_has(before_and_after: tuple[dict[str, int], Path], tmp_path: Path) -> None:
    _before, upgraded = before_and_after
    begin(tmp_path / "new")
    assert schema.of_file(upgraded / "handinhand.sqlite3") == schema.of_file(tmp_path / "new" / "handinhand.sqlite3")


def test_a_back_up_made_after_the_upgrade_can_be_brought_back(
    before_and_after: tuple[dict[str, int], Path], tmp_path: Path
) -> None:
    _before, upgraded = before_and_after
    with Server(upgraded) as server:
        made = server.command("backup", str(tmp_path / "after.gz"))
        assert made.returncode == 0, made.stderr
    with Server(tmp_path / "other") as other:
        other.stop()
        shutil.copy(upgraded / "key", tmp_path / "other" / "key")
        back = other.command("restore", str(tmp_path / "after.gz"))
        assert back.returncode == 0, back.stderr
        other.start()
        tom = HttpWalker(other.url)
        come_in(tom)
        assert "Harbour Circle" in tom.fetch("/").text


def test_until_the_start_every_command_says_what_to_do(older: Path, tmp_path: Path) -> None:
    server = Server(older)
    stopped = server.command("backup", str(tmp_path / "early.gz"))
    assert stopped.returncode == 2
    assert "Start this version once with `handinhand serve`" in stopped.stderr


def test_what_was_loaded_before_is_still_known_and_no_plain_hash_of_it_stays(
    before_and_after: tuple[dict[str, int], Path], tmp_path: Path
) -> None:
    digests = [each.digest for each in read_file(REAL).meetings]
    data = tmp_path / "data"
    shutil.copytree(before_and_after[1], data)
    with Server(data) as server:
        # Were it not known, it would make a circle of its own.
        def said() -> str:
            asked = server.command("load-meeting", str(REAL))
            return asked.stdout + asked.stderr

        assert "People are in this circle already" in said()
        server.stop()
        assert server.command("rotate-key").returncode == 0
        assert "People are in this circle already" in said()
    disk = b"".join(each.read_bytes() for each in data.glob("handinhand.sqlite3*"))
    assert [digest for digest in digests if digest.encode() in disk] == []
    assert b", this time" not in disk
