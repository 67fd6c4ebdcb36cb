"""The shipped service files: what they run is what there is, and systemd can read them."""

import configparser
import shlex
import subprocess
from pathlib import Path

import pytest

from handinhand.ground.old_backups import made_at
from tests.ground.house import COMMAND, House

DEPLOY = Path(__file__).parent.parent.parent / "deploy"
UNITS = ("handinhand.service", "handinhand-backup.service", "handinhand-backup.timer")
GROUP = "from django.utils import timezone; from tests.cast import Circle, make_group"
INSTALLED = "/opt/handinhand/.venv/bin/handinhand"


def command_of(unit: str) -> list[str]:
    """What a unit runs, word by word."""
    read = configparser.RawConfigParser(strict=False)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(DEPLOY / unit)
    return shlex.split(read["Service"]["ExecStart"])


def settings_of(path: Path) -> dict[str, str]:
    """The settings of an environment file, as systemd reads them."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    read = dict(line.split("=", 1) for line in lines)
    return {name: shlex.split(value)[0] for name, value in read.items()}


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_can_read_it(tmp_path: Path, unit: str) -> None:
    """Once the command is where the unit says, systemd has nothing to say about it."""
    for name in UNITS:
        (tmp_path / name).write_text((DEPLOY / name).read_text().replace(INSTALLED, str(COMMAND)))
    read = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", tmp_path / unit],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    ours = [line for line in read.stderr.splitlines() if "handinhand" in line]
    assert ours == []
    assert read.returncode == 0, read.stderr


def test_the_server_can_do_little_else_on_the_machine(tmp_path: Path) -> None:
    """systemd's own measure, from 0 (nothing) to 10 (everything)."""
    read = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=20", DEPLOY / "handinhand.service"],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert read.returncode == 0, read.stdout[-200:]


def test_the_settings_make_a_server_in_the_open_that_has_nothing_to_mend(tmp_path: Path) -> None:
    settings = settings_of(DEPLOY / "handinhand.env")
    with House(tmp_path / "data") as house:
        house.environment |= {**settings, "DATA": str(tmp_path / "data")}
        house.python("")
        said = house.run("check")
    assert "All is well." in said.stdout, said.stdout
    assert said.returncode == 0


def test_the_nightly_command_makes_a_back_up_that_can_be_brought_back(tmp_path: Path) -> None:
    program, *words, folder = command_of("handinhand-backup.service")
    assert (program, words) == (INSTALLED, ["backup"])
    backups = tmp_path / folder.removeprefix("/")
    backups.mkdir(parents=True)
    with House(tmp_path / "data") as house:
        house.python(f"{GROUP}; make_group(name='Lantern', now=timezone.now())")
        done = house.run(*words, backups)
        assert done.returncode == 0, done.stderr
        [made] = [path for path in backups.iterdir() if made_at(path.name)]
        assert made.stat().st_mode & 0o077 == 0
        house.python(f"{GROUP}; [circle] = Circle.objects.all(); circle.name = 'Renamed since'; circle.save()")
        assert house.run("restore", made).returncode == 0
        assert house.python(f"{GROUP}; print(Circle.objects.get().name)").strip() == "Lantern"


def test_the_server_is_started_with_the_command_that_there_is(tmp_path: Path) -> None:
    program, *words = command_of("handinhand.service")
    assert (program, words) == (INSTALLED, ["serve"])
    with House(tmp_path / "data") as house:
        assert "Get everything ready and serve." in house.run(*words, "--help").stdout
