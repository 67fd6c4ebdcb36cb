"""Keeps up with what is at hand in meetings nobody opened or closed, and forgets what was asked a while ago."""

import threading

from django.utils import timezone

from handinhand.care.actions import clear_for_tomorrow, keep_all_at_hand
from handinhand.care.actions.support import clear_turned
from handinhand.ground.beside_pages import keep_doing

LOOK_EVERY = 60.0 * 60


def _look() -> None:
    now = timezone.now()
    clear_turned(now=now)
    keep_all_at_hand(now=now)
    clear_for_tomorrow(now=now)


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every hour, until `stop`."""
    keep_doing(_look, every=LOOK_EVERY, waits="What is old stays a while", stop=stop)
