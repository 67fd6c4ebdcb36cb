"""How pages of a circle are reached and shown: for its present members alone."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handinhand.circles.actions import AskNotNow, ask_power
from handinhand.circles.choices import Power
from handinhand.circles.forms import AnswerForm
from handinhand.circles.models import Member
from handinhand.circles.queries import answers_to, asked_about, member_of, moment_in, my_hold, two_who_held, who_can_see
from handinhand.circles.seeing import name_the_few
from handinhand.live.queries import ticket
from handinhand.people.doors import Request
from handinhand.ui.problems import words_sent
from handinhand.words.queries import circle_scope, own_shared

SEEN = "limits_seen"
HELD = 403
CLOSED = 409
MOST_OWN = 200
FOLLOWING = "X-Follow"


def as_member(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the viewer's place in the circle of its address; for anybody else there is no page.

    While somebody's access is held, every such page is the one that says so.
    """

    @wraps(view)
    def among(request: Request, circle_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        member = member_of(viewer=request.person, circle_id=circle_id)
        if member.is_held:
            return held_page(request, member)
        if member.circle.closed_at is not None and request.method == "POST" and not goes_on_when_closed(view):
            return closed_page(request, member)
        return view(request, member, *args, **kwargs)

    return among


def even_when_closed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark what still goes on in a circle that is closed: what keeps people safe, and what is for oneself alone."""
    view.even_when_closed = True  # type: ignore[attr-defined]
    return view


def goes_on_when_closed(view: Callable[..., HttpResponse]) -> bool:
    """Whether a view takes what is sent to a circle that is closed."""
    return bool(getattr(view, "even_when_closed", False))


def as_member_even_held(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same, for the few things that somebody whose access is held can still do."""

    @wraps(view)
    def among(request: Request, circle_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, member_of(viewer=request.person, circle_id=circle_id), *args, **kwargs)

    return among


def held_page(request: Request, member: Member, form: AnswerForm | None = None) -> HttpResponse:
    """What somebody sees of a circle in which their access is held: what happened, until when, and what they can do."""
    hold, now = my_hold(member), timezone.now()
    form = form or AnswerForm()
    form.fields["text"].seen_by = who_can_see(circle_scope(member.circle), member)  # type: ignore[attr-defined]
    context = {
        "circle": member.circle,
        "member": member,
        "two": two_who_held(hold) if hold is not None else "",
        "hold": hold,
        "until": moment_in(member.circle, member.held_until or now, now),
        "asked": asked_about(hold) if hold is not None else [],
        "form": form,
        "answered": answers_to(viewer=member, hold=hold) if hold is not None else [],
        "own": own_shared(viewer=request.person, circle=member.circle, most=MOST_OWN),
        "written": words_sent(request) if not form.is_bound else [],
        "limits_note": member.circle.limits,
    }
    return render(request, "circles/held.html", context, status=HELD)


def closed_page(request: Request, member: Member) -> HttpResponse:
    """What somebody finds who sends something to a circle that is closed: it is given back, and nothing is changed."""
    context = {"circle": member.circle, "member": member, "written": words_sent(request)}
    return render(request, "circles/closed_circle.html", context, status=CLOSED)


def ask_the_circle(request: Request, member: Member, power: Power, **given: Any) -> HttpResponse:
    """Ask the others to agree, and go to the page where they do; what cannot be asked now is said in a sentence."""
    try:
        use = ask_power(power=power, by=member, now=timezone.now(), **given)
    except AskNotNow as reason:
        messages.info(request, str(reason))
        return redirect("circles:uses", member.circle.public_id)
    return redirect("circles:use", member.circle.public_id, use.public_id)


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
    name_the_few(member, [each for each in context.values() if isinstance(each, BaseForm)])
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
