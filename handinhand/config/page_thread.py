"""The one thread in which pages are made and writes are done, each in its turn."""

import itertools
import math
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import PriorityQueue
from typing import Any

# A write overtakes this many pages that wait, and no more: so every page has its turn too.
HEAD_START = 60


class PageThread:
    """A queue by arrival, in which writes begin some places further in front.

    Whoever sent words waits for an answer; an open page that fetches itself once more does not.
    """

    def __init__(self) -> None:
        self._arrivals = itertools.count()
        self._queue: PriorityQueue[tuple[float, int, Callable[[], None] | None]] = PriorityQueue()
        self._thread = threading.Thread(target=self._work, name="page", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[..., Any], *arguments: Any, is_write: bool = False) -> "Future[Any]":
        """Take work in; what it returns or raises comes by the future."""
        future: Future[Any] = Future()
        number = next(self._arrivals)
        self._queue.put((number - HEAD_START * is_write, number, lambda: _do(future, work, arguments)))
        return future

    def close(self) -> None:
        """Do what was taken in, and end."""
        self._queue.put((math.inf, next(self._arrivals), None))
        self._thread.join()

    def _work(self) -> None:
        while True:
            _, _, work = self._queue.get()
            if work is None:
                return
            work()


def _do(future: "Future[Any]", work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work(*arguments)
    except BaseException as problem:
        future.set_exception(problem)
    else:
        future.set_result(result)
