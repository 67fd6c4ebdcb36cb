"""What helps me: my own page of it, who can see each line, and what helps the people I am with."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.care import actions
from handinhand.care.forms.helping import HelpLineForm, HelpSeenForm
from handinhand.care.queries import helping as queries
from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import present_members
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import add_problem, new_key
from handinhand.words.queries import circle_scope

MENDED = 422


@require_GET
@as_member
def mine(request: Request, member: Member) -> HttpResponse:
    """All my lines, each with who can see it."""
    context = {
        "sections": queries.plan_of(viewer=member, now=timezone.now()),
        "closed_to_me": queries.is_closed_to_me(member),
        "everyone": circle_scope(member.circle).public_id,
        "ticket": "",
    }
    return circle_page(request, member, "care/helps.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def write(request: Request, member: Member) -> HttpResponse:
    """One more line."""
    form = HelpLineForm(request.POST or None, initial={"about": request.GET.get("about", "helps")}, **_whom(member))
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        people = said.get("people", [])
        try:
            actions.write_help(
                by=member, about=said["about"], body=said["text"], sees=said["who"], people=people, now=now
            )
        except actions.HelpStays as reason:
            add_problem(form, "text", str(reason))
        else:
            messages.success(request, _("It is on your page. Nobody is told."))
            return redirect("care:helps", member.circle.public_id)
    status = MENDED if form.errors else 200
    return circle_page(request, member, "care/help_write.html", {"form": form}, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def line(request: Request, member: Member, help_id: str) -> HttpResponse:
    """Who can see one of my lines."""
    found = queries.line_of(viewer=member, line_id=help_id)
    start = {"who": queries.choice_of(member, found), "people": queries.chosen_for(member, found)}
    form = HelpSeenForm(request.POST or None, initial=start, **_whom(member))
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        try:
            actions.show_help(by=member, line_id=help_id, sees=said["who"], people=said.get("people", []), now=now)
        except actions.HelpStays as reason:
            add_problem(form, "who", str(reason))
        else:
            messages.success(request, _("Changed. Who has read it by now, has read it."))
            return redirect("care:helps", member.circle.public_id)
    status = MENDED if form.errors else 200
    return circle_page(request, member, "care/help_line.html", {"form": form, "line": found}, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def delete(request: Request, member: Member, help_id: str) -> HttpResponse:
    """Look once more, then delete a line for good, or keep it."""
    found = queries.line_of(viewer=member, line_id=help_id)
    if request.method == "GET":
        return circle_page(request, member, "care/help_delete.html", {"line": found, "key": new_key(), "ticket": ""})
    actions.remove_help(by=member, line_id=help_id)
    messages.success(request, _("It is gone for good."))
    return redirect("care:helps", member.circle.public_id)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def again(request: Request, member: Member) -> HttpResponse:
    """Open my lines again after I left and came back."""
    actions.open_help_again(by=member)
    messages.success(request, _("Your page is open again, as it was."))
    return redirect("care:helps", member.circle.public_id)


@require_GET
@as_member
def printed(request: Request, member: Member) -> HttpResponse:
    """My lines to print: all that is not taken back, in letters of one size or large."""
    context = {
        "sections": queries.on_paper(viewer=member),
        "large": request.GET.get("letters") == "large",
        "ticket": "",
    }
    return circle_page(request, member, "care/help_printed.html", context)


@require_GET
@as_member
def here(request: Request, member: Member, scope_id: str) -> HttpResponse:
    """What helps the people of a meeting, or of the circle, as far as they let me read it."""
    context = {"here": queries.here(viewer=member, scope_id=scope_id), "ticket": ""}
    return circle_page(request, member, "care/help_here.html", context)


def _whom(member: Member) -> dict[str, Any]:
    """Whom a line can be shown to, for a form."""
    others = [each for each in present_members(member.circle) if each.pk != member.pk]
    return {"sentences": queries.choices(member, now=timezone.now()), "members": others}
