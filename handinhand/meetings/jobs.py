"""Beside the pages: looks whether what circles plan fits in what their people have, and forgets what is over."""

import logging
import threading

from django.db import DatabaseError, connections
from django.utils import timezone

from handinhand.meetings.actions.late import forget_late_changes
from handinhand.meetings.actions.outlook import look_ahead

LOOK_EVERY = 60.0 * 60
log = logging.getLogger(__name__)


def run_forever(stop: threading.Event) -> None:
    """Look every hour for circles whose week is over, and for meetings that are not ahead any more, until `stop`."""
    while not stop.wait(LOOK_EVERY):
        try:
            look_ahead(now=timezone.now())
            forget_late_changes(now=timezone.now())
        except DatabaseError as problem:
            log.warning("What is planned was not looked at: the database did not answer (%s).", type(problem).__name__)
        finally:
            connections.close_all()
