"""A plan on paper, with a slip for an answer and one for a position."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from handinhand.circles.doors import as_member, circle_page
from handinhand.circles.models import Member
from handinhand.decisions.choices import PositionKind
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.queries.plans import plan_of
from handinhand.meetings.queries.printed import printed_for
from handinhand.people.doors import Request


@require_GET
@as_member
def printed(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """The page to print: on one A4 page, or in large print on as many as it takes. Paper is the same for everybody."""
    meeting = plan_of(viewer=member, meeting_id=meeting_id)
    large = request.GET.get("letters") == "large"
    context = {
        "meeting": meeting,
        "paper": printed_for(meeting=meeting, large=large, person=member.person_id),
        "large": large,
        "answers": AnswerKind.labels,
        "positions": PositionKind.labels,
    }
    return circle_page(request, member, "meetings/printed.html", context)
