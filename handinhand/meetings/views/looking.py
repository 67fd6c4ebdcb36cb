"""Looking round before the day: the empty room, part by part. Nothing here is sent, kept, or known to anybody."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries import looking, plans
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.meetings.views.editing import to
from handinhand.meetings.views.rooms import blank_forms, who_sees
from handinhand.people.doors import Request


def has_been(request: Request, meeting: Meeting) -> bool:
    """Say so where a meeting is over: its room is closed."""
    over = meeting.state == MeetingState.CLOSED
    if over:
        messages.info(request, _("This meeting has been, so there is no room to look at any more."))
    return over


@require_GET
@as_member
def look_round(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """What will happen where, how to pass and step out, who holds what, and how long."""
    meeting = plans.plan_of(viewer=member, meeting_id=meeting_id)
    if has_been(request, meeting):
        return to("plan", meeting)
    page = plans.plan_page(viewer=member, meeting=meeting, now=timezone.now())
    steps = [(step, looking.WHAT_HAPPENS[step.part.kind]) for step in page.steps]
    context = {"meeting": meeting, "plan": page, "steps": steps, "ticket": ""}
    return circle_page(request, member, "meetings/look_round.html", context)


@require_GET
@as_member
def look_at(request: Request, member: Member, meeting_id: str, part_id: str) -> HttpResponse:
    """What the screen will look like in one part, with nobody else in it."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    if has_been(request, meeting):
        return to("plan", meeting)
    look = looking.look_at(viewer=member, meeting=meeting, part_id=part_id)
    room = look.room
    context = {"look": look, "room": room, "meeting": room.meeting, "part": room.part, "ticket": ""}
    context |= {**blank_forms(room), **who_sees(room, about_the_meeting=False)}
    return circle_page(request, member, "meetings/look_at.html", context)
