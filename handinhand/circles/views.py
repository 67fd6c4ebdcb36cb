"""Pages of circles."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles import actions
from handinhand.circles.choices import Adopts
from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.forms import CodeForm, PlaceForm, StartForm
from handinhand.circles.models import Invitation, Member
from handinhand.circles.queries import (
    NotHere,
    adopted,
    open_invitations,
    present_members,
    rule_of,
    standing_invitation,
)
from handinhand.circles.queries import ledger as ledger_of
from handinhand.circles.queries import versions as versions_of
from handinhand.people.actions import count_try, give_back_try
from handinhand.people.doors import Request, begin_visit, open_to_strangers, takes_effect_once, visitor_of, where_from
from handinhand.ui.forms import add_problem

TRIES, STRETCH = 20, timedelta(hours=1)
STARTS = 10
NAME_TAKEN = _("Somebody here goes by that name already. Please choose another, or add a letter.")


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def start(request: HttpRequest) -> HttpResponse:
    """Start a circle."""
    form = StartForm(request.POST or None)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        if count_try(what=f"start {where_from(request)}", limit=STARTS, stretch=STRETCH, now=now):
            member = actions.start_circle(
                person=visitor_of(request),
                name=form.cleaned_data["name"],
                purpose=form.cleaned_data["purpose"],
                limits=form.cleaned_data["limits"],
                time_zone=form.cleaned_data["time_zone"],
                now=now,
                **form.place(),
            )
            return welcome(request, member)
        add_problem(form, None, _("Many circles were started from here just now. Please try again in an hour."))
    return render(request, "circles/start.html", {"form": form}, status=422 if form.errors else 200)


def welcome(request: HttpRequest, member: Member) -> HttpResponse:
    """Into the circle; somebody new is told how to come back."""
    if visitor_of(request) is None:
        begin_visit(request, member.person)
        messages.info(request, _("You are in. Under “Me” you can print a card, so that you can come back another day."))
    return redirect("home:circle", member.circle.public_id)


@require_http_methods(["GET", "POST"])
@open_to_strangers
def join_code(request: HttpRequest) -> HttpResponse:
    """Join by a code that somebody read out; only wrong codes are counted."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = try_invitation(request, code=form.cleaned_data["code"])
        if found is not None:
            return redirect("circles:join", found.token)
        add_problem(form, "code", _("We cannot find that code, or it has run out. Please ask for a new one."))
    return render(request, "circles/join_code.html", {"form": form}, status=422 if form.errors else 200)


