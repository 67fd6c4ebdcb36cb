"""Who is here, one's own place, inviting, and leaving."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from handinhand.circles import actions
from handinhand.circles.actions import NameTaken, NeedsOthers
from handinhand.circles.actions.invitations import LASTS
from handinhand.circles.choices import Power
from handinhand.circles.doors import as_member, as_member_even_held, ask_the_circle, circle_page, even_when_closed
from handinhand.circles.forms import NAME_TAKEN, PlaceForm
from handinhand.circles.models import Invitation, Member
from handinhand.circles.queries import (
    count_present,
    day_in,
    holds_now,
    invitation_of,
    is_open,
    open_invitations,
    present_members,
    spoken_code,
    who_can_see,
)
from handinhand.circles.queries.at_once import inviting
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.forms import Form, add_problem
from handinhand.words.queries import circle_scope, unseen_by

MENDED = 422


@require_GET
@as_member
def members(request: Request, member: Member) -> HttpResponse:
    """Who is here: shapes, names, and how each of us comes."""
    context = {
        "members": present_members(member.circle),
        "holds": holds_now(viewer=member, now=timezone.now()),
        "unseen": unseen_by(viewer=request.person, circle=member.circle),
    }
    return circle_page(request, member, "circles/members.html", context)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
@even_when_closed
def my_place(request: Request, member: Member) -> HttpResponse:
    """My name, shape and colour here, and how I come."""
    form = PlaceForm(request.POST or None, initial=PlaceForm.filled_in(member))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_my_place(by=member, **form.place())
        except NameTaken:
            add_problem(form, "my_name", NAME_TAKEN)
        else:
            messages.success(request, _("Your place here is changed."))
            return redirect("circles:my_place", member.circle.public_id)
    form.say_who_sees(_("Everyone in this circle sees this, also beside what you shared before."))
    status = MENDED if form.errors else 200
    return circle_page(request, member, "circles/my_place.html", {"form": form}, box=True, status=status)


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def invite(request: Request, member: Member) -> HttpResponse:
    """Make a way in, and see the ways that are open."""
    now = timezone.now()
    if request.method == "POST":
        try:
            made = actions.invite(by=member, now=now)
        except NeedsOthers:
            return ask_the_circle(request, member, Power.INVITE)
        messages.success(request, _("Here is a new invitation."))
        return redirect(reverse("circles:invite", args=[member.circle.public_id]) + f"#{made.public_id}")
    shown = [way_in(member, each, now) for each in open_invitations(member=member, now=now)]
    at_once = inviting(member, until=now + LASTS, now=now)
    context = {"form": Form(), "invitations": shown, "place_for_codes": place_for_codes(), "at_once": at_once}
    return circle_page(request, member, "circles/invite.html", context)


def way_in(member: Member, invitation: Invitation, now: datetime) -> dict[str, object]:
    """An invitation as it is passed on."""
    return {
        "invitation": invitation,
        "link": settings.PUBLIC_ADDRESS + reverse("circles:join", args=[invitation.token]),
        "code": spoken_code(invitation.code),
        "until": day_in(member.circle, invitation.ends_at, now),
    }


def place_for_codes() -> str:
    """Where the code of an invitation is typed."""
    return settings.PUBLIC_ADDRESS + reverse("circles:join_code")


@require_GET
@as_member
def invitation(request: Request, member: Member, invitation_id: str) -> HttpResponse:
    """One invitation, large: to hold a phone over, or to print. It names neither the circle nor what it is for."""
    now = timezone.now()
    found = invitation_of(member=member, invitation_id=invitation_id)
    if not is_open(found, now=now):
        return redirect("circles:invite", member.circle.public_id)
    context = {"way": way_in(member, found, now), "place_for_codes": place_for_codes()}
    return circle_page(request, member, "circles/invitation.html", context)


@require_POST
@as_member
@takes_effect_once
def withdraw(request: Request, member: Member, invitation_id: str) -> HttpResponse:
    """Withdraw an invitation: from now on it lets nobody in."""
    found = invitation_of(member=member, invitation_id=invitation_id)
    actions.withdraw_invitation(invitation=found, by=member, now=timezone.now())
    messages.success(request, _("The invitation is taken back. Nobody can join by it now."))
    return redirect("circles:invite", member.circle.public_id)


@require_http_methods(["GET", "POST"])
# The other way around than elsewhere: whoever has left is told so again, though the circle is closed to them by then.
@takes_effect_once
@as_member_even_held
def leave(request: Request, member: Member) -> HttpResponse:
    """What leaving does; then leave, or stay."""
    if request.method == "POST":
        actions.leave(by=member, now=timezone.now())
        messages.success(request, _("You have left the circle. You are welcome back by a new invitation."))
        return redirect("home:today")
    is_last = count_present(member.circle) == 1
    given = {"form": Form(), "is_last": is_last}
    if member.is_held:
        # It follows nothing: there is nothing to see.
        given["ticket"] = ""
    return circle_page(request, member, "circles/leave.html", given)


@require_GET
@as_member
def limits(request: Request, member: Member) -> HttpResponse:
    """What cannot stay private here, and who sees what is shared with the circle."""
    context = {"sees": who_can_see(circle_scope(member.circle), member)}
    return circle_page(request, member, "circles/limits.html", context)
