"""How I am, seen over time by me alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from handinhand.care import actions
from handinhand.care.forms.feeling import FeelingForm
from handinhand.care.queries import afterwards
from handinhand.care.queries import check_ins as queries
from handinhand.care.queries.calm import calm_picture
from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import my_places
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import new_key

MENDED = 422


@require_GET
def mine(request: Request) -> HttpResponse:
    """What somebody said about how they are, the newest first: in words, as a calm picture, and as a table."""
    check_ins = queries.mine(person=request.person)
    context = {
        "check_ins": check_ins,
        "elsewhere": queries.is_kept_elsewhere(person=request.person),
        "calm": calm_picture(check_ins),
        "places": my_places(request.person),
        "asked_for": afterwards.mine_for_tomorrow(person=request.person),
    }
    return render(request, "care/mine.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def say(request: Request, member: Member, scope_id: str = "") -> HttpResponse:
    """Say how I am at any time: to myself alone, or to the people of a meeting that goes on."""
    meeting = queries.going_on(viewer=member, scope_id=scope_id, now=timezone.now()) if scope_id else None
    form = FeelingForm(request.POST or None, to_meeting=meeting is not None)
    if request.method == "POST" and form.is_valid():
        said, to = form.cleaned_data, None
        if said["who"] == "meeting" and meeting is not None:
            to = meeting.scope
        actions.say_in_between(by=member, to=to, body=said["how"], picture=said["picture"], now=timezone.now())
        messages.success(request, _("Kept.") if to is None else _("Shared with this meeting."))
        return redirect("care:mine")
    context = {"form": form, "meeting": meeting}
    status = MENDED if form.errors else 200
    return circle_page(request, member, "care/say.html", context, box=True, status=status)


@require_http_methods(["GET", "POST"])
@takes_effect_once
def delete(request: Request, check_in_id: str) -> HttpResponse:
    """Look once more, then delete one for good, or keep it."""
    check_in = queries.one_of_mine(person=request.person, check_in_id=check_in_id)
    if request.method == "GET":
        return render(request, "care/delete.html", {"check_in": check_in, "key": new_key()})
    actions.remove(check_in=check_in, by=request.person)
    messages.success(request, _("It is gone for good."))
    return redirect("care:mine")


@require_http_methods(["GET", "POST"])
@takes_effect_once
def delete_all(request: Request) -> HttpResponse:
    """Look once more, then delete all of it for good, or keep it."""
    if request.method == "GET":
        return render(request, "care/delete_all.html", {"key": new_key()})
    actions.remove_all(by=request.person)
    messages.success(request, _("All of it is gone for good."))
    return redirect("care:mine")
