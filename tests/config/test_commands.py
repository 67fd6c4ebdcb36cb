"""Every command says in plain words what it does, how it is called, and what stands in its way."""

import os
import signal
import stat
import subprocess
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from handinhand.config.commands import main
from tests.ground.house import COMMAND, House
from tests.live.streams import wait_for
from tests.servers import begin, free_port

Typed = Callable[..., tuple[int, str, str]]
REAL = Path(__file__).parent.parent / "meetings" / "real_meetings.json"
NAMES = ("serve", "demo", "load-meeting", "bounced", "check", "backup", "restore", "rotate-key", "verify-ledger")
SENTENCE_FOR = {
    "serve": "handinhand serve [--demo]",
    "demo": "handinhand demo [--json]",
    "load-meeting": "handinhand load-meeting FILE",
    "bounced": "handinhand bounced < MAIL",
    "check": "handinhand check",
    "backup": "handinhand backup FILE-or-FOLDER",
    "restore": "handinhand restore FILE",
    "rotate-key": "handinhand rotate-key",
    "verify-ledger": "handinhand verify-ledger [--circle ID] [--head LETTERS]",
}
STATE = """
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
recorder = MigrationRecorder(connection)
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with House(tmp_path / "house") as made:
        made.environment["PORT"] = str(free_port())
        yield made


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence with which a command stopped."""
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr.rstrip("\n")


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Typed]:
    """Type a command in this very process; for what is said before anything is done."""
    umask = os.umask(0o022)

    def say(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["handinhand", *words])
        status: object = 0
        try:
            main()
        except SystemExit as ended:
            status = ended.code
        return int(status or 0), *capfd.readouterr()

    yield say
    os.umask(umask)


@pytest.mark.parametrize("words", [[], ["help"], ["-h"], ["--help"]])
def test_without_a_name_it_lists_what_a_keeper_can_do(typed: Typed, words: list[str]) -> None:
    status, said, problem = typed(*words)
    assert (status, problem) == (0, "")
    assert [name for name in NAMES if f"  handinhand {name}" not in said] == []
    assert "makemigrations" not in said


def test_its_version_is_its_own(typed: Typed) -> None:
    assert typed("--version") == (0, f"{version('handinhand')}\n", "")


@pytest.mark.parametrize("name", NAMES)
def test_help_is_about_the_command_and_nothing_else(typed: Typed, name: str) -> None:
    told = typed(name, "--help")
    assert told == typed("help", name)
    status, said, problem = told
    assert (status, problem) == (0, "")
    assert said.startswith(f"usage: {SENTENCE_FOR[name]}\n")
    assert "--settings" not in said


@pytest.mark.parametrize(
    "words",
    [
        ("serve", "there"),
        ("demo", "--what"),
        ("load-meeting",),
        ("load-meeting", "one", "two"),
        ("check", "ground"),
        ("backup",),
        ("backup", "one", "two"),
        ("restore",),
        ("restore", "--now"),
        ("rotate-key", "key"),
    ],
    ids=" ".join,
)
def test_other_words_are_answered_with_how_it_is_called(typed: Typed, words: tuple[str, ...]) -> None:
    assert typed(*words) == (2, "", f"Write it like this: {SENTENCE_FOR[words[0]]}\n")


@pytest.mark.parametrize(
    "words",
    [
        ("serve",),
        ("demo", "--json"),
        ("load-meeting", str(REAL)),
        ("backup", "kept.gz"),
        ("rotate-key",),
        ("verify-ledger",),
    ],
    ids=" ".join,
)
def test_a_database_that_is_away_is_one_sentence(house: House, words: tuple[str, ...]) -> None:
    away = "postgresql://nobody:sesame@127.0.0.1:1/none" if words != ("serve",) else "sqlite:////nowhere/at/all"
    sentence = refused(house.run(*words, HANDINHAND_DATABASE=away))
    assert sentence.startswith("The database could not do that (")
    assert "HANDINHAND_DATABASE" in sentence
    assert "sesame" not in sentence


def test_what_a_mail_server_hands_over_waits_there_until_it_can_be_kept(house: House, typed: Typed) -> None:
    """Status 75 is "try again later" for mail servers; any other one would give the mail up."""
    away = house.run("bounced", HANDINHAND_DATABASE="postgresql://nobody:sesame@127.0.0.1:1/none", mail="To: x")
    assert (away.returncode, away.stdout) == (75, "")
    assert away.stderr.startswith("The database could not do that (")
    assert "sesame" not in away.stderr
    assert typed("bounced", "there") == (75, "", "Write it like this: handinhand bounced < MAIL\n")


def test_what_a_mail_server_hands_over_is_read_and_let_go(house: House) -> None:
    house.python("")
    done = house.run("bounced", mail="To: tom@example.org\n\nA letter about something else.")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "This mail is not a report about a letter (RFC 3464). Nothing was changed.\n"
    whole = house.run("bounced", mail="x" * 3_000_000)
    assert (whole.returncode, whole.stderr) == (0, "")
    assert "too large" in whole.stdout


def test_a_database_of_another_kind_is_refused_with_the_fix(house: House) -> None:
    sentence = refused(house.run("check", HANDINHAND_DATABASE="mysql://nobody:sesame@127.0.0.1/none"))
    assert sentence.startswith("HANDINHAND_DATABASE is not the address of a PostgreSQL or SQLite database.")
    assert "sesame" not in sentence


BESIDE_OR_BEFORE = [("serve",), ("demo",), ("load-meeting", str(REAL)), ("backup", "kept.gz"), ("rotate-key",)]


