"""Looks for somebody beside whoever wishes it before a meeting, and forgets what is over."""

import threading

from django.utils import timezone

from handinhand.beside.actions import clear_old, draw_all_due
from handinhand.ground.beside_pages import keep_doing

LOOK_EVERY = 60.0 * 15


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every quarter of an hour, until `stop`."""
    keep_doing(
        lambda: clear_old(now=timezone.now()),
        lambda: draw_all_due(now=timezone.now()),
        every=LOOK_EVERY,
        waits="Somebody beside somebody waits",
        stop=stop,
    )
