"""Reads of days that do not suit: one's own for oneself, a circle's for everybody, and whether some cannot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.days import spans
from handinhand.days.models import CircleDay, DaysTold, OwnDays
from handinhand.days.rules import FEWEST_TELL
from handinhand.days.spans import Span
from handinhand.ground.models import Circle, Person
from handinhand.ground.prepared import Prepared
from handinhand.ui.apart import apart


@dataclass(frozen=True)
class Mine:
    """Somebody's own days, and whether whoever plans is told of them."""

    days: list[Span]
    is_told: bool


@dataclass(frozen=True)
class Shown:
    """A circle's day: its row, and the stretch with its words."""

    row: CircleDay
    span: Span


def mine(*, person: Person) -> Mine:
    """What somebody said of their own days; nobody else ever reads it."""
    kept = _own.first(person=person.pk)
    return Mine(spans.read(kept.days), kept.is_told) if kept else Mine([], is_told=False)


@Prepared
def _own(person: int) -> QuerySet[OwnDays]:
    return OwnDays.objects.filter(person=person)


def circle_days(*, viewer: Member) -> list[Shown]:
    """The days that do not suit the viewer's circle, the oldest first."""
    return [Shown(each, spans.read(each.day)[0]) for each in _of_circle.rows(circle=viewer.circle_id)]


@Prepared
def _of_circle(circle: int) -> QuerySet[CircleDay]:
    return CircleDay.objects.filter(circle=circle).select_related("set_by").order_by("set_at", "pk")


def circle_day(*, viewer: Member, day_id: str) -> Shown:
    """One day of the viewer's circle; raises NotHere if there is none."""
    found = CircleDay.objects.filter(circle=viewer.circle_id, public_id=day_id).first()
    if found is None:
        raise NotHere
    return Shown(found, spans.read(found.day)[0])


def tellers(circle: Circle) -> QuerySet[OwnDays]:
    """Whose days count among those in a circle now who let whoever plans hear of them."""
    here = Member.objects.filter(circle=circle, left_at__isnull=True).values("person")
    return OwnDays.objects.filter(person__in=here, is_told=True)


@dataclass(frozen=True)
class Unsuitable:
    """What a planner is told of some times: the circle's own days, and whether some of us cannot."""

    circle: Circle
    days: list[Span]
    told: list[Span]

    def of(self, moment: datetime) -> list[str]:
        """The circle's days on which a moment falls, each as a sentence with the circle's own words."""
        found = [each for each in self.days if each.touches(moment, self.circle.time_zone)]
        return [_said_of_circle(each) for each in found]

    def some_cannot(self, moment: datetime) -> bool:
        """Whether a moment falls on days of some of us. Said only of many together, so that it points at nobody."""
        return any(each.touches(moment, self.circle.time_zone) for each in self.told)


def _said_of_circle(span: Span) -> str:
    if not span.note:
        return _("This day does not suit this circle: %(day)s.") % {"day": span}
    given = {"day": span, "words": apart(span.note)}
    return _("This day does not suit this circle: %(day)s (%(words)s).") % given


def unsuitable(*, viewer: Member) -> Unsuitable:
    """What whoever plans in the viewer's circle is told; three queries, however many times are asked about."""
    days = [each.span for each in circle_days(viewer=viewer)]
    enough = tellers(viewer.circle).count() >= FEWEST_TELL
    told = DaysTold.objects.filter(circle=viewer.circle_id).first()
    return Unsuitable(viewer.circle, days, spans.read(told.days) if told is not None and enough else [])


def on_my_days(*, person: Person, moments: Sequence[tuple[int, datetime, str]]) -> set[int]:
    """Which of some meetings (row number, beginning, time zone) fall on somebody's own days; for them alone."""
    if not moments:
        return set()
    days = mine(person=person).days
    return {number for number, moment, zone in moments if any(each.touches(moment, zone) for each in days)}
