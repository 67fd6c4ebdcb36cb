"""`handinhand check` says what does not fit, and the fix, and is quiet when all is well."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from handinhand.config.readiness import Finding, all_findings, findings_before_serving
from handinhand.ground.keeping import ensure_key
from handinhand.ground.keys import keyring, new_line, write_lines
from handinhand.ground.models import Person
from handinhand.notices.actions import queue_letter, send_due
from tests.ground.house import House

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def well(db: None, settings, tmp_path: Path) -> Iterator[Path]:
    """A server on which nothing has to be mended."""
    settings.DATA = tmp_path
    settings.KEY_FILE = str(tmp_path / "key")
    settings.DEFAULT_FROM_EMAIL = "post@circle.example"
    write_lines(tmp_path / "key", [new_line()])
    ensure_key(create=True)
    yield tmp_path
    keyring.cache_clear()


@pytest.fixture
def in_the_open(well: Path, settings) -> None:
    settings.HOSTS = ["circle.example"]
    settings.IN_THE_OPEN = settings.BEHIND_PROXY = True
    settings.PUBLIC_ADDRESS = "https://circle.example"
    settings.RESPONSIBLE_NAME = "Harbour Voices"
    settings.RESPONSIBLE_CONTACT = "post@circle.example"
    settings.RESPONSIBLE_COUNTRY = "United Kingdom"


def faults(now: datetime | None = None) -> list[str]:
    return [finding.text for finding in all_findings(now=now or timezone.now()) if finding.is_fault]


def notes() -> list[str]:
    return [finding.text for finding in all_findings(now=timezone.now()) if not finding.is_fault]


def test_a_server_that_is_well_has_nothing_to_say(well: Path) -> None:
    assert all_findings(now=timezone.now()) == []


def test_a_server_in_the_open_that_is_well_has_nothing_to_say(in_the_open: None) -> None:
    assert all_findings(now=timezone.now()) == []


@pytest.mark.parametrize("name", ["RESPONSIBLE_NAME", "RESPONSIBLE_CONTACT", "RESPONSIBLE_COUNTRY"])
def test_in_the_open_somebody_answers_for_it(in_the_open: None, settings, name: str) -> None:
    setattr(settings, name, "")
    [fault] = faults()
    assert f"HANDINHAND_{name} is empty" in fault


def test_on_this_machine_alone_nobody_has_to_be_named(well: Path, settings) -> None:
    settings.RESPONSIBLE_NAME = ""
    assert faults() == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PUBLIC_ADDRESS", "circle.example", "Write a full address"),
        ("PUBLIC_ADDRESS", "https://", "Write a full address"),
        ("PUBLIC_ADDRESS", "https://circle.example/somewhere", "Write a full address"),
        ("PUBLIC_ADDRESS", "http://circle.example", "Use https:"),
        ("PUBLIC_ADDRESS", "https://other.example", "not in HANDINHAND_HOSTS"),
        ("PUBLIC_ADDRESS", "https://[", "Write a full address"),
        ("HOSTS", ["circle.example", "*"], "host names alone"),
        ("HOSTS", ["circle.example", "https://circle.example"], "host names alone"),
        ("NEUTRAL_SITE", "http://weather.example", "HANDINHAND_NEUTRAL_SITE"),
        ("NEUTRAL_SITE", "", "HANDINHAND_NEUTRAL_SITE"),
        ("NEUTRAL_SITE", "https://circle.example/about", "it names this server"),
        ("NEUTRAL_SITE", "https://weather.example/?from=circle", "Leave out what stands after '?'"),
        ("DEFAULT_FROM_EMAIL", "Hand in Hand", "HANDINHAND_MAIL_FROM is 'Hand in Hand'"),
        ("DEFAULT_FROM_EMAIL", "post@circle@example", "HANDINHAND_MAIL_FROM"),
        ("RETURN_ADDRESS", "Bounces", "HANDINHAND_BOUNCES is 'Bounces'"),
        ("RETURN_ADDRESS", "bounces+here@circle.example", "HANDINHAND_BOUNCES"),
        ("RETURN_ADDRESS", f"{'b' * 21}@circle.example", "at most 20 before the @"),
        ("EMAIL_PORT", 465, "HANDINHAND_MAIL_PORT is 465"),
        ("TIME_ZONE", "Nowhere/Here", "tzdata"),
    ],
)
def test_a_setting_that_does_not_fit_is_said(in_the_open: None, settings, name: str, value: object, said: str) -> None:
    setattr(settings, name, value)
    [fault] = faults()
    assert said in fault


def test_a_data_folder_that_is_no_folder_is_said(well: Path, settings) -> None:
    (well / "file").write_text("")
    settings.DATA = well / "file"
    assert any("Nothing can be written to the data folder" in fault for fault in faults())


def test_a_key_that_others_can_read_is_said_with_the_command_that_mends_it(well: Path) -> None:
    (well / "key").chmod(0o640)
    assert faults() == [f"Others on this machine can read {well / 'key'}. Run: chmod 600 {well / 'key'}"]
    (well / "key").chmod(0o600)
    assert faults() == []


def test_another_key_is_said(well: Path) -> None:
    write_lines(well / "key", [new_line()])
    [fault] = faults()
    assert "does not open this database" in fault


def test_no_key_is_said(well: Path) -> None:
    (well / "key").unlink()
    keyring.cache_clear()
    [fault] = faults()
    assert "There is no key to read" in fault


def test_a_change_of_key_that_was_not_finished_is_said(well: Path) -> None:
    lines = (well / "key").read_text().splitlines(keepends=True)[1:]
    write_lines(well / "key", [new_line(), *lines])
    [fault] = faults()
    assert "rotate-key" in fault


def test_no_mail_is_a_note_with_what_does_not_work(well: Path, settings) -> None:
    settings.EMAIL_HOST = ""
    [note] = notes()
    assert "signing in by e-mail does not work" in note
    assert faults() == []


def test_letters_that_could_not_be_sent_are_counted(well: Path, settings, now: datetime) -> None:
    settings.EMAIL_HOST = ""
    queue_letter(to="tom@example.org", subject="Hello", body="Hello", now=now)
    send_due(now=now)
    settings.EMAIL_HOST = "mail.example"
    assert notes() == ["Letters that could not be sent in the last 30 days: 1. Look at the HANDINHAND_MAIL settings."]


@pytest.mark.parametrize("away", [timedelta(days=-3650), timedelta(days=-1)])
def test_a_clock_that_stands_before_what_happened_is_said(well: Path, away: timedelta) -> None:
    now = timezone.now()
    Person.objects.create(began_at=now)
    assert any("which cannot be" in fault for fault in faults(now + away))


def test_a_finding_says_whether_it_has_to_be_mended() -> None:
    assert str(Finding("Mend this.")) == "Mend this."
    assert str(Finding("Know this.", is_fault=False)) == "Note: Know this."


def test_what_is_read_before_serving_asks_no_database(well: Path, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert findings_before_serving() == []


def test_the_command_says_all_is_well(well: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check")
    assert capsys.readouterr().out == "All is well.\n"


def test_the_command_says_every_finding_on_its_line(
    in_the_open: None, settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.RESPONSIBLE_NAME = settings.EMAIL_HOST = ""
    with pytest.raises(SystemExit) as ended:
        call_command("check")
    assert ended.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "HANDINHAND_RESPONSIBLE_NAME" in lines[0]
    assert lines[1].startswith("Note: ")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with House(tmp_path / "house") as made:
        yield made


def test_a_fresh_machine_is_well(house: House) -> None:
    done = house.run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("All is well.\n")


@pytest.mark.parametrize(
    ("name", "value", "status", "said"),
    [
        ("PORT", "many", 2, "whole number"),
        ("HANDINHAND_BEHIND_PROXY", "maybe", 2, "Write 'yes' or 'no'"),
        ("DATA", "/proc/nowhere", 2, "Nothing can be kept in the data folder"),
        ("HANDINHAND_DATABASE", "postgresql://nobody@127.0.0.1:1/none", 1, "The database does not answer"),
        ("HANDINHAND_DATABASE", "nonsense", 2, "HANDINHAND_DATABASE"),
        ("HANDINHAND_HOSTS", "circle.example", 1, "HANDINHAND_RESPONSIBLE_NAME is empty"),
    ],
)
def test_what_does_not_fit_is_said_without_a_traceback(
    house: House, name: str, value: str, status: int, said: str
) -> None:
    done = house.run("check", **{name: value})
    assert done.returncode == status
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
