"""Sends letters beside the pages."""

import logging
import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from handinhand.notices.actions import letter_queued, send_due

LOOK_EVERY = 10.0
NOTICE_STOP_WITHIN = 0.25
log = logging.getLogger(__name__)


def run_forever(stop: threading.Event, wake: threading.Event = letter_queued) -> None:
    """Send what is due whenever `wake` is set, and every ten seconds for what other processes kept, until `stop`."""
    while not stop.is_set():
        wake.clear()
        try:
            send_due(now=timezone.now())
        except DatabaseError as problem:
            log.warning("Letters wait: the database did not answer (%s).", type(problem).__name__)
        finally:
            # An idle sender holds nothing that a page could need.
            connections.close_all()
        _rest(stop, wake)


def _rest(stop: threading.Event, wake: threading.Event) -> None:
    for _ in range(int(LOOK_EVERY / NOTICE_STOP_WITHIN)):
        if wake.wait(NOTICE_STOP_WITHIN) or stop.is_set():
            return
