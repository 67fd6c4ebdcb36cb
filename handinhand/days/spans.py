"""Stretches of time that do not suit: a weekday or one date, all day or from and until a time on the clock."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from handinhand.ground.models import new_public_id

# How much of a meeting is looked at: its length is not known before there is a plan.
LOOKED_AT = timedelta(hours=2)


@dataclass(frozen=True)
class Span:
    """One weekday or one date, as a whole or in part; `note` is its owner's and goes nowhere else."""

    weekday: int | None = None
    day: date | None = None
    start: time | None = None
    end: time | None = None
    note: str = ""
    ident: str = field(default_factory=new_public_id)

    def touches(self, moment: datetime, zone: str) -> bool:
        """Whether something that begins at a moment falls on this, on the clocks of a zone."""
        begins = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        ends = begins + LOOKED_AT
        return any(self._meets(day, begins, ends) for day in {begins.date(), ends.date()})

    def _meets(self, day: date, begins: datetime, ends: datetime) -> bool:
        if day != self.day and day.weekday() != self.weekday:
            return False
        start = datetime.combine(day, self.start or time.min)
        end = datetime.combine(day, self.end) if self.end else datetime.combine(day, time.min) + timedelta(days=1)
        return start < ends and begins < end

    @property
    def when(self) -> tuple[int | None, date | None, time | None, time | None]:
        """The stretch itself, without what its owner noted."""
        return self.weekday, self.day, self.start, self.end

    def __str__(self) -> str:
        """The stretch in words, such as "every Friday, from 3 p.m."."""
        if self.day is not None:
            day = date_format(self.day, "DATE_FORMAT")
        else:
            day = _("Every %(weekday)s") % {"weekday": WEEKDAYS[self.weekday or 0]}
        start, end = (time_format(each, "TIME_FORMAT") if each else "" for each in (self.start, self.end))
        given = {"day": day, "start": start, "end": end}
        if start and end:
            return _("%(day)s, from %(start)s to %(end)s") % given
        if start:
            return _("%(day)s, from %(start)s") % given
        return _("%(day)s, until %(end)s") % given if end else day


def written(spans: Iterable[Span]) -> str:
    """Stretches as they are kept."""
    return json.dumps([asdict(each) for each in spans], default=lambda each: each.isoformat())


def read(kept: str) -> list[Span]:
    """Stretches that were kept."""
    return [
        Span(
            weekday=each["weekday"],
            day=date.fromisoformat(each["day"]) if each["day"] else None,
            start=time.fromisoformat(each["start"]) if each["start"] else None,
            end=time.fromisoformat(each["end"]) if each["end"] else None,
            note=each["note"],
            ident=each["ident"],
        )
        for each in json.loads(kept or "[]")
    ]


def without_owners(lists: Iterable[Sequence[Span]]) -> list[Span]:
    """Several people's stretches as one, each once and in an order that tells nothing of whose they are."""
    seen = {each.when: Span(*each.when, ident="") for spans in lists for each in spans}
    return sorted(seen.values(), key=str)
