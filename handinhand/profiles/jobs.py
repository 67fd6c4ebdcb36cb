"""Keeps up with who will be at a meeting with whom: a meeting that nobody opened or closed is over by itself."""

import logging
import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from handinhand.profiles.actions import keep_all_company

LOOK_EVERY = 60.0 * 60
log = logging.getLogger(__name__)


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every hour, until `stop`."""
    while not stop.is_set():
        try:
            keep_all_company(now=timezone.now())
        except DatabaseError as problem:
            log.warning("Who meets whom stays as it was: the database did not answer (%s).", type(problem).__name__)
        finally:
            connections.close_all()
        stop.wait(LOOK_EVERY)
