"""Forgets what is old beside the pages: its time is over whether or not anybody comes."""

import logging
import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from handinhand.people.actions import clear_old

LOOK_EVERY = 60.0 * 60
log = logging.getLogger(__name__)


def run_forever(stop: threading.Event) -> None:
    """Clear at once and then every hour, until `stop`."""
    while not stop.is_set():
        try:
            clear_old(now=timezone.now())
        except DatabaseError as problem:
            log.warning("What is old stays a while: the database did not answer (%s).", type(problem).__name__)
        finally:
            connections.close_all()
        stop.wait(LOOK_EVERY)
