"""Reads of energy: somebody's own, for themselves; whom a draw may take; and who lets others see that they rest.

Nothing here tells whoever asks whether what they ask fits: their page makes no read of it at all.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from handinhand.fairness.energy import Cost, Days, Limits, Price, Room, monday_of, price, told_of, week_of
from handinhand.ground.models import Person
from handinhand.people.models import Ask, Commitment, Energy, Rest, WeekOff
from handinhand.people.rules.energy import day_of


@dataclass
class Known:
    """What somebody said of their energy, what they took on, and what is asked of them."""

    limits: Limits
    room: Room
    asks: list[Ask]

    @property
    def told(self) -> list[Ask]:
        """Of what is asked, what there is room for; each of these takes its place."""
        return told_of(self.room, self.asks)


@dataclass
class _Rows:
    """The rows of one person."""

    energy: Energy = field(default_factory=Energy)
    weeks: set[int] = field(default_factory=set)
    rests: list[Rest] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)


def open_to(person: int, now: datetime) -> QuerySet[Ask]:
    """What is asked of somebody and still open, whether or not it is told."""
    return Ask.objects.filter(of=person, closed_at__isnull=True, ends_at__gt=now)


def rests_of(person: int, now: datetime) -> QuerySet[Rest]:
    """Somebody's rest at a moment, if they rest then."""
    return Rest.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), person=person, begins_at__lte=now)


def _known(persons: Sequence[int], now: datetime) -> dict[int, Known]:
    """What counts of some people from now on; five queries, however many they are."""
    today = day_of(now)
    week = week_of(today)
    rows: dict[int, _Rows] = defaultdict(_Rows)
    for energy in Energy.objects.filter(person__in=persons):
        rows[energy.person_id].energy = energy
    for off in WeekOff.objects.filter(person__in=persons, week__gte=week):
        rows[off.person_id].weeks.add(off.week)
    for rest in Rest.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), person__in=persons):
        rows[rest.person_id].rests.append(rest)
    for commitment in Commitment.objects.filter(person__in=persons, last_day__gte=monday_of(week)):
        rows[commitment.person_id].commitments.append(commitment)
    asked = Ask.objects.filter(of__in=persons, closed_at__isnull=True, ends_at__gt=now).select_related("circle")
    for ask in asked.order_by("asked_at", "pk"):
        rows[ask.of_id].asks.append(ask)
    return {person: _counted(rows[person], now) for person in persons}


def _counted(rows: _Rows, now: datetime) -> Known:
    said = rows.energy
    limits = Limits(
        hours=said.hours,
        way_minutes=said.way_minutes or 0,
        evenings=said.evenings,
        travel=said.travel,
        many=said.many,
        heavy=said.heavy,
        screens=said.screens,
        is_resting=any(rest.begins_at <= now for rest in rows.rests),
        weeks_off=frozenset(rows.weeks),
        rests=tuple((day_of(each.begins_at), day_of(each.ends_at) if each.ends_at else None) for each in rows.rests),
    )
    room = Room(limits, day_of(now))
    for each in rows.commitments:
        room.take(each.cost, each.when)
    return Known(limits, room, rows.asks)


def told(*, person: Person, now: datetime) -> list[Ask]:
    """What is asked of somebody and fits, the oldest first: all that Today and messages may tell them."""
    return _known([person.pk], now)[person.pk].told


def open_asks(*, person: Person, now: datetime) -> list[Ask]:
    """All that is asked of somebody, told or not: for the quiet page that they open themselves."""
    return list(open_to(person.pk, now).select_related("circle").order_by("asked_at", "pk"))


def fits(*, person: Person, wanted: Sequence[tuple[Cost, Days | None]], now: datetime) -> list[bool]:
    """Whether things that are asked of everybody fit for one of them, for that one alone, beside what they are told."""
    known = _known([person.pk], now)[person.pk]
    told_of(known.room, known.asks)
    return [known.room.fits(cost, when) for cost, when in wanted]


def prices(*, person: Person, costs: Sequence[Cost], now: datetime) -> list[Price]:
    """What some things cost somebody, for their own eyes."""
    limits = _known([person.pk], now)[person.pk].limits
    return [price(each, limits) for each in costs]


def may_be_drawn(*, persons: Sequence[Person], cost: Cost, when: Days | None, now: datetime) -> list[Person]:
    """Those whom a draw does not push past what they said; five queries, however many people there are."""
    known = _known([each.pk for each in persons], now)
    for each in known.values():
        told_of(each.room, each.asks)
    return [each for each in persons if known[each.pk].room.fits(cost, when)]


def is_resting(*, person: Person, now: datetime) -> bool:
    """Whether somebody rests, for themselves."""
    return rests_of(person.pk, now).exists()


def resting_shown(*, persons: Sequence[int], now: datetime) -> set[int]:
    """Who of some people rests and lets others see it."""
    shown = Rest.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), is_shown=True, begins_at__lte=now)
    return set(shown.filter(person__in=persons).values_list("person", flat=True))


@dataclass(frozen=True)
class Mine:
    """What somebody said of their energy, for their own eyes; `rest` is the one that goes on, or comes next."""

    energy: Energy
    weeks_off: list[WeekOff]
    rests: list[Rest]
    rest: Rest | None
    last_rest: Rest | None


def mine(*, person: Person, now: datetime) -> Mine:
    """Somebody's own page of their energy; three queries."""
    energy = Energy.objects.filter(person=person).first() or Energy(person=person)
    weeks = WeekOff.objects.filter(person=person, week__gte=week_of(day_of(now))).order_by("week")
    rests = list(Rest.objects.filter(person=person).order_by("begins_at"))
    ahead = [each for each in rests if each.ends_at is None or each.ends_at > now]
    going_on = next((each for each in ahead if each.begins_at <= now), None)
    over = [each for each in rests if each.ends_at is not None and each.ends_at <= now]
    return Mine(
        energy, list(weeks), [each for each in ahead if each is not going_on], going_on, over[-1] if over else None
    )
