"""Forgets what somebody sent to their person long ago: after 30 days each has their own words back, or none."""

import logging
import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from handinhand.care.actions.support import clear_turned

LOOK_EVERY = 60.0 * 60
log = logging.getLogger(__name__)


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every hour, until `stop`."""
    while not stop.is_set():
        try:
            clear_turned(now=timezone.now())
        except DatabaseError as problem:
            log.warning("What is old stays a while: the database did not answer (%s).", type(problem).__name__)
        finally:
            connections.close_all()
        stop.wait(LOOK_EVERY)
