"""What a server does by itself beside its pages: now, and again and again, until it stops."""

import logging
import threading
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection, connections

log = logging.getLogger(__name__)
One = TypeVar("One")


def keep_doing(*works: Callable[[], object], every: float, waits: str, stop: threading.Event) -> None:
    """Do each of `works` at once and then every so many seconds; when one cannot be done, the log says what `waits`."""
    while not stop.is_set():
        for work in works:
            do_once(work, waits=waits)
        stop.wait(every)


def do_once(work: Callable[[], object], *, waits: str) -> None:
    """Do `work`, or say in the log that it waits. Nobody begins a thread again that ended, so nothing may end it."""
    try:
        work()
    except Exception as problem:
        _say(problem, waits)
    finally:
        # Between two rounds it holds nothing that a page could need.
        connections.close_all()


def each_by_itself(do: Callable[[One], object], items: Iterable[One], *, waits: str) -> None:
    """Do the same to each, so that one that cannot be done keeps no other waiting. Without a database all wait."""
    for each in items:
        try:
            do(each)
        except Exception as problem:
            # Two who waited for each other are one item that waits; without a database nothing goes on.
            if isinstance(problem, OperationalError | InterfaceError) and not connection.is_usable():
                raise
            _say(problem, waits)


def _say(problem: Exception, waits: str) -> None:
    """Only of which kind it is, and where in the code: its text may hold what somebody wrote."""
    place = traceback.extract_tb(problem.__traceback__)[-1]
    log.warning("%s: %s in %s, line %s.", waits, type(problem).__name__, Path(place.filename).name, place.lineno)
