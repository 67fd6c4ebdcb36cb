"""Looks after plans for when somebody goes quiet, one by one, beside the pages. It leaves no line about any of them."""

import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from handinhand.care.actions.quiet import look_after
from handinhand.care.queries.quiet import plans
from handinhand.ground.keys import SealBroken

LOOK_EVERY = 60.0 * 60


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every hour, until `stop`."""
    while not stop.is_set():
        try:
            for number in plans():
                look_after(number=number, now=timezone.now())
        except (DatabaseError, SealBroken):
            # Whatever is in the way says so elsewhere; a line here would say that there are such plans.
            pass
        finally:
            connections.close_all()
        stop.wait(LOOK_EVERY)
