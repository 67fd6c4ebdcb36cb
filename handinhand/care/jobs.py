"""Keeps up with what is at hand in meetings, looks after plans, and forgets what was asked a while ago."""

import contextlib
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.utils import timezone

from handinhand.care.actions import clear_for_tomorrow, keep_all_at_hand
from handinhand.care.actions.persons import clear_put_away
from handinhand.care.actions.quiet import look_after
from handinhand.care.actions.support import clear_turned
from handinhand.care.queries.quiet import plans
from handinhand.ground.beside_pages import keep_doing

LOOK_EVERY = 60.0 * 60


def look_after_plans(*, now: datetime) -> None:
    """Look at each plan for when somebody goes quiet, one by one, and leave no line about any of them."""
    for number in plans():
        # Whatever is in the way says so elsewhere; a line here would say whose turn it was.
        with contextlib.suppress(Exception):
            look_after(number=number, now=now)


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every hour, until `stop`."""
    works = (clear_turned, clear_put_away, keep_all_at_hand, clear_for_tomorrow, look_after_plans)
    each = [partial(_now, work) for work in works]
    keep_doing(*each, every=LOOK_EVERY, waits="What is old stays a while", stop=stop)


def _now(work: Callable[..., object]) -> None:
    work(now=timezone.now())
