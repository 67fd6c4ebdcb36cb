"""Lets what a circle agreed to happen on its day, and counts anew after somebody left, beside the pages."""

import threading

from django.utils import timezone

from handinhand.circles.actions import carry_out_all_due
from handinhand.ground.beside_pages import keep_doing

LOOK_EVERY = 5 * 60.0


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every five minutes, until `stop`."""
    keep_doing(lambda: carry_out_all_due(now=timezone.now()), every=LOOK_EVERY, waits="What is agreed waits", stop=stop)
