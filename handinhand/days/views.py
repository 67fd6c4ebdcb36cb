"""Days that do not suit: mine, for me alone, and the circle's, for everybody in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.days import actions, queries
from handinhand.days.choices import Told
from handinhand.days.forms import CircleDayForm, OwnDayForm, ToldForm
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import Form, add_problem


@require_http_methods(["GET", "POST"])
@takes_effect_once
def mine(request: Request) -> HttpResponse:
    """The days that do not suit me, and one more."""
    form = OwnDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_own_day(by=request.person, span=form.span(form.cleaned_data["note"]), now=timezone.now())
        except actions.DayStays as reason:
            add_problem(form, "day", str(reason))
        else:
            messages.success(request, _("It is kept. Only you see this list."))
            return redirect("days:mine")
    own = queries.mine(person=request.person)
    told_form = ToldForm(initial={"told": Told.PLANNING if own.is_told else Told.ME})
    context = {"form": form, "told_form": told_form, "mine": own}
    return render(request, "days/mine.html", context, status=422 if form.errors else 200)


@require_POST
@takes_effect_once
def told(request: Request) -> HttpResponse:
    """Say who is told of my days."""
    form = ToldForm(request.POST)
    if form.is_valid():
        is_told = form.cleaned_data["told"] == Told.PLANNING
        actions.choose_told(by=request.person, is_told=is_told, now=timezone.now())
        messages.success(request, _("Saved."))
    else:
        messages.info(request, _("Please choose one of the two."))
    return redirect("days:mine")


@require_POST
@takes_effect_once
def take_out(request: Request, ident: str) -> HttpResponse:
    """Take one of my days out."""
    actions.take_out_own_day(by=request.person, ident=ident, now=timezone.now())
    messages.success(request, _("It is out of your list."))
    return redirect("days:mine")


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def of_circle(request: Request, member: Member) -> HttpResponse:
    """The days that do not suit this circle, and one more."""
    form = CircleDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_circle_day(by=member, span=form.span(form.cleaned_data["note"]), now=timezone.now())
        except actions.DayStays as reason:
            add_problem(form, "day", str(reason))
        else:
            messages.success(request, _("It is kept. Everyone in this circle can see it."))
            return redirect("days:of_circle", member.circle.public_id)
    context = {"form": form, "days": queries.circle_days(viewer=member)}
    status = 422 if form.errors else 200
    return circle_page(request, member, "days/of_circle.html", context, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def take_out_of_circle(request: Request, member: Member, day_id: str) -> HttpResponse:
    """Look once more, then let a day suit the circle again, or leave it."""
    shown = queries.circle_day(viewer=member, day_id=day_id)
    if request.method == "GET":
        return circle_page(request, member, "days/take_out.html", {"shown": shown, "form": Form()})
    actions.take_out_circle_day(day=shown.row, by=member, now=timezone.now())
    messages.success(request, _("It is out of the list. What was done, and by whom, says so."))
    return redirect("days:of_circle", member.circle.public_id)
