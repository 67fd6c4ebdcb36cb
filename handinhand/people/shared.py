"""A shared device: a visit of which nothing stays there.

On such a visit no cookie has an age, so all of them end with the browser; on the server it ends after a while in which
nobody presses anything; and on the way out the browser is asked to forget what it holds of this place.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handinhand.people.comfort import COOKIE

SHARED = "shared"
QUIET = timedelta(minutes=30)
HINT = re.compile(rb' autocomplete="[^"]*"')
HERE, LEFT = "shared_device", "left_shared_device"
# Not "cookies": that would reach every name beside this one, and other places of the same keeper.
FORGET, FORGET_AT_ONCE = '"cache", "storage"', '"storage"'


def is_shared(request: HttpRequest) -> bool:
    """Whether whoever is looking said that others use this device, too."""
    return bool(getattr(request, HERE, False))


def said_to_be_shared(request: HttpRequest) -> bool:
    """Whether the form by which somebody comes in says so."""
    return request.method == "POST" and request.POST.get(SHARED) == "yes"


class SharedDeviceMiddleware:
    """Lets nothing stay on a shared device; it stands outside of whatever sets a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, LEFT, False):
            forget(response)
        elif is_shared(request):
            for cookie in response.cookies.values():
                if cookie.value:
                    cookie["max-age"] = cookie["expires"] = ""
            if COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE, samesite="Lax")
            if response.get("Content-Type", "").startswith("text/html"):
                response.content = without_memory(response.content)
        return response


def without_memory(page: bytes) -> bytes:
    """A page whose boxes no browser remembers: else what is typed stands in its list of open tabs, on its disk."""
    return HINT.sub(b"", page).replace(b"<form ", b'<form autocomplete="off" ')


def forget(response: HttpResponse) -> None:
    """Ask a browser to forget what it holds of this place.

    Emptying the cache can take seconds on an old computer, and the page stays on the screen until then: whoever leaves
    for another website in a hurry does not wait for it.
    """
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, COOKIE):
        response.delete_cookie(name, samesite="Lax")
    elsewhere = response.get("Location", "").startswith("http")
    response["Clear-Site-Data"] = FORGET_AT_ONCE if elsewhere else FORGET
    response["Cache-Control"] = "no-store"
