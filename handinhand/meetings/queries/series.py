"""Reads of a series: its other meetings, and who would have come to one that is called off."""

from collections.abc import Sequence
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


def not_yet_planned(meeting: Meeting, moments: Sequence[datetime]) -> list[datetime]:
    """Of some moments those on a day of which no meeting of the series stands yet, whatever its hour is by now."""
    if meeting.series_id is None:
        return list(moments)
    zone = meeting.circle.time_zone
    standing = Meeting.objects.filter(series=meeting.series_id).exclude(state=MeetingState.CALLED_OFF)
    days = {times.local(each, zone).date() for each in standing.values_list("starts_at", flat=True)}
    return [each for each in moments if times.local(each, zone).date() not in days]


def days_of(moments: Sequence[datetime], zone: str) -> list[str]:
    """Moments as people say them."""
    return [times.say_start(each, zone) for each in moments]
