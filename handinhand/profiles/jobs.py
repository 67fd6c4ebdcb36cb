"""Keeps up with who will be at a meeting with whom: a meeting that nobody opened or closed is over by itself."""

import threading

from django.utils import timezone

from handinhand.ground.beside_pages import keep_doing
from handinhand.profiles.actions import keep_all_company

LOOK_EVERY = 60.0 * 60


def run_forever(stop: threading.Event) -> None:
    """Keep up at once and then every hour, until `stop`."""
    keep_doing(
        lambda: keep_all_company(now=timezone.now()),
        every=LOOK_EVERY,
        waits="Who meets whom stays",
        stop=stop,
    )
