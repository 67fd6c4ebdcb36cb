"""What each of us can do, asking the others to agree, and saying yes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles import actions
from handinhand.circles.actions import AskNotNow
from handinhand.circles.choices import Power
from handinhand.circles.doors import as_member, ask_the_circle, circle_page
from handinhand.circles.forms import AskPowerForm
from handinhand.circles.models import Member, PowerUse
from handinhand.circles.queries import NotHere
from handinhand.circles.queries.asking import use_for
from handinhand.circles.queries.rules_in_words import rule_seen, table
from handinhand.circles.queries.uses import said_to, use_page, uses_seen
from handinhand.circles.rules import RULES
from handinhand.people.doors import Request, takes_effect_once

MENDED = 422


@require_GET
@as_member
def powers(request: Request, member: Member) -> HttpResponse:
    """What each of us can do: every power, with its rule in this circle."""
    return circle_page(request, member, "circles/powers.html", {"groups": table(member)})


@require_GET
@as_member
def uses(request: Request, member: Member) -> HttpResponse:
    """What we are asked to agree to, and what was agreed."""
    asked, agreed, over = uses_seen(member, now=timezone.now())
    context = {"asked": asked, "agreed": agreed, "over": over}
    return circle_page(request, member, "circles/uses.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def ask(request: Request, member: Member, power: str) -> HttpResponse:
    """Ask the circle to agree to something, in exact words."""
    seen = rule_seen(member, Power(power)) if power in Power.values else None
    if seen is None or not seen.can_ask:
        raise NotHere
    in_own_words = RULES[Power(power)].in_own_words
    form = AskPowerForm(request.POST or None, in_own_words=in_own_words)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data.get("text", "")
        return ask_the_circle(request, member, Power(power), text=text)
    form.say_who_sees(_("Everyone in this circle reads it, with your name. So does anyone who joins later."))
    says = "" if in_own_words else actions.what_would_happen(power=Power(power), by=member)
    context = {"form": form, "seen": seen, "says": says}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "circles/ask_power.html", context, box=in_own_words, status=status)


@require_GET
@as_member
def use(request: Request, member: Member, use_id: str) -> HttpResponse:
    """One thing we are asked to agree to: what will happen exactly, who agreed, and what it still takes."""
    found = use_for(viewer=member, use_id=use_id)
    context: dict[str, Any] = {"seen": use_page(found, member, now=timezone.now()), "answers": None}
    if RULES[Power(found.power)].about_somebody:
        context["answers"] = said_to(viewer=member, use=found)
    return circle_page(request, member, "circles/use.html", context)


@require_POST
@as_member
@takes_effect_once
def say_yes(request: Request, member: Member, use_id: str) -> HttpResponse:
    """Agree."""
    return settle(request, member, use_id, lambda use: actions.agree(use=use, by=member, now=timezone.now()))


@require_POST
@as_member
@takes_effect_once
def take_back(request: Request, member: Member, use_id: str) -> HttpResponse:
    """Agree no longer."""
    return settle(request, member, use_id, lambda use: actions.take_back_yes(use=use, by=member, now=timezone.now()))


@require_POST
@as_member
@takes_effect_once
def stop(request: Request, member: Member, use_id: str) -> HttpResponse:
    """Stop what is agreed and waits for its day."""
    return settle(request, member, use_id, lambda use: actions.stop_agreed(use=use, by=member, now=timezone.now()))


@require_POST
@as_member
@takes_effect_once
def withdraw(request: Request, member: Member, use_id: str) -> HttpResponse:
    """Ask for it no longer."""
    found = use_for(viewer=member, use_id=use_id)
    try:
        actions.withdraw_asking(use=found, by=member)
    except AskNotNow as reason:
        messages.info(request, str(reason))
        return redirect("circles:use", member.circle.public_id, use_id)
    messages.success(request, _("You ask for it no longer. Nothing happened."))
    return redirect("circles:uses", member.circle.public_id)


def settle(request: Request, member: Member, use_id: str, do: Callable[[PowerUse], object]) -> HttpResponse:
    """Do it and go back to the page; what cannot be done now is said in a sentence."""
    found = use_for(viewer=member, use_id=use_id)
    try:
        do(found)
    except AskNotNow as reason:
        messages.info(request, str(reason))
    return redirect("circles:use", member.circle.public_id, use_id)
