"""What a promise takes of whoever carries it: kept while it is open and has a day, and let go with its answer."""

from datetime import datetime

from django.urls import reverse

from handinhand.fairness.energy import one_day
from handinhand.people.actions import ask, close_asks, commit, release
from handinhand.people.choices import AskKind
from handinhand.promises.models import Promise
from handinhand.promises.rules import ANSWERING_TAKES, ASKING_RESTS, PROMISE_TAKES, is_nobodys


def begin_to_carry(promise: Promise, *, now: datetime) -> None:
    """Keep what a promise with a day takes of whoever made it or took it on."""
    if promise.by is not None and promise.by_when is not None:
        commit(
            of=promise.by.person,
            kind=AskKind.PROMISE,
            ref=promise.public_id,
            cost=PROMISE_TAKES,
            when=one_day(promise.by_when),
            now=now,
            circle=promise.circle,
        )


def carry_no_more(promise: Promise, *, now: datetime) -> None:
    """It is answered: it takes nothing of anybody any more, and nobody is asked what came of it."""
    if promise.by is not None:
        release(of=promise.by.person, kind=AskKind.PROMISE, ref=promise.public_id)
    close_asks(circle=promise.circle, kind=AskKind.CAME_OF, ref=promise.public_id, now=now)


def ask_what_came(promise: Promise, *, now: datetime) -> None:
    """Ask whoever carries a promise, through the one door, what came of it."""
    if promise.by is not None and not is_nobodys(promise):
        ask(
            of=promise.by.person,
            kind=AskKind.CAME_OF,
            ref=promise.public_id,
            cost=ANSWERING_TAKES,
            when=None,
            where=reverse("promises:promise", args=[promise.circle.public_id, promise.public_id]),
            now=now,
            circle=promise.circle,
            ends_at=now + ASKING_RESTS,
        )
