"""Counting tries, for all processes together."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from handinhand.people.models import Tries
from handinhand.people.rules import Limit, stretch_of, tries_key

TRIES_KEPT = timedelta(days=2)


@transaction.atomic(savepoint=False)
def count_try(*, what: str, limit: int, stretch: timedelta, now: datetime) -> bool:
    """Count one try of `what`; False when there were `limit` in this stretch (a day at most) already.

    One UPDATE counts and checks, so processes that count at the same moment never let one more through.
    """
    here = Tries.objects.filter(what=tries_key(what), stretch=stretch_of(now, stretch))
    if here.filter(count__lt=limit).update(count=F("count") + 1):
        return True
    try:
        with transaction.atomic():
            Tries.objects.create(what=tries_key(what), stretch=stretch_of(now, stretch), count=1)
    except IntegrityError:
        return bool(here.filter(count__lt=limit).update(count=F("count") + 1))
    _clear_tries_hourly(now)
    return limit > 0


@transaction.atomic(savepoint=False)
def give_back_try(*, what: str, stretch: timedelta, now: datetime) -> None:
    """Take one try off the count: it was right, and only wrong ones are limited."""
    here = Tries.objects.filter(what=tries_key(what), stretch=stretch_of(now, stretch), count__gt=0)
    here.update(count=F("count") - 1)


def _clear_tries_hourly(now: datetime) -> None:
    """Remove what was counted days ago; once an hour, because looking for it reads the whole table."""
    hour = stretch_of(now, timedelta(hours=1))
    _row, first = Tries.objects.get_or_create(what="cleared", stretch=hour)
    if first:
        clear_tries(now=now)


@transaction.atomic
def clear_tries(*, now: datetime) -> None:
    """Remove what was counted days ago."""
    Tries.objects.filter(stretch__lt=now - TRIES_KEPT).delete()


def within(*, limit: Limit, what: str, now: datetime) -> bool:
    """Count one try of `what` against a limit of this part."""
    return count_try(what=what, limit=limit.times, stretch=limit.stretch, now=now)
