"""A photograph: giving one, who can see it, taking it away, and showing it to those who may see it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles.doors import as_member, circle_page, even_when_closed
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, member_in
from handinhand.people.doors import Request, takes_effect_once
from handinhand.profiles import actions
from handinhand.profiles.choices import Sees
from handinhand.profiles.forms import PhotographForm, SeesForm
from handinhand.profiles.queries.pages import own_photograph, picture_of
from handinhand.profiles.queries.sees import sentences
from handinhand.profiles.views.mine import on_from
from handinhand.ui.forms import add_problem

MENDED = 422


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def photograph(request: Request, member: Member) -> HttpResponse:
    """My photograph, if I want one."""
    mine = own_photograph(viewer=member)
    start, who = {"who": mine.scope.kind} if mine is not None else {}, sentences(member, of=mine)
    form = PhotographForm(request.POST or None, request.FILES or None, initial=start.copy(), sentences=who)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.cleaned_data["who"]
            made = actions.put_photograph(by=member, sent=form.sent(), sees=chosen, now=timezone.now())
        except actions.PhotographStays as reason:
            add_problem(form, "picture", str(reason))
        else:
            messages.success(request, _("Your photograph is on your page. Place, time and camera were left out of it."))
            return on_from(member, made.words, chosen)
    context = {
        "form": form,
        "has_photograph": mine is not None,
        "show_form": SeesForm(initial=start, sentences=who, auto_id="show_%s"),
    }
    status = MENDED if form.errors else 200
    return circle_page(request, member, "profiles/photograph.html", context, status=status)


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def show(request: Request, member: Member) -> HttpResponse:
    """Change who can see my photograph."""
    mine = own_photograph(viewer=member)
    if mine is None:
        raise NotHere
    form = SeesForm(request.POST, sentences=sentences(member, of=mine))
    if not form.is_valid():
        messages.info(request, _("Please choose one of these."))
        return redirect("profiles:photograph", member.circle.public_id)
    actions.show_photograph_to(by=member, sees=form.cleaned_data["who"], now=timezone.now())
    messages.success(request, _("Changed. Who has seen it by now, has seen it."))
    who = form.cleaned_data["who"]
    return (
        on_from(member, mine, who) if who == Sees.CHOSEN else redirect("profiles:photograph", member.circle.public_id)
    )


@require_POST
@as_member
@takes_effect_once
@even_when_closed
def take_away(request: Request, member: Member) -> HttpResponse:
    """Take my photograph away, for good."""
    actions.take_photograph_away(by=member)
    messages.success(request, _("Your photograph is gone from here. Your shape and colour stand for you."))
    return redirect("profiles:mine", member.circle.public_id)


@require_GET
@as_member
def picture(request: Request, member: Member, member_id: str) -> HttpResponse:
    """The photograph of a member, for those who may see it. Like every page of ours it stays in no cache."""
    other = member_in(viewer=member, member_id=member_id)
    answer = HttpResponse(picture_of(viewer=member, member=other), content_type="image/jpeg")
    answer["Content-Disposition"] = "inline"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
