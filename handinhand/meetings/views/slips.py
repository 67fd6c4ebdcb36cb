"""Slips of paper in a meeting: whoever keeps its notes types them in, while the proposal is in hand."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from handinhand.circles.doors import as_member
from handinhand.circles.models import Member
from handinhand.decisions.queries import proposal_for
from handinhand.decisions.views.slips import keeper_types, type_in
from handinhand.meetings.models import Notes
from handinhand.meetings.queries.meetings import NoSuchMeeting, meeting_for
from handinhand.people.doors import Request, keeps_nothing_unsent, takes_effect_once


@require_http_methods(["GET", "POST"])
@keeps_nothing_unsent
@as_member
@takes_effect_once
def in_meeting(request: Request, member: Member, meeting_id: str) -> HttpResponse:
    """Type in slips about what the meeting has in hand."""
    meeting = meeting_for(viewer=member, meeting_id=meeting_id)
    proposal = meeting.current.proposal if meeting.current is not None else None
    if proposal is None:
        raise NoSuchMeeting
    keeps = Notes.objects.filter(meeting=meeting, keeper=member).exists()
    found = proposal_for(viewer=member, proposal_id=proposal.public_id)
    may_type = keeps or found.closes_at is not None
    return type_in(request, member, found, refusal="" if may_type else keeper_types())
