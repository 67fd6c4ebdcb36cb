"""Finds out who is looking, once for every request, and sends strangers to the door of what is not for them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from handinhand.ground.models import Person
from handinhand.people.actions import note_day
from handinhand.people.comfort import known_language, read_comfort
from handinhand.people.doors import PATH_LIMIT, PERSON, ROUND, is_open, visitor_of
from handinhand.people.models import Comfort, Here
from handinhand.people.queries import visiting
from handinhand.people.shared import HERE, SHARED
from handinhand.people.taking_up import lay_ready
from handinhand.ui.problems import come_back_first, is_surely_written, not_this_way

NOT_THIS_WAY = 405
FOLLOWING = "X-Follow"


class VisitorMiddleware:
    """Sets `request.person` and `request.comfort`, the language, and that signed-in pages stay in no cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Raises when a browser was led here by a name that is not ours.
        request.get_host()
        if request.method == "HEAD":
            # Asks for what GET answers, without the page, which the server leaves out (RFC 9110, 9.3.2).
            request.method = "GET"
        person = self.find(request)
        comfort: Comfort = getattr(person, "comfort", None) or read_comfort(request.COOKIES)
        request.person, request.comfort = person, comfort  # type: ignore[attr-defined]
        if person is not None:
            lay_ready(request, person, comfort, timezone.now())
        language = known_language(comfort.language) or translation.get_language_from_request(request)
        with translation.override(language):
            response = self.get_response(request)
            if response.status_code == NOT_THIS_WAY:
                allowed, response = response["Allow"], not_this_way(request)
                response["Allow"] = allowed
        if person is not None or visitor_of(request) is not None:
            response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Send a stranger to sign in, and on from there, unless the view is open to strangers.

        Words of somebody whose visit ended while they wrote are given back.
        """
        if visitor_of(request) is not None or is_open(view):
            return None
        if request.method == "POST" and is_surely_written(request):
            return come_back_first(request)
        path = request.get_full_path()
        back = request.method == "GET" and len(path) <= PATH_LIMIT
        return redirect(reverse("people:sign_in") + ("?" + urlencode({"next": path}) if back else ""))

    def find(self, request: HttpRequest) -> Person | None:
        """Who this visit belongs to; a visit from before "sign out everywhere" is deleted."""
        if PERSON not in request.session:
            return None
        shared = SHARED in request.session
        if shared and request.method == "GET" and FOLLOWING in request.headers:
            # A page that follows by itself is nobody who presses something: it does not lengthen the visit.
            request.session.modified = False
        person = visiting(number=request.session[PERSON], sign_in_round=request.session[ROUND])
        if person is None:
            request.session.flush()
        else:
            note_visit(request, person)
        setattr(request, HERE, shared and person is not None)
        return person


def note_visit(request: HttpRequest, person: Person) -> None:
    """Once a day: somebody is here, if they asked that the day be kept. A page that follows by itself is nobody."""
    kept: Here | None = getattr(person, "here", None)
    day = timezone.now().date()
    if kept is not None and FOLLOWING not in request.headers and kept.day < day.isoformat():
        note_day(of=person, day=day)
