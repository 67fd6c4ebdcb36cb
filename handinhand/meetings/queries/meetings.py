"""Finding one meeting, for somebody who may."""

from django.http import Http404

from handinhand.circles.models import Member
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting, Part


class NoSuchMeeting(Http404):
    """There is no such meeting, or it is not for whoever is looking."""


def meeting_for(*, viewer: Member, meeting_id: str) -> Meeting:
    """A meeting of the viewer's circle; one still being planned is its planner's alone."""
    found = (
        Meeting.objects.filter(circle_id=viewer.circle_id, public_id=meeting_id)
        .select_related("scope", "holder", "current", "current__proposal__scope", "planned_by")
        .first()
    )
    if found is None or (found.state == MeetingState.DRAFT and found.planned_by_id != viewer.pk):
        raise NoSuchMeeting
    found.circle = viewer.circle
    return found


def part_of(meeting: Meeting, part_id: str) -> Part:
    """One part of a meeting's plan."""
    part = meeting.parts.filter(public_id=part_id).first()
    if part is None:
        raise NoSuchMeeting
    part.meeting = meeting
    return part
