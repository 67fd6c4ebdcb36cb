"""How pages of a circle are reached and shown: for its present members alone."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handinhand.circles.models import Member
from handinhand.circles.queries import member_of
from handinhand.live.queries import ticket
from handinhand.people.doors import Request
from handinhand.words.queries import circle_scope

SEEN = "limits_seen"
FOLLOWING = "X-Follow"


def as_member(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the viewer's place in the circle of its address; for anybody else there is no page."""

    @wraps(view)
    def among(request: Request, circle_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        member = member_of(viewer=request.person, circle_id=circle_id)
        return view(request, member, *args, **kwargs)

    return among


def listening(member: Member, channels: Sequence[str] = ()) -> str:
    """A ticket to follow the circle and some more channels. Taken before a page's reads, no change is missed."""
    followed = [circle_scope(member.circle).public_id, *channels]
    return ticket(person_id=member.person.public_id, channels=followed)


def circle_page(
    request: HttpRequest,
    member: Member,
    template: str,
    context: dict[str, Any],
    *,
    box: bool = False,
    channels: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """A page of a circle; with `box`, the circle's sentence on the limits of privacy stands there once a visit.

    `ticket` in the context is one that `listening` gave before the page was read.
    """
    given = {"circle": member.circle, "member": member, **context}
    given.setdefault("ticket", None)
    if given["ticket"] is None:
        given["ticket"] = listening(member, channels)
    if box and member.circle.public_id not in request.session.get(SEEN, []):
        given["limits_note"] = member.circle.limits
        # What an open page fetches may never be shown: of two answers at once it drops one.
        if FOLLOWING not in request.headers:
            limits_were_shown(request, member)
    return render(request, template, given, status=status)


def limits_were_shown(request: HttpRequest, member: Member) -> None:
    """Remember for this visit that a circle's limits of privacy were read."""
    request.session[SEEN] = [*request.session.get(SEEN, []), member.circle.public_id]