def test_a_database_of_a_newer_version_is_left_alone(house: House) -> None:
    house.python(f"{STATE}recorder.record_applied('words', '0999_more')")
    before = (house.folder / "key").read_text()
    for words in BESIDE_OR_BEFORE:
        assert "newer version" in refused(house.run(*words))
    assert (house.folder / "key").read_text() == before
    assert "newer version" in house.run("check").stdout


def test_a_database_of_an_older_version_waits_for_the_server_that_has_its_key(house: House) -> None:
    house.python(f"{STATE}recorder.record_unapplied('ledger', '0006_whom_else_it_names')")
    for words in BESIDE_OR_BEFORE[1:]:
        assert "older version" in refused(house.run(*words))
    other = house.folder / "another-key"
    other.write_text("abcd1234 " + "A" * 43 + "=\n")
    other.chmod(0o600)
    for key in (house.folder / "no-key", other):
        sentence = refused(house.run("serve", HANDINHAND_KEY_FILE=str(key)))
        assert f" at {key}" in sentence
        assert "HANDINHAND_KEY_FILE" in sentence
    assert not (house.folder / "no-key").exists()
    assert "does not fit this version yet" in house.run("check").stdout


def test_nothing_is_sealed_with_a_key_that_does_not_belong_here(house: House) -> None:
    count = "from handinhand.ground.models import Circle\nprint(Circle.objects.count())"
    house.python("")
    other = house.folder / "other-key"
    other.write_text("abcd1234 " + "A" * 43 + "=\n")
    for words in (("demo",), ("load-meeting", str(REAL))):
        assert "does not open this database" in refused(house.run(*words, HANDINHAND_KEY_FILE=str(other)))
    assert house.python(count) == "0\n"


def test_what_is_kept_is_for_its_user_alone(house: House) -> None:
    house.folder.chmod(0o755)
    assert house.run("demo", umask=0o022).returncode == 0
    kept = [path for path in house.folder.rglob("*") if path.name != "serving.lock"]
    assert "handinhand.sqlite3" in {path.name for path in kept} or house.name
    assert [path.name for path in kept if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_a_setting_left_empty_is_one_left_out(house: House) -> None:
    left_out = ("PORT", "HANDINHAND_BIND", "HANDINHAND_NEUTRAL_SITE", "HANDINHAND_BEHIND_PROXY", "HANDINHAND_MAIL_PORT")
    house.environment |= dict.fromkeys(left_out, " ")
    shown = "from django.conf import settings as s\nprint(s.PORT, s.BIND, s.ON_LOOPBACK, s.BEHIND_PROXY, s.EMAIL_PORT)"
    assert house.settings(shown) == "8000 127.0.0.1 True False 587\n"


@pytest.mark.parametrize(
    ("hosts", "address", "told"),
    [
        ("Circle.Example.org", "", "True https://circle.example.org"),
        ("circle.example.org", "https://circle.example.org/", "True https://circle.example.org"),
        ("localhost, [::1]", "", "False http://127.0.0.1:8000"),
        ("localhost, circle.example.org", "", "True https://circle.example.org"),
    ],
)
def test_a_host_is_one_however_it_is_written(house: House, hosts: str, address: str, told: str) -> None:
    house.environment |= {"HANDINHAND_HOSTS": hosts, "HANDINHAND_ADDRESS": address, "PORT": ""}
    shown = "from django.conf import settings as s\nprint(s.IN_THE_OPEN, s.PUBLIC_ADDRESS)"
    assert house.settings(shown) == f"{told}\n"


@pytest.mark.parametrize(
    ("bind", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123"),
        ("localhost", "http://127.0.0.1:8123"),
        ("::1", "http://[::1]:8123"),
        ("0.0.0.0", "http://127.0.0.1:8123"),
        ("::", "http://[::1]:8123"),
        ("192.0.2.7", "http://192.0.2.7:8123"),
    ],
)
def test_its_own_address_is_one_that_can_be_typed(house: House, bind: str, address: str) -> None:
    house.environment |= {"HANDINHAND_BIND": bind, "PORT": "8123"}
    assert house.settings("from django.conf import settings as s\nprint(s.OWN_ADDRESS)") == f"{address}\n"


@pytest.mark.parametrize("setting", [{"HANDINHAND_BIND": "0.0.0.0"}, {"HANDINHAND_HOSTS": "circle.example.org"}])
def test_where_others_can_reach_it_there_is_no_demonstration(house: House, setting: dict[str, str]) -> None:
    begin(house.folder)
    assert refused(house.run("demo", "--json", **setting)).startswith("The demonstration is for a server that only")
    assert house.python("from handinhand.ground.models import Person\nprint(Person.objects.count())") == "0\n"


def test_a_bind_that_answers_nobody_is_said(house: House) -> None:
    done = house.run("check", HANDINHAND_BIND="0.0.0.0")
    assert done.returncode == 1
    assert "HANDINHAND_BIND is '0.0.0.0'" in done.stdout


def test_a_screen_with_few_signs_is_no_reason_to_stop(house: House) -> None:
    house.python("")
    done = house.run("load-meeting", REAL, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("A new circle: ?Partnership Collaborative?.\n")


def test_whoever_reads_along_may_leave(house: House) -> None:
    house.python("")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [COMMAND, "load-meeting", REAL],
        env=house.environment,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def test_it_can_be_stopped_while_it_gets_ready(house: House) -> None:
    # A shell that runs the tests in the background has them ignore Ctrl and C, and they would hand that on.
    command = ["env", "--default-signal=INT", COMMAND, "serve"]
    starting = subprocess.Popen(
        command, env=house.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for((house.folder / "secret").exists, patience=60)
        starting.send_signal(signal.SIGINT)
        _, problem = starting.communicate(timeout=60)
    finally:
        starting.kill()
    assert problem == ""
    assert starting.returncode in {0, 130}
