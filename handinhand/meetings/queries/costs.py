"""What a meeting costs whoever comes: its own minutes, and what kind of thing it is."""

from django.db.models import Case, Exists, IntegerField, OuterRef, Subquery, Sum, Value, When

from handinhand.fairness.energy import MOST_MINUTES, Cost, Days, one_day
from handinhand.meetings import times
from handinhand.meetings.models import Meeting, Part
from handinhand.people.models import Energy

EVENING = 18


def plan_minutes() -> Subquery:
    """How long a meeting is by its plan, within a read of meetings."""
    parts = Part.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Subquery(parts.annotate(whole=Sum("minutes")).values("whole"))


def minutes_if_counted(person: int) -> Case:
    """The same, worked out only for somebody who said how many hours they have."""
    counts = Energy.objects.filter(person=person, hours__isnull=False)
    return Case(When(Exists(counts), then=plan_minutes()), default=Value(0), output_field=IntegerField())


def cost_of(meeting: Meeting, *, minutes: int) -> Cost:
    """What it costs to come: there is a way there unless people join by video or phone."""
    hour = times.local(meeting.starts_at, meeting.circle.time_zone).hour
    return Cost(
        minutes=min(minutes, MOST_MINUTES),
        travels=not meeting.link,
        evening=hour >= EVENING,
        online=bool(meeting.link),
    )


def days_of(meeting: Meeting) -> Days:
    """The day on which it is, on the circle's clocks."""
    return one_day(times.local(meeting.starts_at, meeting.circle.time_zone).date())
