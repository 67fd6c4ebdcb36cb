"""What stands around the house: its Makefile on a strange machine, and lock files that name no place."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tools.kept_true import addresses_in_locks

ROOT = Path(__file__).parent.parent


def make(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *words], cwd=folder, env={"PATH": "/usr/bin:/bin", **more}, capture_output=True, text=True, check=False
    )


def test_a_python_that_is_too_old_is_said_before_anything_is_made(tmp_path):
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    old = tmp_path / "old"
    old.mkdir()
    (old / "python3").write_text("#!/bin/sh\nexit 1\n")
    (old / "python3").chmod(0o755)
    done = make(tmp_path, "run", PATH=f"{old}:/usr/bin:/bin")
    assert done.returncode == 2
    assert done.stdout == "Hand in Hand needs Python 3.11 or newer.\n"
    assert not (tmp_path / ".venv").exists()


def test_a_venv_that_was_not_finished_is_made_anew(tmp_path):
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text("")
    told = tmp_path / "told"
    told.mkdir()
    (told / "python3").write_text('#!/bin/sh\ntest "$1" = -c || { echo "$@"; exit 1; }\n')
    (told / "python3").chmod(0o755)
    done = make(tmp_path, "run", PATH=f"{told}:/usr/bin:/bin")
    assert done.returncode == 2
    assert done.stdout.splitlines() == [
        "-m venv .venv",
        "Python came without its part 'venv'. On Debian: apt-get install python3-venv",
    ]


@pytest.mark.parametrize(("demo", "told"), [("no", "serve"), ("yes", "serve --demo"), ("", "serve --demo")])
def test_demo_is_yes_or_no(demo, told):
    done = make(ROOT, "--dry-run", "--old-file=.venv/ready", "run", f"DEMO={demo}")
    assert done.stdout.splitlines()[-1].rstrip().endswith(f"handinhand {told}")


def test_demo_is_nothing_else():
    done = make(ROOT, "--old-file=.venv/ready", "run", "DEMO=No")
    assert (done.returncode, done.stdout) == (2, "DEMO is 'No'. Write yes or no.\n")


def test_our_lock_files_hold_no_address():
    assert addresses_in_locks() == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://packages.example/simple",
        "--extra-index-url=http://packages.example",
        "-i packages.example",
        "--find-links /somewhere",
        "-f wheels",
        "--trusted-host packages.example",
        "django @ HTTPS://packages.example/django.whl",
        "django @ file:///somewhere/django.whl",
        "django @ ./django.whl",
        "-e git+ssh://git.example/django",
        "    # from http://packages.example/simple",
    ],
)
@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.in", "more-requirements.txt", "uv.lock"])
def test_an_address_in_a_lock_file_is_found_and_said(tmp_path, name, line):
    (tmp_path / name).write_text(f"asgiref==3.11.1 \\\n    --hash=sha256:abc\n{line}\n    # via -r requirements.in\n")
    assert addresses_in_locks(tmp_path) == [
        f"{name} line 3 holds an address. Make the lock file again as CONTRIBUTING.md says."
    ]
