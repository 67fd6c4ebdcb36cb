"""What a server does by itself beside its pages: now, and again and again, until it stops."""

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, connections

from handinhand.ground.keys import SealBroken

log = logging.getLogger(__name__)


def keep_doing(work: Callable[[], object], *, every: float, waits: str, stop: threading.Event) -> None:
    """Do `work` at once and then every so many seconds; when it cannot be done, the log says what `waits`."""
    while not stop.is_set():
        try:
            work()
        except (DatabaseError, SealBroken) as problem:
            log.warning("%s: the database or the key did not answer (%s).", waits, type(problem).__name__)
        finally:
            # Between two rounds it holds nothing that a page could need.
            connections.close_all()
        stop.wait(every)
