"""Closes the names of draws on their day beside the pages, and lets terms be part of meetings planned since."""

import threading

from django.utils import timezone

from handinhand.ground.beside_pages import keep_doing
from handinhand.roles.actions import close_all_due, pick_up_all

LOOK_EVERY = 10.0 * 60


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every ten minutes, until `stop`."""
    keep_doing(
        lambda: close_all_due(now=timezone.now()),
        lambda: pick_up_all(now=timezone.now()),
        every=LOOK_EVERY,
        waits="Roles wait",
        stop=stop,
    )
