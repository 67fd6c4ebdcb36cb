"""On which days a meeting comes again: the hour on the clock stays, and what is left out is said."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handinhand.meetings import times
from handinhand.meetings.choices import Every

WEEKS = {Every.WEEK: 1, Every.TWO_WEEKS: 2}
# As far as a fifth weekday or a 31st is looked for, so that the looking ends.
MONTHS_AHEAD = 60


@dataclass(frozen=True)
class Again:
    """The moments at which a meeting comes again, and a sentence for each day that is left out."""

    moments: list[datetime] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def again(starts_at: datetime, zone: str, *, every: Every, many: int, after: datetime, until: datetime) -> Again:
    """The next `many` moments after one, each at the same hour on the clocks of a zone, not before `after`."""
    first = times.local(starts_at, zone)
    found = Again()
    for day, missing in _days(first.date(), every):
        if len(found.moments) == many or datetime.combine(day, first.time(), tzinfo=first.tzinfo) > until:
            break
        if missing:
            if day > after.date():
                found.left_out.append(missing)
            continue
        try:
            moment = times.at(day, first.time(), zone)
        except times.LeftOut:
            given = {"day": date_format(day, "DATE_FORMAT")}
            found.left_out.append(
                _("On %(day)s the clocks go forward over this time, so that day is left out.") % given
            )
            continue
        if moment > after:
            found.moments.append(moment)
    return found


def _days(first: date, every: Every) -> Iterator[tuple[date, str]]:
    """The days after the first one; a sentence stands where there is no such day in a month."""
    if every in WEEKS:
        step = timedelta(weeks=WEEKS[every])
        for number in range(1, MONTHS_AHEAD * 5):
            yield first + step * number, ""
        return
    for number in range(1, MONTHS_AHEAD):
        months = first.month - 1 + number
        year, month = first.year + months // 12, months % 12 + 1
        last = monthrange(year, month)[1]
        day = first.day if every == Every.MONTH_BY_DATE else _same_weekday(first, year, month)
        if day <= last:
            yield date(year, month, day), ""
        else:
            yield date(year, month, last), _missing(first, every, year, month)


def _same_weekday(first: date, year: int, month: int) -> int:
    """The day of a month that is its first, second … weekday as `first` is of its own; beyond the month if none is."""
    opens_on = date(year, month, 1).weekday()
    return 1 + (first.weekday() - opens_on) % 7 + (first.day - 1) // 7 * 7


def _missing(first: date, every: Every, year: int, month: int) -> str:
    given = {"month": MONTHS[month], "year": year, "weekday": WEEKDAYS[first.weekday()], "date": first.day}
    if every == Every.MONTH_BY_DATE:
        return _("%(month)s %(year)s has no day %(date)s, so that month is left out.") % given
    return _("%(month)s %(year)s has no fifth %(weekday)s, so that month is left out.") % given
