"""What was said in a part: what a long room no longer shows, and covering what puts somebody in danger."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.covering import plan_to_cover
from handinhand.meetings.queries.meetings import meeting_for, part_of
from handinhand.meetings.queries.plans import plan_of
from handinhand.meetings.queries.said import said_page
from handinhand.people.doors import Request


@require_GET
@as_member
def before(request: Request, member: Member, meeting_id: str, part_id: str) -> HttpResponse:
    """What was said in a part before what the room shows, page by page."""
    return _show(request, member, meeting_for(viewer=member, meeting_id=meeting_id), part_id, "meetings/said.html")


@require_GET
@as_member
def cover(request: Request, member: Member, meeting_id: str, part_id: str) -> HttpResponse:
    """The same words, each with the way to a cover over it."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    return _show(request, member, meeting, part_id, "meetings/said_to_cover.html")


@require_GET
@as_member
def cover_in_plan(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """The words of a plan, each with the way to a cover over it."""
    meeting = plan_of(viewer=member, meeting_id=meeting_id)
    if meeting.state == MeetingState.DRAFT:
        raise NotHere
    texts = plan_to_cover(viewer=member, meeting=meeting)
    return circle_page(request, member, "meetings/plan_to_cover.html", {"meeting": meeting, "texts": texts})


def _show(request: Request, member: Member, meeting: Meeting, part_id: str, template: str) -> HttpResponse:
    part = part_of(meeting, part_id)
    before_id = request.GET.get("before", "")
    shown = said_page(viewer=member, part=part, before=before_id)
    context = {"meeting": meeting, "part": part, "shown": shown, "before": before_id}
    return circle_page(request, member, template, context)
