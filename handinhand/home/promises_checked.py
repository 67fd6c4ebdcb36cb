"""When the tests of the promises last passed, and whether that was on this very version.

`make promises` runs them and writes it down beside this file. What nobody wrote down, nobody claims.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
WRITTEN = Path(__file__).with_name("promises_checked.json")
# What people meet: code, pages, looks and their translations.
KINDS = frozenset({".py", ".html", ".css", ".js", ".mo"})


@dataclass(frozen=True)
class Passed:
    """The day on which all tests of a promise last passed, if it is known, and whether nothing was changed since."""

    day: date | None = None
    is_this_version: bool = False


@cache
def version(package: Path = PACKAGE) -> str:
    """What this version is: another as soon as any of it is."""
    whole = sha256()
    for path in sorted(each for each in package.rglob("*") if each.suffix in KINDS):
        whole.update(f"{path.relative_to(package).as_posix()}\0".encode() + sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def last_passed(tests: Iterable[str], *, today: date, written: Path = WRITTEN) -> Passed:
    """When these tests last passed, all of them; unknown where that was not written, or where a day is yet to come."""
    try:
        kept = json.loads(written.read_text())
        days = [date.fromisoformat(kept["passed"][each]) for each in tests]
    except (OSError, ValueError, KeyError, TypeError):
        return Passed()
    if not days or max(days) > today:
        return Passed()
    return Passed(min(days), is_this_version=kept.get("version") == version())
