"""Writes entries as calendars read them (RFC 5545): without people, in UTC so that every clock shows them right."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneStandard

# Says what wrote the file, as the standard asks; it names neither this place nor what it is for.
MADE_BY = "-//calendar//EN"
TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """One meeting as a calendar shows it; `words` and `place` are empty unless their owner chose otherwise."""

    uid: str
    called: str
    begins: datetime
    minutes: int
    sequence: int
    changed_at: datetime
    is_called_off: bool = False
    words: str = ""
    place: str = ""


def uid_of(*, seed: str, meeting: str) -> str:
    """A name for an entry that stays, and that tells neither whose it is nor which meeting two people share."""
    made = hashlib.sha256(f"{seed} {meeting}".encode()).digest()
    return str(uuid.UUID(bytes=made[:16], version=4))


def written(entries: Sequence[Entry]) -> bytes:
    """A whole calendar. One without entries holds the name of its time zone, because a calendar holds something."""
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for each in entries:
        calendar.add_component(_event(each))
    if not entries:
        calendar.add_component(_utc())
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry) -> Event:
    event = Event()
    begins = entry.begins.astimezone(UTC).replace(microsecond=0)
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=max(entry.minutes, 1)))
    event.add("summary", entry.called)
    event.add("status", "CANCELLED" if entry.is_called_off else "CONFIRMED")
    event.add("class", "PRIVATE")
    if entry.words:
        event.add("description", entry.words)
    if entry.place:
        event.add("location", entry.place)
    return event


def _utc() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - a time zone says when it began on its own clocks
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone
