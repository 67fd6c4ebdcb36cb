"""Looks for somebody beside whoever wishes it before a meeting, and forgets what is over."""

import threading

from django.utils import timezone

from handinhand.beside.actions import clear_old, draw_all_due
from handinhand.ground.beside_pages import keep_doing

LOOK_EVERY = 60.0 * 15


def _look() -> None:
    now = timezone.now()
    clear_old(now=now)
    draw_all_due(now=now)


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every quarter of an hour, until `stop`."""
    keep_doing(_look, every=LOOK_EVERY, waits="Somebody beside somebody waits", stop=stop)
