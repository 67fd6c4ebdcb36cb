"""Finding one meeting, for somebody who may."""

from django.db.models import Q, QuerySet
from django.http import Http404

from handinhand.circles.models import Member
from handinhand.ground.prepared import Prepared
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting, Part
from handinhand.meetings.queries.lent import with_lent
from handinhand.meetings.queries.roles import at_rest
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope


class NoSuchMeeting(Http404):
    """There is no such meeting, or it is not for whoever is looking."""


# What passes between people in the room is read with the meeting: most often there is none of it.
TOGETHER = ("pause", "plan_offer", "split")
# Of who holds what, its people's row numbers: the room knows everybody by theirs.
HELD = ("notes", "care")


def meeting_for(*, viewer: Member, meeting_id: str) -> Meeting:
    """A meeting of the viewer's circle; one still being planned is its planner's alone."""
    found = _meeting.first(circle=viewer.circle_id, public_id=meeting_id)
    if found is None or (found.state == MeetingState.DRAFT and found.planned_by_id != viewer.pk):
        raise NoSuchMeeting
    found.circle = viewer.circle
    return found


@Prepared
def _meeting(circle: int, public_id: str) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(circle=circle, public_id=public_id)
    found = found.annotate(**at_rest(), **with_lent())
    return found.select_related(
        "scope", "holder", "current", "current__proposal__scope", "current__proposal__secret", *TOGETHER, *HELD
    )


def channels(*, viewer: Member, meeting_id: str) -> list[str]:
    """What pages of a meeting follow: its circle, and its people. Asked first, so that no change is missed."""
    return [each.public_id for each in _scopes.rows(circle=viewer.circle_id, meeting=meeting_id)]


@Prepared
def _scopes(circle: int, meeting: str) -> QuerySet[Scope]:
    followed = Q(kind=ScopeKind.CIRCLE) | Q(kind=ScopeKind.MEETING, meeting__public_id=meeting)
    return Scope.objects.filter(followed, circle=circle)


def part_of(meeting: Meeting, part_id: str) -> Part:
    """One part of a meeting's plan."""
    part = _part.first(meeting=meeting.pk, public_id=part_id)
    if part is None:
        raise NoSuchMeeting
    part.meeting = meeting
    return part


@Prepared
def _part(meeting: int, public_id: str) -> QuerySet[Part]:
    return Part.objects.filter(meeting=meeting, public_id=public_id)
