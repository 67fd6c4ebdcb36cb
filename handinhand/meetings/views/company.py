"""Who will be there, before a meeting, as far as each of them lets those who belong to it know."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.queries import plans
from handinhand.meetings.queries.company import company_of
from handinhand.people.doors import Request


@require_GET
@as_member
def company(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Those who will be there, each with what they wrote about themselves for such people."""
    meeting = plans.plan_of(viewer=member, meeting_id=meeting_id)
    if meeting.state not in {MeetingState.INVITED, MeetingState.OPEN}:
        return redirect("meetings:plan", member.circle.public_id, meeting.public_id)
    context = {"meeting": meeting, "company": company_of(viewer=member, meeting=meeting), "ticket": ""}
    return circle_page(request, member, "meetings/company.html", context)
