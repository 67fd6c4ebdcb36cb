"""Looks once a week whether what circles plan fits in what their people said they have, beside the pages."""

import threading

from django.utils import timezone

from handinhand.ground.beside_pages import keep_doing
from handinhand.meetings.actions.outlook import look_ahead

LOOK_EVERY = 60.0 * 60


def run_forever(stop: threading.Event) -> None:
    """Look every hour for circles whose week is over, until `stop`."""
    if not stop.wait(LOOK_EVERY):
        keep_doing(lambda: look_ahead(now=timezone.now()), every=LOOK_EVERY, waits="What is planned waits", stop=stop)
