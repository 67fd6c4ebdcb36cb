"""Beside the pages: looks whether what circles plan fits in what their people have, and forgets what is over."""

import threading

from django.utils import timezone

from handinhand.ground.beside_pages import keep_doing
from handinhand.meetings.actions.late import forget_late_changes
from handinhand.meetings.actions.outlook import look_ahead

LOOK_EVERY = 60.0 * 60


def run_forever(stop: threading.Event) -> None:
    """Look every hour for circles whose week is over, and for meetings that are not ahead any more, until `stop`."""
    if not stop.wait(LOOK_EVERY):
        works = (lambda: look_ahead(now=timezone.now()), lambda: forget_late_changes(now=timezone.now()))
        keep_doing(*works, every=LOOK_EVERY, waits="What is planned waits", stop=stop)
