"""Who looks after care in a circle, and its own lines of whom to turn to."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.care.actions import holders as actions
from handinhand.care.actions.holders import CareRole, LinesChanged
from handinhand.care.forms.holders import TurnToForm
from handinhand.care.queries.holders import care_in, earlier_lines, lines_of
from handinhand.care.rules.persons import NotNow
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import day_in
from handinhand.ground.own_text import shown_text
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import add_problem

MENDED = 422
LINES = ("outside", "contacts")


@require_GET
@as_member
def of_circle(request: Request, member: Member) -> HttpResponse:
    """Who looks after care here."""
    return _page(request, member)


@require_POST
@as_member
@takes_effect_once
def take(request: Request, member: Member) -> HttpResponse:
    """I will, for myself."""
    role = CareRole.SECOND if request.POST.get("role") == CareRole.SECOND.value else CareRole.HOLDER
    try:
        actions.take_care(by=member, role=role)
    except NotNow as why:
        return _page(request, member, problem=str(why))
    return redirect("care:of_circle", member.circle.public_id)


@require_POST
@as_member
@takes_effect_once
def hand_back(request: Request, member: Member) -> HttpResponse:
    """I hand it back."""
    actions.hand_care_back(by=member)
    messages.success(request, _("It is open again. Nobody is asked why."))
    return redirect("care:of_circle", member.circle.public_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def lines(request: Request, member: Member) -> HttpResponse:
    """The circle's own lines: read them, change them, and see what they were."""
    kept = lines_of(member)
    initial = {name: shown_text(kept, name) for name in LINES} if kept else {}
    seen_by = _("Your name stands in the list of what was done, not here. Everyone in this circle can read both.")
    form = TurnToForm(
        request.POST or None, initial={**initial, "instead_of": kept.number if kept else 0}, seen_by=seen_by
    )
    context: dict[str, Any] = {"form": form, "kept": kept}
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data[name] for name in LINES}
        number = form.cleaned_data["instead_of"] or 0
        try:
            actions.change_turn_to(by=member, instead_of=number, now=timezone.now(), **texts)
        except LinesChanged as changed:
            sentence = _(
                "Somebody changed this while you wrote. Theirs stands below. Send yours again to put it there."
            )
            add_problem(form, None, sentence)
            form.data = {**request.POST.dict(), "instead_of": str(changed.now_is.number)}
            context["kept"] = changed.now_is
        else:
            messages.success(request, _("Kept."))
            return redirect("care:of_circle", member.circle.public_id)
    now = timezone.now()
    context["earlier"] = [
        {"lines": each, "day": day_in(member.circle, each.written_at, now)} for each in earlier_lines(member)
    ]
    status = MENDED if form.errors else 200
    return circle_page(request, member, "care/circle_lines.html", context, box=True, status=status)


def _page(request: Request, member: Member, *, problem: str = "") -> HttpResponse:
    context = {"care": care_in(viewer=member), "problem": problem}
    return circle_page(request, member, "care/of_circle.html", context, status=MENDED if problem else 200)
