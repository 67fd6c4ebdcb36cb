"""The meetings of a circle that are near, as far as care needs to know of them."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from handinhand.care.queries.near import Near
from handinhand.ground.models import Circle
from handinhand.ground.prepared import Prepared
from handinhand.meetings import times as clock
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.plans import OVER_AFTER
from handinhand.ui.apart import apart

LATELY = timedelta(days=1)


def near(*, circle: Circle, now: datetime) -> list[Near]:
    """Meetings that are ahead, going on, or were closed since yesterday, the next first; a single query."""
    meetings = _near.rows(circle=circle.pk, since=now - OVER_AFTER, lately=now - LATELY)
    return [
        Near(
            scope=each.scope_id,
            scope_id=each.scope.public_id,
            says=f"{apart(each.title)}, {clock.say_start(each.starts_at, circle.time_zone)}",
            has_begun=each.opened_at is not None,
            is_over=each.state == MeetingState.CLOSED,
        )
        for each in meetings
    ]


@Prepared
def _near(circle: int, since: datetime, lately: datetime) -> QuerySet[Meeting]:
    found = Q(state=MeetingState.INVITED, starts_at__gte=since)
    found |= Q(Q(opened_at__gte=since) | Q(starts_at__gte=since), state=MeetingState.OPEN)
    found |= Q(state=MeetingState.CLOSED, closed_at__gte=lately)
    return Meeting.objects.filter(found, circle=circle).select_related("scope").order_by("starts_at", "pk")
