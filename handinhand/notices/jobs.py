"""Sends letters beside the pages."""

import threading

from django.utils import timezone

from handinhand.ground.beside_pages import do_once
from handinhand.notices.actions import letter_queued, send_due

LOOK_EVERY = 10.0
NOTICE_STOP_WITHIN = 0.25


def run_forever(stop: threading.Event, wake: threading.Event = letter_queued) -> None:
    """Send what is due whenever `wake` is set, and every ten seconds for what other processes kept, until `stop`."""
    while not stop.is_set():
        wake.clear()
        do_once(lambda: send_due(now=timezone.now()), waits="Letters wait")
        _rest(stop, wake)


def _rest(stop: threading.Event, wake: threading.Event) -> None:
    for _ in range(int(LOOK_EVERY / NOTICE_STOP_WITHIN)):
        if wake.wait(NOTICE_STOP_WITHIN) or stop.is_set():
            return
