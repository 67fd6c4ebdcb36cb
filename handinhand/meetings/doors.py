"""While a phone is the room's, no page of its owner opens on it: every other address asks first."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from handinhand.ui.problems import is_surely_written, plain_page, words_sent

PHONE = "room_phone"
# What shows nothing of anybody: leaving at once, help, and the phone's own pages.
OPEN_ON_IT = {
    "people:hide",
    "people:sign_out",
    "people:signed_out",
    "people:about_hiding",
    "people:what_is_kept",
    "home:help",
    "home:up",
    "meetings:carry_phone",
    "meetings:phone",
    "meetings:phone_who",
    "meetings:phone_off",
    "meetings:phone_turn",
    "meetings:phone_ask",
    "meetings:phone_lead",
    "meetings:phone_enter",
    "meetings:phone_position",
    "meetings:put_away",
}


def become_phone(request: HttpRequest, circle_id: str, meeting_id: str) -> None:
    """From now on this visit is the room's phone."""
    request.session[PHONE] = [circle_id, meeting_id]


def is_phone_of(request: HttpRequest, circle_id: str, meeting_id: str) -> bool:
    """Whether this visit carries the phone of this room."""
    carried: list[str] | None = request.session.get(PHONE)
    return carried == [circle_id, meeting_id]


def put_phone_away(request: HttpRequest) -> None:
    """From now on this visit is its owner's again."""
    request.session.pop(PHONE, None)


class RoomPhoneMiddleware:
    """Keeps every page but the room's phone closed while a visit carries it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Ask before anything else is opened; words that were sent from another page are given back."""
        carried = request.session.get(PHONE)
        name = request.resolver_match.view_name if request.resolver_match is not None else ""
        if carried is None or name in OPEN_ON_IT:
            return None
        if request.method == "POST" and is_surely_written(request):
            sentence = _("This phone is the room's now, so what you wrote on another page was not kept. It is below.")
            written = words_sent(request)
            return plain_page(request, status=409, heading=_("Not kept yet"), sentence=sentence, written=written)
        return redirect("meetings:put_away", *carried)
