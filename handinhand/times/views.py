"""Pages to find a time together: asking, answering, seeing what suits best, and planning for it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, count_present
from handinhand.days.queries import circle_days
from handinhand.people.doors import Request, takes_effect_once
from handinhand.times import actions, queries
from handinhand.times.forms import AskForm, SuitsForm
from handinhand.times.models import Asking
from handinhand.times.rules import why_not_ask
from handinhand.ui.forms import Form, add_problem


@require_GET
@as_member
def listed(request: Request, member: Member) -> HttpResponse:
    """The askings of this circle."""
    return circle_page(request, member, "times/list.html", {"askings": queries.askings(viewer=member)})


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def new(request: Request, member: Member) -> HttpResponse:
    """Ask which of a few times suit."""
    form = AskForm(request.POST or None, zone=member.circle.time_zone)
    if request.method == "POST" and form.is_valid():
        title, moments = form.cleaned_data["title"], form.cleaned_data["moments"]
        try:
            asked = actions.ask(by=member, title=title, moments=moments, now=timezone.now())
        except actions.NotSo as reason:
            add_problem(form, None, str(reason))
        else:
            messages.success(request, _("It is asked. Everyone in this circle finds it on their Today page."))
            return redirect("times:asking", member.circle.public_id, asked.public_id)
    why_not = why_not_ask(count_present(member.circle), queries.count_open(member.circle))
    context = {"form": form, "why_not": why_not, "days": circle_days(viewer=member)}
    status = 422 if form.errors else 200
    return circle_page(request, member, "times/new.html", context, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def asking(request: Request, member: Member, asking_id: str) -> HttpResponse:
    """Say of each time whether it suits; once the asking is closed, see what suits best."""
    asked = queries.asking_of(viewer=member, asking_id=asking_id)
    page = queries.asking_page(viewer=member, asking=asked)
    form = SuitsForm(request.POST or None, offered=page.offered, initial=dict(page.said))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(asking=asked, by=member, said=form.said())
        except actions.NotSo as reason:
            messages.info(request, str(reason))
        else:
            messages.success(request, _("It is kept, and nobody sees it. You can change it until this is closed."))
        return to(asked, member)
    context = {
        "asking": asked,
        "page": page,
        "form": form,
        "reason": _(asked.reason) if asked.reason else "",
        "is_planned_for_me": queries.is_planned_for(asked, member),
    }
    return circle_page(request, member, "times/asking.html", context, status=422 if form.errors else 200)


def to(asked: Asking, member: Member) -> HttpResponseRedirect:
    """Back to an asking."""
    return redirect("times:asking", member.circle.public_id, asked.public_id)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def skip(request: Request, member: Member, asking_id: str) -> HttpResponse:
    """Say nothing of these times; what was said before goes."""
    asked = queries.asking_of(viewer=member, asking_id=asking_id)
    try:
        actions.answer(asking=asked, by=member, said={})
    except actions.NotSo as reason:
        messages.info(request, str(reason))
    else:
        messages.success(request, _("You skipped this, and nobody sees that. You can answer until it is closed."))
    return redirect("home:today")


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def close(request: Request, member: Member, asking_id: str) -> HttpResponse:
    """Look once more, then see what suits best, for good."""
    asked = queries.asking_of(viewer=member, asking_id=asking_id)
    if asked.closed_at is not None:
        return to(asked, member)
    if request.method == "POST":
        try:
            actions.close(asking=asked, by=member, now=timezone.now())
        except actions.NotSo as reason:
            messages.info(request, str(reason))
        return to(asked, member)
    return circle_page(request, member, "times/close.html", {"asking": asked, "form": Form()})


@require_POST
@as_member
@takes_effect_once
def stop(request: Request, member: Member, asking_id: str) -> HttpResponse:
    """Stop asking, without anything being worked out."""
    asked = queries.asking_of(viewer=member, asking_id=asking_id)
    try:
        actions.stop(asking=asked, by=member, now=timezone.now())
    except actions.NotSo as reason:
        messages.info(request, str(reason))
    return to(asked, member)


@require_POST
@as_member
@takes_effect_once
def plan(request: Request, member: Member, asking_id: str) -> HttpResponse:
    """Begin a plan for one of the times that suit best."""
    asked = queries.asking_of(viewer=member, asking_id=asking_id)
    chosen = request.POST.get("time", "")
    time = next((each for each in queries.offered_in(asked) if each.public_id == chosen), None)
    if time is None:
        raise NotHere
    try:
        meeting = actions.plan(asking=asked, time=time, by=member, now=timezone.now())
    except actions.NotSo as reason:
        messages.info(request, str(reason))
        return to(asked, member)
    messages.success(request, _("Your plan is kept. Only you can see it so far."))
    return redirect("meetings:plan", member.circle.public_id, meeting.public_id)
