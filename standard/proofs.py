"""Runs the tests that prove rules of flows and code, and says which of them held."""

import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent
# In seconds. What did not end by then did not hold.
LONGEST = 600


def held(tests: Iterable[str], *, side_by_side: int) -> dict[str, bool]:
    """Which of these tests held; one that did not run did not. With parameters, all of them have to."""
    wanted = sorted(set(tests))
    if not wanted:
        return {}
    with TemporaryDirectory() as folder:
        told = Path(folder) / "told.xml"
        run = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            str(side_by_side),
            "--dist",
            "loadfile",
            "--no-loadscope-reorder",
            f"--junitxml={told}",
        ]
        # Our own tests, by their own names.
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(
                [*run, "-m", "not soak", *wanted], cwd=ROOT, check=False, stdout=subprocess.DEVNULL, timeout=LONGEST
            )
        ran = _ran(told) if told.exists() else {}
    return {each: bool(ran.get(each)) and all(ran[each]) for each in wanted}


def _ran(told: Path) -> dict[str, list[bool]]:
    """Each test by its name without parameters, and whether it held each time."""
    found: dict[str, list[bool]] = {}
    # Written a moment ago by our own run of pytest.
    for case in ElementTree.parse(told).iter("testcase"):  # noqa: S314
        name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name', '').partition('[')[0]}"
        found.setdefault(name, []).append(not list(case))
    return found
