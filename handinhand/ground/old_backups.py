"""Which back-ups of a folder stay: some of each age, and none that is older than people were told.

Grandfather-father-son rotation: the newest of each of the last days, and the newest of each of the last weeks. Nothing
is kept longer, because words that were taken back are still in old back-ups.
"""

import re
from collections.abc import Hashable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

DAYS = 7
WEEKS = 4
FORM = "handinhand-%Y%m%d-%H%M%S.gz"
OURS = re.compile(r"handinhand-\d{8}-\d{6}\.gz")


def name_for(now: datetime) -> str:
    """The name of a back-up made now; names sort as their times do."""
    return now.astimezone(UTC).strftime(FORM)


def made_at(name: str) -> datetime | None:
    """When a back-up was made, by its name; nothing when the name is not one that `name_for` gives."""
    if not OURS.fullmatch(name):
        return None
    try:
        return datetime.strptime(name, FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


def to_keep(names: Iterable[str], *, now: datetime) -> set[str]:
    """Those that stay: the newest of each of seven days and of each of four weeks, counted back from `now`.

    A name with a time that is still to come stays too: the clock was wrong once, and nobody can say when.
    """
    today = now.astimezone(UTC).date()
    stays: dict[Hashable, str] = {}
    for name in sorted(names):
        made = made_at(name)
        if made is None:
            continue
        age = (today - made.date()).days
        if age < 0:
            stays[name] = name
        if 0 <= age < DAYS:
            stays["day", made.date()] = name
        if age >= 0 and _monday(today) - _monday(made.date()) < timedelta(weeks=WEEKS):
            stays["week", _monday(made.date())] = name
    return set(stays.values())


def clear_folder(folder: Path, *, now: datetime) -> list[str]:
    """Remove the back-ups of a folder that need not stay; returns their names. Nothing else in it is touched."""
    ours = {path.name for path in folder.iterdir() if path.is_file() and made_at(path.name) is not None}
    old = sorted(ours - to_keep(ours, now=now))
    for name in old:
        (folder / name).unlink(missing_ok=True)
    return old


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
