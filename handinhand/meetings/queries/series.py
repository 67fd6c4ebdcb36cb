"""Reads of a series: its other meetings, and who would have come to one that is called off."""

from datetime import datetime

from handinhand.circles.models import Member
from handinhand.meetings import times
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting


def later(*, viewer: Member, meeting: Meeting) -> list[tuple[Meeting, str]]:
    """The later meetings of a meeting's series that have not been, each with when it is."""
    if meeting.series_id is None:
        return []
    found = Meeting.objects.filter(
        circle=viewer.circle_id, series=meeting.series_id, state=MeetingState.INVITED, starts_at__gt=meeting.starts_at
    )
    zone = viewer.circle.time_zone
    return [(each, times.say_start(each.starts_at, zone)) for each in found.order_by("starts_at", "pk")]


def days_of(moments: list[datetime], zone: str) -> list[str]:
    """Moments as people say them."""
    return [times.say_start(each, zone) for each in moments]
