"""Says so, and gives words back, when the database does not take or give what a page asked of it."""

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from handinhand.ui.problems import not_now

log = logging.getLogger(__name__)


class NotNowMiddleware:
    """Answers for a database that is full, busy for too long, or away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Nothing was kept of this request, because every write is atomic; whoever wrote is told so."""
        if not isinstance(exception, OperationalError):
            return None
        log.error("The database did not do what a page asked of it.", exc_info=exception)
        return not_now(request)
