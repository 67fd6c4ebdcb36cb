"""Whether what a circle plans fits in what its people said they have: the sentence, and what is counted for it."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.ground.prepared import Prepared
from handinhand.meetings import times
from handinhand.meetings.choices import MeetingState, OutlookSays
from handinhand.meetings.models import Meeting, Outlook
from handinhand.meetings.queries.costs import cost_of, counted
from handinhand.people.queries.energy import have_in

LOOKED_AT_EVERY = timedelta(weeks=1)
WEEKS = 4


def outlook(circle: Circle, *, now: datetime) -> str:
    """The sentence, with the day on which it was looked at; empty while there is nothing to say, or it is too old."""
    kept = _kept.first(circle=circle.pk, since=now - 2 * LOOKED_AT_EVERY)
    if kept is None or kept.says == OutlookSays.NOTHING:
        return ""
    day = times.say_day(kept.looked_at, circle.time_zone)
    return f"{OutlookSays(kept.says).label} {_('We looked on %(day)s.') % {'day': day}}"


@Prepared
def _kept(circle: int, since: datetime) -> QuerySet[Outlook]:
    return Outlook.objects.filter(circle=circle, looked_at__gt=since)


def planned_minutes(circle: Circle, *, now: datetime) -> int:
    """What the meetings of the next four weeks take of one person who comes to all of them, without any way there."""
    ahead = Meeting.objects.filter(
        circle=circle, state=MeetingState.INVITED, starts_at__gte=now, starts_at__lt=now + timedelta(weeks=WEEKS)
    )
    costs = [cost_of(each) for each in ahead.select_related("circle").annotate(**counted())]
    return sum(each.preparation + each.minutes + each.after for each in costs)


def minutes_they_have(circle: Circle, *, now: datetime) -> list[int]:
    """What each member who said it has in the next four weeks, in minutes, in no order that says whose it is.

    Whoever rests counts among those who said it, with nothing: so a rest never takes the sentence away.
    """
    members = Member.objects.filter(circle=circle, left_at__isnull=True).values_list("person", flat=True)
    return sorted(have_in(persons=list(members), weeks=WEEKS, now=now))
