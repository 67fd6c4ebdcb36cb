"""The only writers of calendars: what stands there, and the secret address it is fetched from."""

from datetime import datetime

from django.db import transaction

from handinhand.calendars.models import Calendar
from handinhand.calendars.rules import FETCHES, GUESSES_FROM, address_kept_as, new_secret
from handinhand.ground.models import Person
from handinhand.people.actions import count_try


class AskedTooOften(Exception):
    """An address was asked for very often lately; nothing was looked at."""


@transaction.atomic
def calendar_for(*, by: Person, now: datetime) -> Calendar:
    """Somebody's calendar, made with neutral words at the first time, and held until this change is through."""
    given = {"seed": new_secret(), "called": "", "changed_at": now}
    Calendar.objects.get_or_create(person=by, defaults=given)
    return Calendar.objects.select_for_update().get(person=by)


@transaction.atomic
def choose(*, by: Person, called: str, shows_place: bool, shows_name: bool, now: datetime) -> None:
    """Choose what stands in one's calendar; entries that are there already change with it."""
    calendar = calendar_for(by=by, now=now)
    chosen = (called, shows_place, shows_name)
    if chosen == (calendar.called, calendar.shows_place, calendar.shows_name):
        return
    calendar.called, calendar.shows_place, calendar.shows_name = chosen
    calendar.revision += 1
    calendar.changed_at = now
    calendar.save(update_fields=["called", "shows_place", "shows_name", "revision", "changed_at"])


@transaction.atomic
def make_address(*, by: Person, now: datetime) -> str:
    """A new secret address; it is told this once, and the one before works no longer."""
    calendar = calendar_for(by=by, now=now)
    secret = new_secret()
    calendar.address_hash, calendar.address_made_at = address_kept_as(secret), now
    calendar.save(update_fields=["address_hash", "address_made_at"])
    return secret


@transaction.atomic
def switch_off(*, by: Person) -> None:
    """Let the address open nothing any more; doing it twice is doing it once."""
    Calendar.objects.filter(person=by).update(address_hash=None, address_made_at=None)


def count_fetch(*, calendar: Calendar | None, where: str, now: datetime) -> None:
    """Count one fetch of a calendar, or one address that opens nothing; raises AskedTooOften."""
    limit, what = (FETCHES, f"calendar {calendar.public_id}") if calendar else (GUESSES_FROM, f"calendar from {where}")
    if not count_try(what=what, limit=limit.times, stretch=limit.stretch, now=now):
        raise AskedTooOften