def try_invitation(request: HttpRequest, *, token: str = "", code: str = "") -> Invitation | None:
    """The invitation that still stands, if this place has not tried too many wrong ones."""
    now, what = timezone.now(), f"join {where_from(request)}"
    if not count_try(what=what, limit=TRIES, stretch=STRETCH, now=now):
        return None
    found = standing_invitation(token=token, code=code, now=now)
    if found is not None:
        give_back_try(what=what, stretch=STRETCH, now=now)
    return found


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Read what the circle is for and how people are together, then join it."""
    invitation = try_invitation(request, token=token)
    if invitation is None:
        return render(request, "circles/no_invitation.html", status=404)
    circle, person = invitation.circle, visitor_of(request)
    mine = Member.objects.filter(circle=circle, person=person, left_at__isnull=True) if person else None
    if mine is not None and mine.exists():
        return redirect("home:circle", circle.public_id)
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            return welcome(request, actions.join(person=person, invitation=invitation, now=now, **form.place()))
        except actions.NameTaken:
            add_problem(form, "called", NAME_TAKEN)
    context = {
        "form": form,
        "asked_to": circle,
        "token": token,
        "goals": adopted(circle=circle, kind=Adopts.GOAL),
        "agreement": adopted(circle=circle, kind=Adopts.AGREEMENT),
        "count": len(present_members(circle)),
        "limits_note": circle.limits,
    }
    return render(request, "circles/join.html", context, status=422 if form.errors else 200)


@require_GET
@as_member
def members(request: Request, member: Member) -> HttpResponse:
    """Who is here."""
    return circle_page(request, member, "circles/members.html", {"members": present_members(member.circle)})


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def my_place(request: Request, member: Member) -> HttpResponse:
    """My name, shape and colour here, how I come, and the way to leave."""
    known = {name: getattr(member, name) for name in ("shape", "colour", "standing", "organisation")}
    form = PlaceForm(request.POST or None, initial={"called": member.name, **known})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_place(member=member, **form.place())
        except actions.NameTaken:
            add_problem(form, "called", NAME_TAKEN)
        else:
            messages.success(request, _("Kept."))
            return redirect("circles:my_place", member.circle.public_id)
    status = 422 if form.errors else 200
    return circle_page(request, member, "circles/my_place.html", {"form": form}, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def invite(request: Request, member: Member) -> HttpResponse:
    """Invite somebody: a link to send, and a code to read out."""
    now = timezone.now()
    if request.method == "POST":
        actions.make_invitation(circle=member.circle, by=member, now=now)
        return redirect("circles:invite", member.circle.public_id)
    invitations = [
        {
            "row": each,
            "link": settings.PUBLIC_ADDRESS + reverse("circles:join", args=[each.token]),
            "code": " ".join(each.code[place : place + 3] for place in range(0, len(each.code), 3)),
        }
        for each in open_invitations(circle=member.circle, now=now)
    ]
    return circle_page(request, member, "circles/invite.html", {"invitations": invitations})


@require_POST
@as_member
@takes_effect_once
def withdraw(request: Request, member: Member, invitation_id: str) -> HttpResponse:
    """Withdraw an invitation."""
    found = Invitation.objects.filter(circle=member.circle, public_id=invitation_id).select_related("circle").first()
    if found is None:
        raise NotHere
    actions.withdraw_invitation(invitation=found, by=member, now=timezone.now())
    messages.success(request, _("Withdrawn. That link and that code let nobody in any more."))
    return redirect("circles:invite", member.circle.public_id)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def leave(request: Request, member: Member) -> HttpResponse:
    """Leave the circle, after reading what that means."""
    if request.method == "POST":
        actions.leave(member=member, now=timezone.now())
        messages.success(request, _("You have left the circle. You can come back with a new invitation."))
        return redirect("home:today")
    return circle_page(request, member, "circles/leave.html", {})


@require_GET
@as_member
def agreement(request: Request, member: Member) -> HttpResponse:
    """What we are here for, how we are together, and how we decide."""
    circle = member.circle
    context = {
        "goals": adopted(circle=circle, kind=Adopts.GOAL),
        "lines": adopted(circle=circle, kind=Adopts.AGREEMENT),
        "rule": rule_of(circle),
    }
    return circle_page(request, member, "circles/agreement.html", context)


@require_GET
@as_member
def versions(request: Request, member: Member) -> HttpResponse:
    """Earlier versions of what was agreed."""
    kinds = [
        {"label": Adopts(kind).label, "versions": versions_of(circle=member.circle, kind=Adopts(kind))}
        for kind in (Adopts.GOAL, Adopts.AGREEMENT, Adopts.LIMITS, Adopts.HOW_WE_DECIDE)
    ]
    return circle_page(request, member, "circles/versions.html", {"kinds": kinds})


@require_GET
@as_member
def limits(request: Request, member: Member) -> HttpResponse:
    """What cannot stay private here."""
    return circle_page(request, member, "circles/limits.html", {})


@require_GET
@as_member
def ledger(request: Request, member: Member) -> HttpResponse:
    """What was done, and by whom."""
    lines, earlier = ledger_of(viewer=member, before=request.GET.get("before", ""))
    return circle_page(request, member, "circles/ledger.html", {"lines": lines, "earlier": earlier})
