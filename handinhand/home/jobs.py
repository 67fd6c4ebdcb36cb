"""Tells people what they asked to hear of, beside the pages."""

import logging
import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from handinhand.ground.keys import SealBroken
from handinhand.home.actions.messages import send_messages

LOOK_EVERY = 60.0
log = logging.getLogger(__name__)


def run_forever(stop: threading.Event) -> None:
    """Look at once and then every minute, until `stop`."""
    while not stop.is_set():
        try:
            send_messages(now=timezone.now())
        except (DatabaseError, SealBroken) as problem:
            log.warning("Messages wait: something did not answer (%s).", type(problem).__name__)
        finally:
            connections.close_all()
        stop.wait(LOOK_EVERY)
