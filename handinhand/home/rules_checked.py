"""What came of the last check of the rules for our pages, as `make standard` wrote it down beside this file.

What nobody wrote down, nobody claims: a rule that the file does not name, or names in a way we do not know, is unknown.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils.functional import Promise

from handinhand.home.promises_checked import version
from handinhand.home.rules_of_pages import SIX

WRITTEN = Path(__file__).with_name("rules_checked.json")


class Came(StrEnum):
    """What came of a rule."""

    HELD = "held"
    IN_PART = "held in part"
    NOT_HELD = "not held"
    ONLY_PEOPLE = "only people"
    NOT_YET = "not yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Told:
    """A rule in plain words, what came of it, on how many kinds of pages, and whether people have to say a part."""

    id: str
    says: str | Promise
    came: Came
    pages: int
    people: bool


@dataclass(frozen=True)
class Table:
    """All rules by principle, the day of the check if it is known, and whether nothing was changed since."""

    day: date | None
    is_this_version: bool
    principles: tuple[tuple[str | Promise, tuple[Told, ...]], ...]


def last_table(*, today: date, written: Path = WRITTEN) -> Table:
    """The last table; without a day where none was written, or a day that is yet to come."""
    try:
        kept = json.loads(written.read_text())
        day, rows = date.fromisoformat(kept["day"]), [*_read(kept["rules"])]
    except (OSError, ValueError, KeyError, TypeError):
        day, rows, kept = None, [], {}
    if day is None or day > today:
        day, rows = None, []
    principles = tuple(
        (principle.name, tuple(_told(rule, says, rows) for rule, says in principle.rules.items())) for principle in SIX
    )
    return Table(day, day is not None and kept.get("version") == version(), principles)


@dataclass(frozen=True)
class _Row:
    id: str
    check: str
    pages: int
    held: bool | None


def _read(rows: Any) -> Iterator[_Row]:
    """Each row as it was written; anything else is no table."""
    for each in rows:
        row = _Row(each["id"], each["check"], each["pages"], each["held"])
        if not isinstance(row.pages, int) or not (row.held is None or isinstance(row.held, bool)):
            raise TypeError
        yield row


def _told(rule: str, says: str | Promise, rows: list[_Row]) -> Told:
    """What was said of a rule by its rows; what only people can say stands apart."""
    mine = [each for each in rows if each.id == rule]
    looked = [each for each in mine if each.held is not None]
    pages = max((each.pages for each in looked if each.check == "page"), default=0)
    return Told(rule, says, _came(mine), pages, people=any(each.check == "people" for each in mine))


def _came(mine: list[_Row]) -> Came:
    """A rule held where everything but people looked and nothing found otherwise.

    It held in part where pages are left out, which are in a language without a measure.
    """
    program = [each.held for each in mine if each.check not in {"people", "unmeasured"}]
    if not mine:
        return Came.UNKNOWN
    if any(each.held is False for each in mine):
        return Came.NOT_HELD
    if all(each.check == "people" for each in mine):
        return Came.ONLY_PEOPLE
    if not program or None in program:
        return Came.NOT_YET
    return Came.IN_PART if any(each.check == "unmeasured" for each in mine) else Came.HELD
