"""Proposing another rule for what takes several of us, and letting the circle decide what it is asked to agree to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.circles.actions import AskNotNow
from handinhand.circles.choices import Power
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.circles.queries.asking import rule_in_force, use_for
from handinhand.circles.queries.rules_in_words import floor_in_words, rule_seen
from handinhand.decisions import actions
from handinhand.decisions.forms import RuleForm
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import add_problem

MENDED = 422


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def propose_rule(request: Request, member: Member, power: str) -> HttpResponse:
    """Propose that a power takes more of us, or fewer: never less than it takes in every circle."""
    seen = rule_seen(member, Power(power)) if power in Power.values else None
    if seen is None or not seen.can_change:
        raise NotHere
    before = rule_in_force(member.circle, seen.power)
    form = RuleForm(request.POST or None, power=seen.power, takes=before)
    if request.method == "POST" and form.is_valid():
        if form.takes() == before:
            add_problem(form, None, _("That is the rule as it is. Change a number to propose another one."))
        else:
            try:
                made = actions.propose_rule(changes=seen.power, takes=form.takes(), by=member, now=timezone.now())
            except AskNotNow as reason:
                add_problem(form, None, str(reason))
            else:
                messages.success(request, _("Your proposal is here for the circle to read."))
                return redirect("decisions:proposal", member.circle.public_id, made.public_id)
    context = {"form": form, "seen": seen, "floor": floor_in_words(seen.power)}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "decisions/propose_rule.html", context, status=status)


@require_POST
@as_member
@takes_effect_once
def propose_use(request: Request, member: Member, use_id: str) -> HttpResponse:
    """Let the circle decide what it is asked to agree to."""
    found = use_for(viewer=member, use_id=use_id)
    try:
        made = actions.propose_use(use=found, by=member, now=timezone.now())
    except AskNotNow as reason:
        messages.info(request, str(reason))
        return redirect("circles:use", member.circle.public_id, use_id)
    messages.success(request, _("Your proposal is here for the circle to read."))
    return redirect("decisions:proposal", member.circle.public_id, made.public_id)
