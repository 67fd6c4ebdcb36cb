"""What the server writes down about itself: that something happened, and where in the code; never what, nor who."""

import logging
import traceback
from types import TracebackType

from django.http import HttpRequest

METHOD_LETTERS = 10
MOST_CAUSES = 10
NO_PAGE = "an address that is no page"

Problem = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class NoAddresses(logging.Filter):
    """Names the kind of page where Django would write its whole address: an address can hold what lets somebody in."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            found = request.resolver_match
            status = getattr(record, "status_code", "")
            record.msg = "%s for %s on %s"
            record.args = (status, str(request.method)[:METHOD_LETTERS], f"/{found.route}" if found else NO_PAGE)
        return True


class NoWords(logging.Formatter):
    """Says where a problem came from and of which kind it is, without its text, which may hold what somebody wrote."""

    def formatException(self, ei: Problem) -> str:  # noqa: N802 - Python's own name
        told: list[str] = []
        problem = ei[1]
        while problem is not None and len(told) < MOST_CAUSES:
            where = "".join(traceback.format_tb(problem.__traceback__))
            told.append(f"{where}{type(problem).__module__}.{type(problem).__qualname__}")
            problem = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
        return "\n".join(told)
