"""Pages for changing the plan in the room: what somebody would like, and how the plan would be then."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.meetings.actions import changing
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import OfferKind
from handinhand.meetings.forms.together import AddForm, LeaveOutForm, LengthForm, MoveForm
from handinhand.meetings.models import Part
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.meetings.queries.rooms import Room, offered_in, room_for
from handinhand.meetings.views.rooms import SENTENCES, to_room
from handinhand.people.doors import Request, takes_effect_once
from handinhand.ui.apart import apart
from handinhand.ui.forms import Form, add_problem

MENDED = 422


@require_http_methods(["GET", "POST"])
@as_member
@takes_effect_once
def change(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Ask for a change to the plan."""
    room = room_for(viewer=member, meeting=meeting_for(viewer=member, meeting_id=meeting_id), now=timezone.now())
    if request.method != "POST":
        return _show(request, room) if room.leads and room.is_open else to_room(member, meeting_id)
    kind = request.POST.get("what", "")
    form = _forms(room, request.POST).get(kind)
    if form is None:
        return to_room(member, meeting_id)
    if form.is_valid():
        try:
            changing.offer(
                meeting=room.meeting, by=member, now=timezone.now(), kind=OfferKind(kind), **_given(room.parts, form)
            )
        except NotNow as not_now:
            add_problem(form, None, SENTENCES[str(not_now)])
        except PlanStays as reason:
            add_problem(form, None, str(reason))
        else:
            return redirect("meetings:offered", member.circle.public_id, meeting_id)
    return _show(request, room, **{kind: form})


@require_GET
@as_member
def offered(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """The change that is asked for: the plan before and after, and how it would read for pace."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    room, findings = offered_in(viewer=member, meeting=meeting)
    if room.offer is None:
        if room.in_scope:
            messages.info(request, _("No change to the plan is asked for now."))
        return to_room(member, meeting_id)
    context = {"room": room, "meeting": meeting, "findings": findings}
    return circle_page(request, member, "meetings/offered.html", context)


def _given(parts: Sequence[Part], form: Form) -> dict[str, Any]:
    """What was chosen, as the action takes it."""
    known = {each.public_id: each for each in parts}
    chosen = form.cleaned_data
    given = {name: known[chosen[name]] for name in ("part", "after") if chosen.get(name)}
    given |= {name: chosen[name] for name in ("title", "minutes") if name in chosen}
    return {**given, "part_kind": chosen["kind"]} if "kind" in chosen else given


def _forms(room: Room, sent: Any = None) -> dict[str, Form]:
    """A form for each way to change a plan. What has been cannot be chosen."""
    from_now = [(each.public_id, apart(each.title)) for each in room.parts[max(room.number - 1, 0) :]]
    to_come = from_now[1:] if room.part is not None else from_now
    return {
        OfferKind.ADD: AddForm(sent, from_now=from_now, auto_id="add_%s"),
        OfferKind.LENGTH: LengthForm(sent, from_now=from_now, auto_id="length_%s"),
        OfferKind.LEAVE_OUT: LeaveOutForm(sent, to_come=to_come, auto_id="out_%s"),
        OfferKind.MOVE: MoveForm(sent, from_now=from_now, to_come=to_come, auto_id="move_%s"),
    }


def _show(request: Request, room: Room, **sent: Form) -> HttpResponse:
    forms = {**_forms(room), **sent}
    shown = [(kind, kind.label, forms[kind]) for kind in OfferKind]
    context = {"room": room, "meeting": room.meeting, "ways": shown, "open": next(iter(sent), "add")}
    status = MENDED if sent else 200
    return circle_page(request, room.viewer, "meetings/change_in_room.html", context, box=True, status=status)
