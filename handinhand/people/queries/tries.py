"""How often something was tried; nothing is written by looking."""

from datetime import datetime, timedelta

from handinhand.people.models import Tries
from handinhand.people.rules import stretch_of, tries_key


def has_tries(*, what: str, limit: int, stretch: timedelta, now: datetime) -> bool:
    """Whether `what` can be tried once more in this stretch."""
    tried = Tries.objects.filter(what=tries_key(what), stretch=stretch_of(now, stretch), count__gte=limit)
    return not tried.exists()
