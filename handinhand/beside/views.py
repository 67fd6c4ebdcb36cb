"""Somebody beside me: what I say for a meeting or for all, who will be beside me, and whom I am asked to be beside."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from handinhand.beside import actions, queries
from handinhand.beside.choices import Says
from handinhand.beside.rules import IsOver
from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.people.doors import Request, takes_effect_once


@require_GET
@as_member
def here(request: Request, member: Member) -> HttpResponse:
    """Everything of it that I see."""
    mine = queries.mine(viewer=member, now=timezone.now())
    return circle_page(request, member, "beside/here.html", {"mine": mine})


@require_POST
@as_member
@takes_effect_once
def say(request: Request, member: Member) -> HttpResponse:
    """Say that I would like somebody, or would sit beside somebody, or no more."""
    now, sent = timezone.now(), request.POST
    what, meeting_id = sent.get("what", ""), sent.get("meeting", "")
    if what not in Says.values:
        raise NotHere
    is_yes = sent.get("yes") == "yes"
    try:
        meeting = queries.meeting_ahead(viewer=member, meeting_id=meeting_id, now=now) if meeting_id else None
        actions.say(by=member, what=Says(what), is_yes=is_yes, now=now, meeting=meeting)
    except IsOver:
        return over(request, member)
    messages.success(request, _("It is kept. Only you see it.") if is_yes else _("It is taken back. Nobody is told."))
    return back(member)


@require_POST
@as_member
@takes_effect_once
def will_be(request: Request, member: Member, beside_id: str) -> HttpResponse:
    """Say that I will be beside somebody."""
    thanks = _("Thank you. They read now that you will be beside them.")
    return _answered(request, member, beside_id, actions.will_be, thanks)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def not_this_time(request: Request, member: Member, beside_id: str) -> HttpResponse:
    """Say not this time."""
    fine = _("That is fine. No reason is asked, and somebody else is drawn.")
    return _answered(request, member, beside_id, actions.not_this_time, fine)


def _answered(request: Request, member: Member, beside_id: str, act: Callable[..., None], said: str) -> HttpResponse:
    try:
        act(beside=queries.beside_of(viewer=member, beside_id=beside_id), by=member, now=timezone.now())
    except IsOver:
        return over(request, member)
    messages.success(request, said)
    return back(member)


def back(member: Member) -> HttpResponse:
    """Go on to the page."""
    return redirect("beside:here", member.circle.public_id)


def over(request: Request, member: Member) -> HttpResponse:
    """Say plainly that what somebody answers is over by now."""
    messages.info(request, _("That is over by now, so there is nothing to answer."))
    return back(member)
