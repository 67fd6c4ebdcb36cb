"""Draws tea on its day beside the pages, and forgets what is over."""

import threading

from django.utils import timezone

from handinhand.ground.beside_pages import keep_doing
from handinhand.tea.actions import clear_old, draw_all_due

LOOK_EVERY = 60.0 * 60


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every hour, until `stop`."""
    keep_doing(
        lambda: draw_all_due(now=timezone.now()),
        lambda: clear_old(now=timezone.now()),
        every=LOOK_EVERY,
        waits="Tea waits",
        stop=stop,
    )
