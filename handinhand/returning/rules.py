"""When somebody can be let back in, as data and plain reasons."""

import hashlib
from datetime import datetime, timedelta

from handinhand.circles.models import Member
from handinhand.people.rules import DAY, HOUR, Limit
from handinhand.returning.models import Asked

WAITS = timedelta(days=2)
ASK_LASTS = timedelta(days=14)
KNOWN_BY = 2
ASKS_FROM = Limit(5, HOUR)
ASKS_IN_A_CIRCLE = Limit(20, DAY)
CODES_OF_A_MEMBER = Limit(10, HOUR)


class NoSuchAsk(Exception):
    """No open ask of this circle has this code."""


class NotTheirs(Exception):
    """It is not for whoever tries it: not their ask, not their place, or they are not in the circle now."""


class TooLate(Exception):
    """It was stopped, ended or done already, or its time is over."""


class NotYet(Exception):
    """Two people of the circle have not said so yet, or the two days are not over."""


def stop_kept_as(token: str) -> str:
    """What a link that stops an ask is kept as."""
    return hashlib.sha256(b"handinhand stop " + token.encode(errors="replace")).hexdigest()


def is_open(asked: Asked, now: datetime) -> bool:
    """Whether an ask can still lead to anything."""
    done = asked.stopped_at or asked.let_in_at or asked.ended_at
    return asked.of_id is not None and not done and asked.ends_at > now


def may_say_so(asked: Asked, by: Member) -> bool:
    """Whether a member may say that they know who asks.

    They were in the circle before the ask was made, so that nobody brings in a friend to say it with them; and it is
    not their own place.
    """
    here = by.circle_id == asked.circle_id and by.left_at is None
    return here and by.pk != asked.of_id and by.person_id != asked.asker_id and by.joined_at < asked.made_at
