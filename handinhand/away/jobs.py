"""Lets nobody be asked any more about what is over, beside the pages."""

import threading

from django.utils import timezone

from handinhand.away.actions import close_what_is_over
from handinhand.ground.beside_pages import keep_doing

LOOK_EVERY = 60.0 * 60


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every hour, until `stop`."""
    keep_doing(lambda: close_what_is_over(now=timezone.now()), every=LOOK_EVERY, waits="What is over waits", stop=stop)
