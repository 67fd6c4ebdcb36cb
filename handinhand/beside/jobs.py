"""Looks for somebody beside whoever wishes it before a meeting, and forgets what is over."""

import logging
import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from handinhand.beside.actions import clear_old, draw_all_due

LOOK_EVERY = 60.0 * 15
log = logging.getLogger(__name__)


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every quarter of an hour, until `stop`."""
    while not stop.is_set():
        try:
            now = timezone.now()
            clear_old(now=now)
            draw_all_due(now=now)
        except DatabaseError as problem:
            log.warning("Somebody beside somebody waits: the database did not answer (%s).", type(problem).__name__)
        finally:
            connections.close_all()
        stop.wait(LOOK_EVERY)
