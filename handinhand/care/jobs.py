"""Forgets what somebody sent to their person long ago: after 30 days each has their own words back, or none."""

import contextlib
import logging
import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from handinhand.care.actions.quiet import look_after
from handinhand.care.actions.support import clear_turned
from handinhand.care.queries.quiet import plans
from handinhand.ground.keys import SealBroken

LOOK_EVERY = 60.0 * 60
log = logging.getLogger(__name__)


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every hour, until `stop`."""
    while not stop.is_set():
        try:
            clear_turned(now=timezone.now())
            look_after_plans()
        except DatabaseError as problem:
            log.warning("What is old stays a while: the database did not answer (%s).", type(problem).__name__)
        finally:
            connections.close_all()
        stop.wait(LOOK_EVERY)


def look_after_plans() -> None:
    """Look at each plan for when somebody goes quiet, one by one, and leave no line about any of them."""
    for number in plans():
        # Whatever is in the way says so elsewhere; a line here would say whose turn it was.
        with contextlib.suppress(DatabaseError, SealBroken):
            look_after(number=number, now=timezone.now())
