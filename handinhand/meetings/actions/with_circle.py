"""What ends in meetings when their circle closes: those still to come are called off, and none is interrupted."""

from datetime import datetime, timedelta

from handinhand.circles.actions import EndsWithCircle, NotYet
from handinhand.ground.models import Circle
from handinhand.meetings.actions.letting_go import STILL_TO_COME
from handinhand.meetings.actions.series import not_to_be
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting

# A meeting that was opened and never closed keeps nobody waiting for longer.
ONE_MEETING = timedelta(days=1)


def hold_ahead(*, circle: Circle) -> None:
    """The meetings of a circle that are not over, in order."""
    ahead = Meeting.objects.select_for_update(of=("self",)).filter(circle=circle, state__in=STILL_TO_COME)
    list(ahead.order_by("pk").values_list("pk"))


def end_ahead(*, circle: Circle, now: datetime) -> None:
    """Call off what is still to come; raises NotYet while people meet."""
    ahead = Meeting.objects.filter(circle=circle).select_related("scope", "circle").order_by("pk")
    if ahead.filter(state=MeetingState.OPEN, starts_at__gt=now - ONE_MEETING).exists():
        raise NotYet
    for meeting in ahead.filter(state=MeetingState.INVITED):
        not_to_be(meeting=meeting, now=now)


ENDS = EndsWithCircle(hold=hold_ahead, end=end_ahead)
