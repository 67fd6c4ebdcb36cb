"""Opens what has come to its day, beside the pages; asks anew what was lost; lets go of what stayed closed a month."""

import threading

from django.utils import timezone

from handinhand.ground.beside_pages import keep_doing
from handinhand.unnamed.actions import clear_old, open_all_due, tidy_all

LOOK_EVERY = 60.0 * 5


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every five minutes, until `stop`."""
    keep_doing(
        lambda: tidy_all(now=timezone.now()),
        lambda: open_all_due(now=timezone.now()),
        lambda: clear_old(now=timezone.now()),
        every=LOOK_EVERY,
        waits="Opening what was answered without names waits",
        stop=stop,
    )
