"""Run the tests of the promises, and write down on which day they last passed, for the page that members read."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from handinhand.home.promises_checked import WRITTEN, version

ROOT = Path(__file__).parent.parent
PROMISES = ROOT / "tests" / "promises"


def passing(names: list[str]) -> list[str]:
    """The files of which every test passes just now."""
    passed = []
    for name in names:
        run = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-m", "not soak", str(PROMISES / name)]
        # Our own tests, by their own names.
        if subprocess.run(run, cwd=ROOT, check=False).returncode == 0:
            passed.append(name)
    return passed


def written(*, passed: list[str], names: list[str], today: date, before: Mapping[str, str]) -> str:
    """What is written down: today for what passed, the day of before for the rest, and nothing of what is gone."""
    days = {each: today.isoformat() if each in passed else before.get(each, "") for each in names}
    whole = version() if sorted(passed) == sorted(names) else ""
    kept = {"passed": {each: day for each, day in days.items() if day}, "version": whole}
    return f"{json.dumps(kept, indent=2, sort_keys=True)}\n"


def main() -> None:
    """Run them all, write it down, and say by the exit status whether all of them passed."""
    names = sorted(path.name for path in PROMISES.glob("test_*.py"))
    before = json.loads(WRITTEN.read_text())["passed"] if WRITTEN.exists() else {}
    started = datetime.now(UTC).date()
    passed = passing(names)
    WRITTEN.write_text(written(passed=passed, names=names, today=started, before=before))
    sys.exit(0 if passed == names else 1)


if __name__ == "__main__":
    main()
