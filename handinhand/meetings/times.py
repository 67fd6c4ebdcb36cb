"""Days and times as a circle lives them: in its own time zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class LeftOut(Exception):
    """A time that does not come: the clocks jump over it on that day."""


def at(day: date, clock: time, zone: str) -> datetime:
    """The moment of a day and a clock time; the first one where a clock shows it twice. Raises LeftOut."""
    moment = datetime.combine(day, clock.replace(second=0, microsecond=0), tzinfo=ZoneInfo(zone))
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise LeftOut
    return moment.astimezone(UTC)


def local(moment: datetime, zone: str) -> datetime:
    """A moment on the clocks of a zone."""
    return moment.astimezone(ZoneInfo(zone))


def say_day(moment: datetime, zone: str) -> str:
    """The day of a moment, such as "Thursday 3 December 2026"."""
    there = local(moment, zone)
    return _("%(weekday)s %(day)s") % {"weekday": date_format(there, "l"), "day": date_format(there, "DATE_FORMAT")}


def say_start(moment: datetime, zone: str) -> str:
    """When something begins, such as "Thursday 3 December 2026, 2 p.m."."""
    return _("%(day)s, %(start)s") % {
        "day": say_day(moment, zone),
        "start": date_format(local(moment, zone), "TIME_FORMAT"),
    }


def say_stretch(moment: datetime, zone: str, *, minutes: int) -> str:
    """When something is, such as "Thursday 3 December 2026, about 2 p.m. to 3:30 p.m."."""
    return _("%(day)s, about %(start)s to %(end)s") % {
        "day": say_day(moment, zone),
        "start": date_format(local(moment, zone), "TIME_FORMAT"),
        "end": date_format(local(moment + timedelta(minutes=minutes), zone), "TIME_FORMAT"),
    }


def say_minutes(minutes: int) -> str:
    """How long something takes."""
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes}
