"""Tells people what they asked to hear of, beside the pages."""

import threading

from django.utils import timezone

from handinhand.ground.beside_pages import keep_doing
from handinhand.home.actions.messages import send_messages

LOOK_EVERY = 60.0


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every minute, until `stop`."""
    keep_doing(lambda: send_messages(now=timezone.now()), every=LOOK_EVERY, waits="Messages wait", stop=stop)
