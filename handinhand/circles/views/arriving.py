"""Starting a circle, and joining one by a link or a code."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from handinhand.circles.actions import InvitationClosed, NameTaken, Refused, ask_for_hello, join, start_circle
from handinhand.circles.actions.hellos import NotOffered
from handinhand.circles.choices import Adopts
from handinhand.circles.doors import as_member, circle_page, limits_were_shown
from handinhand.circles.forms import NAME_TAKEN, CodeForm, JoinForm, StartForm
from handinhand.circles.models import Invitation, Member
from handinhand.circles.queries import adopted, offering_hello, open_invitation, place_of, present_members, reading_of
from handinhand.fairness.small_numbers import how_many
from handinhand.people.actions import count_try, give_back_try
from handinhand.people.doors import Request, begin_visit, open_to_strangers, takes_effect_once, visitor_of, where_from
from handinhand.people.queries import ways_back
from handinhand.ui.forms import add_problem

MENDED = 422
TOO_MANY = 429
CODES, CODES_STRETCH = 30, timedelta(minutes=10)
STARTS, STARTS_STRETCH = 60, timedelta(hours=1)


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def start(request: HttpRequest) -> HttpResponse:
    """Start a circle and be the first in it."""
    now, person = timezone.now(), visitor_of(request)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not count_try(what=f"start {where_from(request)}", limit=STARTS, stretch=STARTS_STRETCH, now=now):
            add_problem(form, None, _("Many circles were started from here just now. Please come again in an hour."))
        else:
            first = start_circle(person=person, member=form.place(), now=now, **form.circle())
            return come_in(request, first)
    form.say_who_sees(_("Everyone in this circle will see this."))
    context = {"form": form, "adults_only": settings.ADULTS_ONLY}
    return render(request, "circles/start.html", context, status=MENDED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def join_code(request: HttpRequest) -> HttpResponse:
    """Type the code of an invitation. Only codes that open nothing are counted against whoever tries."""
    now, what = timezone.now(), f"join {where_from(request)}"
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not count_try(what=what, limit=CODES, stretch=CODES_STRETCH, now=now):
            add_problem(form, None, _("Many codes were tried from here. Please wait ten minutes, or use the link."))
            return render(request, "circles/join_code.html", {"form": form}, status=TOO_MANY)
        invitation = open_invitation(code=form.cleaned_data["code"], now=now)
        if invitation is None:
            return closed(request)
        give_back_try(what=what, stretch=CODES_STRETCH, now=now)
        return redirect("circles:join", invitation.token)
    return render(request, "circles/join_code.html", {"form": form}, status=MENDED if form.errors else 200)


@require_http_methods(["GET", "POST"])
@open_to_strangers
@takes_effect_once
def join_link(request: HttpRequest, token: str) -> HttpResponse:
    """Read what a circle is for, what it agreed and what cannot stay private; then join it, or not."""
    now, person = timezone.now(), visitor_of(request)
    invitation = open_invitation(token=token, now=now)
    if invitation is None:
        return closed(request)
    if person is not None and place_of(circle=invitation.circle, person=person) is not None:
        return redirect("home:circle", invitation.circle.public_id)
    offering = offering_hello(invitation.circle)
    form = JoinForm(request.POST or None, offering=offering)
    if request.method == "POST" and form.is_valid():
        try:
            joined = join(person=person, invitation=invitation, now=now, **form.place())
            return come_in(request, like_a_hello(request, joined, form.cleaned_data.get("hello") or ""))
        except NameTaken:
            add_problem(form, "my_name", NAME_TAKEN)
        except InvitationClosed:
            return closed(request)
        except Refused:
            # Joined a moment ago, on another phone.
            return redirect("home:circle", invitation.circle.public_id)
    return show_invitation(request, invitation, form, offering)


def like_a_hello(request: HttpRequest, member: Member, to: str) -> Member:
    """Tell the one member whom a newcomer chose, if they still offer it."""
    if to:
        try:
            ask_for_hello(to=to, by=member, now=timezone.now())
        except NotOffered:
            messages.info(request, _("You are in. Whom you chose does not offer a hello just now."))
    return member


def show_invitation(
    request: HttpRequest, invitation: Invitation, form: JoinForm, offering: Sequence[Member]
) -> HttpResponse:
    """What a newcomer reads before joining. Who is here is a number: names are for those who are in, or offered it."""
    circle = invitation.circle
    form.say_who_sees(_("Everyone in this circle will see this."))
    context = {
        "invited_to": circle,
        "invitation": invitation,
        "goals": adopted(circle=circle, kind=Adopts.GOAL),
        "agreement": adopted(circle=circle, kind=Adopts.AGREEMENT),
        "limits_note": circle.limits,
        "reading": reading_of(circle),
        "offering": offering,
        "here": how_many(present_members(circle)),
        "form": form,
        "adults_only": settings.ADULTS_ONLY,
    }
    return render(request, "circles/join.html", context, status=MENDED if form.errors else 200)


def come_in(request: HttpRequest, member: Member) -> HttpResponse:
    """Go on into a circle as a member, signed in from now on; its limits of privacy were on the page before."""
    if visitor_of(request) is None:
        begin_visit(request, member.person)
    limits_were_shown(request, member)
    return redirect("circles:welcome", member.circle.public_id)


def closed(request: HttpRequest) -> HttpResponse:
    """One page for an invitation that ran out, was withdrawn, or never was: it does not tell which."""
    return render(request, "circles/closed.html", status=404)


@require_GET
@as_member
def welcome(request: Request, member: Member) -> HttpResponse:
    """You are in; what you can do next."""
    offering = offering_hello(member.circle, besides=member)
    context = {"ways": ways_back(person=request.person), "offering": offering}
    return circle_page(request, member, "circles/welcome.html", context)
