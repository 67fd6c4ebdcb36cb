"""How somebody was over time as one calm picture: a row for each day, and in it what they chose or that they wrote.

It measures nothing: no day is above another, and days without anything are not in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from handinhand.care.choices import Weather
from handinhand.care.models import CheckIn
from handinhand.ui.icons import LINES

MOST_DAYS, IN_A_ROW = 42, 6
WIDE, TALL, DATE_WIDE, STEP = 320, 40, 92, 38
WRITTEN = "plan"
SAFE_LINES = {name: mark_safe(LINES[name]) for name in (*Weather.values, WRITTEN)}  # noqa: S308 - our own drawings


@dataclass(frozen=True)
class Drawn:
    """One drawing at its place."""

    lines: SafeString
    x: int


@dataclass(frozen=True)
class Row:
    """One day, or the rest of a day that has many."""

    day: str
    date_x: int
    middle: int
    top: int
    drawn: list[Drawn]


@dataclass(frozen=True)
class Calm:
    """The picture: its size, what it says to whoever hears it, and its rows."""

    wide: int
    tall: int
    says: str
    rows: list[Row]


def calm_picture(check_ins: Sequence[CheckIn]) -> Calm | None:
    """The picture of what somebody said, the newest first; nothing where there is nothing."""
    if not check_ins:
        return None
    turned = get_language_bidi()
    rows: list[Row] = []
    said: list[str] = []
    days = [(day, list(found)) for day, found in groupby(check_ins, key=_day_of)]
    for day, found in days[:MOST_DAYS]:
        names = [each.picture or WRITTEN for each in reversed(found)]
        said.append(f"{day}: {', '.join(_word(each) for each in names)}")
        for start in range(0, len(names), IN_A_ROW):
            rows.append(_row("" if start else day, names[start : start + IN_A_ROW], len(rows), turned=turned))
    return Calm(WIDE, TALL * len(rows), ". ".join(said), rows)


def _day_of(check_in: CheckIn) -> str:
    return date_format(check_in.at.astimezone(ZoneInfo(check_in.circle.time_zone)), "SHORT_DATE_FORMAT")


def _word(name: str) -> str:
    return _("in words") if name == WRITTEN else str(Weather(name).label)


def _row(day: str, names: Sequence[str], number: int, *, turned: bool) -> Row:
    places = [DATE_WIDE + STEP * each for each in range(len(names))]
    drawn = [
        Drawn(SAFE_LINES[name], WIDE - place - STEP if turned else place)
        for name, place in zip(names, places, strict=True)
    ]
    top = TALL * number
    return Row(day, date_x=WIDE if turned else 0, middle=top + TALL // 2 + 5, top=top + (TALL - 24) // 2, drawn=drawn)
