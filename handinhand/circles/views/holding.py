"""One member's page: whether I see their words, and holding somebody's access for a day."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles import actions
from handinhand.circles.actions import HoldNotNow
from handinhand.circles.doors import as_member, as_member_even_held, circle_page, even_when_closed, held_page
from handinhand.circles.forms import AnswerForm
from handinhand.circles.models import Member
from handinhand.circles.queries import (
    NotHere,
    answers_to,
    count_present,
    hold_for,
    holds_on,
    member_in,
    moment_in,
    my_hold,
    two_who_held,
)
from handinhand.circles.rules.holding import why_not_agree_to_hold, why_not_hold, why_not_lift, why_not_propose_about
from handinhand.people.doors import Request, takes_effect_once
from handinhand.words.queries import unseen_by

# The two, and whom it is about.
IT_TAKES = 3


@require_GET
@as_member
def member_page(request: Request, member: Member, member_id: str) -> HttpResponse:
    """Somebody who is here."""
    found = member_in(viewer=member, member_id=member_id)
    unseen = unseen_by(viewer=request.person, circle=member.circle)
    context = {"other": found, "is_me": found.pk == member.pk, "is_unseen": found.person_id in unseen}
    return circle_page(request, member, "circles/member.html", context)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def seeing(request: Request, member: Member, member_id: str) -> HttpResponse:
    """See somebody's words here, or not; nobody is told."""
    found = member_in(viewer=member, member_id=member_id)
    if found.pk == member.pk:
        raise NotHere
    see = request.POST.get("see") == "yes"
    actions.choose_sight_of(by=member, other=found, see=see)
    messages.success(request, _("You see their words again.") if see else _("You do not see their words here now."))
    return redirect("circles:member", member.circle.public_id, found.public_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def ask(request: Request, member: Member, member_id: str) -> HttpResponse:
    """What a hold is and does, before one asks for it."""
    found = member_in(viewer=member, member_id=member_id)
    if found.pk == member.pk:
        raise NotHere
    now = timezone.now()
    if request.method == "POST":
        try:
            asked = actions.ask_hold(member=found, by=member, now=now)
        except HoldNotNow as reason:
            messages.info(request, str(reason))
            return redirect("circles:member", member.circle.public_id, found.public_id)
        return redirect("circles:hold", member.circle.public_id, asked.public_id)
    context = {
        "other": found,
        "why_not": why_not_hold(found, member, holds_on(found), now=now),
        "too_few": count_present(member.circle) < IT_TAKES,
    }
    return circle_page(request, member, "circles/ask_hold.html", context)


@require_GET
@as_member
def hold(request: Request, member: Member, hold_id: str) -> HttpResponse:
    """One hold: who put it on, until when, what the person says to it, and what can be done."""
    found, now = hold_for(viewer=member, hold_id=hold_id), timezone.now()
    about_me = found.member_id == member.pk
    may_agree = found.member is not None and not about_me and found.is_asked(now)
    if may_agree and found.member is not None:
        earlier = holds_on(found.member)
        may_agree = not (
            why_not_agree_to_hold(found, member, now=now) or why_not_hold(found.member, member, earlier, now=now)
        )
    context = {
        "hold": found,
        "two": two_who_held(found),
        "is_asked": found.is_asked(now),
        "goes_on": found.goes_on(now),
        "until": moment_in(member.circle, found.ends_at or found.asks_until, now),
        "answers": answers_to(viewer=member, hold=found),
        "may_agree": may_agree,
        "may_end": why_not_lift(found, member, now=now) is None,
        "is_mine": found.asked_by_id == member.pk,
        "may_propose": not about_me and why_not_propose_about(found, now=now) is None,
    }
    return circle_page(request, member, "circles/hold.html", context)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def agree(request: Request, member: Member, hold_id: str) -> HttpResponse:
    """Be the second: the hold begins at once."""
    found = hold_for(viewer=member, hold_id=hold_id)
    return settle(request, member, hold_id, lambda: actions.agree_to_hold(hold=found, by=member, now=timezone.now()))


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def end(request: Request, member: Member, hold_id: str) -> HttpResponse:
    """End a hold one put on, or take back that one asked for it."""
    found = hold_for(viewer=member, hold_id=hold_id)
    if found.began_at is None:
        actions.withdraw_ask(hold=found, by=member)
        messages.success(request, _("You ask for it no longer. Nothing happened."))
        return redirect("circles:members", member.circle.public_id)
    return settle(request, member, hold_id, lambda: actions.lift_hold(hold=found, by=member, now=timezone.now()))


@require_POST
@as_member_even_held
@takes_effect_once
def answer(request: Request, member: Member) -> HttpResponse:
    """Say something about the hold on one's own access."""
    found = my_hold(member)
    if found is None:
        raise NotHere
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return held_page(request, member, form)
    actions.answer_hold(hold=found, by=member, text=form.cleaned_data["text"], now=timezone.now())
    messages.success(request, _("The circle can read it now."))
    return redirect("circles:hold", member.circle.public_id, found.public_id)


def settle(request: Request, member: Member, hold_id: str, do: Callable[[], object]) -> HttpResponse:
    """Do it and go back to the hold; what cannot be done now is said in a sentence."""
    try:
        do()
    except HoldNotNow as reason:
        messages.info(request, str(reason))
    return redirect("circles:hold", member.circle.public_id, hold_id)
