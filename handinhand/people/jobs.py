"""Forgets what is old beside the pages: its time is over whether or not anybody comes."""

import threading

from django.utils import timezone

from handinhand.ground.beside_pages import keep_doing
from handinhand.people.actions import clear_old

LOOK_EVERY = 60.0 * 60


def run_forever(stop: threading.Event) -> None:
    """Clear at once and then every hour, until `stop`."""
    keep_doing(lambda: clear_old(now=timezone.now()), every=LOOK_EVERY, waits="What is old stays a while", stop=stop)
