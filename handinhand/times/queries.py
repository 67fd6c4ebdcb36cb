"""Reads of times that are asked about. Nobody reads what somebody else said."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.days.queries import mine, unsuitable
from handinhand.fairness.suiting import CANNOT
from handinhand.ground.models import Circle, Person
from handinhand.ground.prepared import Prepared
from handinhand.meetings import times
from handinhand.meetings.choices import MeetingState
from handinhand.times.models import Asking, OfferedTime, Reply

A_PAGE = 20


@dataclass(frozen=True)
class Offered:
    """One offered time as somebody sees it, with what falls on it."""

    time: OfferedTime
    when: str
    circle_days: list[str] = field(default_factory=list)
    some_cannot: bool = False
    is_my_day: bool = False


@dataclass(frozen=True)
class AskingPage:
    """What an asking's page shows: the times, what I said of them, and nothing of anybody else."""

    offered: list[Offered]
    said: dict[str, str]
    has_replied: bool

    @property
    def best(self) -> list[Offered]:
        """The times that suit best; none while the asking is open."""
        return [each for each in self.offered if each.time.is_best]


def asking_of(*, viewer: Member, asking_id: str) -> Asking:
    """An asking of the viewer's circle; raises NotHere if there is none."""
    asking = _asking.first(circle=viewer.circle_id, public_id=asking_id)
    if asking is None:
        raise NotHere
    asking.circle = viewer.circle
    return asking


@Prepared
def _asking(circle: int, public_id: str) -> QuerySet[Asking]:
    return Asking.objects.filter(circle=circle, public_id=public_id).select_related("asked_by", "meeting")


def offered_in(asking: Asking) -> list[OfferedTime]:
    """The times that are offered, the soonest first."""
    return _offered.rows(asking=asking.pk)


@Prepared
def _offered(asking: int) -> QuerySet[OfferedTime]:
    return OfferedTime.objects.filter(asking=asking).order_by("starts_at")


def asking_page(*, viewer: Member, asking: Asking) -> AskingPage:
    """All that an asking's page shows to one member; seven queries at most, however many answered."""
    zone = viewer.circle.time_zone
    offered = offered_in(asking)
    if asking.closed_at is not None:
        return AskingPage([Offered(each, times.say_start(each.starts_at, zone)) for each in offered], {}, False)
    reply = Reply.objects.filter(asking=asking, member=viewer).first()
    falls_on, own = unsuitable(viewer=viewer), mine(person=viewer.person).days
    shown = [
        Offered(
            time=each,
            when=times.say_start(each.starts_at, zone),
            circle_days=falls_on.of(each.starts_at),
            some_cannot=falls_on.some_cannot(each.starts_at),
            is_my_day=any(day.touches(each.starts_at, zone) for day in own),
        )
        for each in offered
    ]
    said = json.loads(reply.said) if reply else {each.time.public_id: CANNOT for each in shown if each.is_my_day}
    return AskingPage(shown, said, reply is not None)


def askings(*, viewer: Member) -> list[Asking]:
    """The askings of the viewer's circle: those that are open, then those that were closed, the newest first."""
    found = Asking.objects.filter(circle=viewer.circle_id)
    opened = found.filter(closed_at__isnull=True).order_by("-asked_at", "-pk")
    closed = found.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
    return [*opened[:A_PAGE], *closed[:A_PAGE]]


def count_open(circle: Circle) -> int:
    """How many askings are open in a circle."""
    return Asking.objects.filter(circle=circle, closed_at__isnull=True).count()


def waiting(*, person: Person, now: datetime) -> list[Asking]:
    """The askings in somebody's circles that they have neither answered nor skipped, and that can still be answered."""
    return _waiting.rows(person=person.pk, now=now)


@Prepared
def _waiting(person: int, now: datetime) -> QuerySet[Asking]:
    mine_ = Member.objects.filter(person=person, left_at__isnull=True).values("circle")
    replied = Reply.objects.filter(asking=OuterRef("pk"), member__person=person)
    ahead = OfferedTime.objects.filter(asking=OuterRef("pk"), starts_at__gte=now)
    found = Asking.objects.filter(~Exists(replied), Exists(ahead), circle__in=mine_, closed_at__isnull=True)
    return found.select_related("circle").order_by("asked_at", "pk")[:A_PAGE]


def days_asked_about(circle: Circle) -> set[date]:
    """The days, on the circle's clocks, that are being asked about, or of which it was said what suits."""
    rows = OfferedTime.objects.filter(circle=circle).exclude(asking__closed_at__isnull=False, asking__reason="")
    moments = rows.values_list("starts_at", flat=True)
    return {times.local(each, circle.time_zone).date() for each in moments}


def left_out_before(circle: Circle) -> set[int]:
    """Row numbers of members who could not come to the time that was last found and planned."""
    last = Asking.objects.filter(circle=circle, planned_at__isnull=False).order_by("-planned_at", "-pk").first()
    return set() if last is None else set(Reply.objects.filter(asking=last).values_list("member_id", flat=True))


def is_planned_for(asking: Asking, viewer: Member) -> bool:
    """Whether the meeting that was planned from an asking can be read by somebody."""
    meeting = asking.meeting
    return meeting is not None and (meeting.state != MeetingState.DRAFT or meeting.planned_by_id == viewer.pk)


def moments_of(offered: Sequence[OfferedTime]) -> list[datetime]:
    """When the offered times begin."""
    return [each.starts_at for each in offered]
