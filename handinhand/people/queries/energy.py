"""Reads of energy: somebody's own, for themselves; whom a draw may take; and who lets others see that they rest.

Nothing here tells whoever asks whether what they ask fits: their page makes no read of it at all.

What counts of a person comes in one read, however much it is: each kind of row as one text (JSON, RFC 8259). So Today
can carry it in a read that it makes already.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from handinhand.fairness.energy import HOUR_MINUTES, Cost, Days, Limits, Price, Room, monday_of, price, told_of, week_of
from handinhand.ground.in_one import in_one
from handinhand.ground.models import Person
from handinhand.ground.moments import AtThisMoment
from handinhand.ground.prepared import Prepared
from handinhand.ground.several import OneOf, several
from handinhand.people.choices import CARRYING, AskKind
from handinhand.people.models import Ask, Commitment, Energy, Rest, WeekOff
from handinhand.people.rules.energy import begin_of, day_of

SAID = ("hours", "way_minutes", "evenings", "travel", "many", "heavy", "screens")
COSTS = ("minutes", "preparation", "after", "travels", "evening", "of_many", "is_heavy", "online")
DAYS = ("first_day", "last_day")
A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Asked:
    """One ask, as its page and Today show it to whoever is asked; `circle` is a row number, or nothing."""

    public_id: str
    kind: AskKind
    circle: int | None
    cost: Cost
    when: Days | None
    asked_at: datetime
    number: int


@dataclass(frozen=True)
class Known:
    """What somebody said of their energy, what they took on, and what is asked of them: for their eyes, and draws."""

    limits: Limits
    taken_on: list[tuple[Cost, Days]]
    asks: list[Asked]
    today: date
    takes_lighter_turn: bool = False

    @property
    def says_anything(self) -> bool:
        """Whether there is anything by which something may not fit."""
        limits = self.limits
        return limits.hours is not None or bool(limits.weeks_off or limits.rests)

    @property
    def is_off(self) -> bool:
        """Whether nothing is asked at this moment: they rest, or have a week off."""
        return self.limits.is_resting or week_of(self.today) in self.limits.weeks_off

    def room(self) -> tuple[Room, list[Asked]]:
        """The room that is left, and what of the asks is told within it."""
        room = Room(self.limits, self.today)
        for cost, when in self.taken_on:
            room.take(cost, when)
        return room, told_of(room, [each for each in self.asks if not self._is_left_out(each)])

    def _is_left_out(self, ask: Asked) -> bool:
        """Whether somebody is spared something: in a lighter turn nobody asks them to carry anything."""
        return self.takes_lighter_turn and ask.kind in CARRYING

    def told(self) -> list[Asked]:
        """Of what is asked, what fits, the oldest first."""
        return self.room()[1]

    def price(self, cost: Cost) -> Price:
        """What something costs this person."""
        return price(cost, self.limits)


def counted(person: OuterRef | int, now: datetime) -> dict[str, Subquery]:
    """What counts of somebody's energy, to be carried by any read, and then given to `known_from`."""
    open_asks = _open(now).filter(of=person)
    return {
        "energy_said": in_one(Energy.objects.filter(person=person), *SAID, owner="person"),
        "energy_weeks": in_one(WeekOff.objects.filter(person=person), "week", owner="person"),
        "energy_rests": in_one(_not_over(now).filter(person=person), "begins_at", "ends_at", owner="person"),
        "energy_taken_on": in_one(Commitment.objects.filter(person=person), "kind", *COSTS, *DAYS, owner="person"),
        "energy_asks": in_one(open_asks, "pk", "public_id", "kind", "circle_id", "asked_at", *COSTS, *DAYS, owner="of"),
    }


def _open(now: datetime) -> QuerySet[Ask]:
    """What is asked at a moment: neither over, nor only to be asked later."""
    return Ask.objects.filter(closed_at__isnull=True, asked_at__lte=now, ends_at__gt=now)


def known_from(row: Model, now: datetime) -> Known:
    """What counts of somebody, from a row that carries it."""
    said, weeks, rests, taken_on, asks = (
        json.loads(f"[{getattr(row, name) or ''}]")
        for name in ("energy_said", "energy_weeks", "energy_rests", "energy_taken_on", "energy_asks")
    )
    stretches = [(_moment(each["begins_at"]), _moment(each["ends_at"])) for each in rests]
    given: dict[str, Any] = said[0] if said else {}
    limits = Limits(
        **{**given, "way_minutes": given.get("way_minutes") or 0},
        is_resting=any(begins is not None and begins <= now for begins, _ends in stretches),
        weeks_off=frozenset(each["week"] for each in weeks),
        rests=tuple((day_of(begins), day_of(ends) if ends else None) for begins, ends in stretches if begins),
    )
    monday = monday_of(week_of(day_of(now)))
    days = [(_cost(each), _days(each)) for each in taken_on]
    committed = [(cost, when) for cost, when in days if when is not None and when.last >= monday]
    asked = sorted((_asked(each) for each in asks), key=lambda each: (each.asked_at, each.number))
    turns = [_days(each) for each in taken_on if each["kind"] == AskKind.LIGHTER]
    is_lighter = any(when is not None and when.first <= day_of(now) <= when.last for when in turns)
    return Known(limits, committed, asked, day_of(now), is_lighter)


def _asked(row: Mapping[str, Any]) -> Asked:
    asked_at = _moment(row["asked_at"])
    assert asked_at is not None
    return Asked(
        public_id=row["public_id"],
        kind=AskKind(row["kind"]),
        circle=row["circle_id"],
        cost=_cost(row),
        when=_days(row),
        asked_at=asked_at,
        number=row["pk"],
    )


def _cost(row: Mapping[str, Any]) -> Cost:
    return Cost(
        minutes=row["minutes"],
        preparation=row["preparation"],
        after=row["after"],
        travels=bool(row["travels"]),
        evening=bool(row["evening"]),
        many=bool(row["of_many"]),
        heavy=bool(row["is_heavy"]),
        online=bool(row["online"]),
    )


def _days(row: Mapping[str, Any]) -> Days | None:
    first, last = row["first_day"], row["last_day"]
    return Days(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None


def _moment(text: str | None) -> datetime | None:
    """A moment as either database writes it; SQLite keeps it in UTC and does not say so."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _not_over(now: datetime) -> QuerySet[Rest]:
    return Rest.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))


def known(*, persons: Sequence[int], now: datetime) -> dict[int, Known]:
    """What counts of some people from now on; one query, however many they are."""
    return {each.pk: known_from(each, now) for each in _with_counts.rows(persons=several(persons), now=now)}


@Prepared
def _with_counts(persons: str, now: datetime) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=OneOf(persons)).annotate(**counted(OuterRef("pk"), now))


def told(*, person: Person, now: datetime) -> list[Ask]:
    """What is asked of somebody and fits, the oldest first: all that messages may tell them."""
    numbers = [each.number for each in known(persons=[person.pk], now=now)[person.pk].told()]
    return list(Ask.objects.filter(pk__in=numbers).order_by("asked_at", "pk")) if numbers else []


def open_asks(*, person: Person, now: datetime) -> list[Ask]:
    """All that is asked of somebody, told or not: for the quiet page that they open themselves."""
    found = _open(now).filter(of=person)
    return list(found.select_related("circle").order_by("asked_at", "pk"))


def open_ask(*, person: Person, ask_id: str, now: datetime) -> Ask | None:
    """One thing that is asked of somebody, unless it is over or was never asked of them."""
    return _open(now).filter(of=person, public_id=ask_id).first()


def fits(*, person: Person, wanted: Sequence[tuple[Cost, Days | None]], now: datetime) -> list[bool]:
    """Whether things that are asked of everybody fit for one of them, for that one alone, beside what they are told."""
    room, _told = known(persons=[person.pk], now=now)[person.pk].room()
    return [room.fits(cost, when) for cost, when in wanted]


def prices(*, person: Person, costs: Sequence[Cost], now: datetime) -> list[Price]:
    """What some things cost somebody, for their own eyes."""
    counts = known(persons=[person.pk], now=now)[person.pk]
    return [counts.price(each) for each in costs]


def may_be_drawn(*, persons: Sequence[Person], cost: Cost, when: Days | None, now: datetime) -> list[Person]:
    """Those whom a draw does not push past what they said; one query, however many people there are."""
    counts = known(persons=[each.pk for each in persons], now=now)
    return [each for each in persons if each.pk in counts and counts[each.pk].room()[0].fits(cost, when)]


def have_in(*, persons: Sequence[int], weeks: int, now: datetime) -> list[int]:
    """How many minutes each has in some weeks from this one on, of those who said it; two queries.

    There is none in weeks off, and none of whoever has rested for a week or more.
    """
    first = week_of(day_of(now))
    said = {number: each.limits for number, each in known(persons=persons, now=now).items()}
    resting = _rested_a_week(persons, now)
    there = range(first, first + weeks)
    return [
        each.hours * HOUR_MINUTES * sum(week not in each.weeks_off and number not in resting for week in there)
        for number, each in said.items()
        if each.hours is not None
    ]


def _rested_a_week(persons: Sequence[int], now: datetime) -> set[int]:
    """Who had rested for a whole week when this week began.

    That stands until the next week begins, whoever rests, drops a rest or is back meanwhile: nothing that somebody does
    today can change it today, so nothing that is worked out from it can tell that they did.
    """
    began = begin_of(monday_of(week_of(day_of(now))))
    rests = Rest.objects.filter(person__in=persons, begins_at__lte=began - A_WEEK)
    return set(rests.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=began)).values_list("person", flat=True))


def is_off(*, person: Person, now: datetime) -> bool:
    """Whether somebody rests or has a week off, so that no message comes."""
    return known(persons=[person.pk], now=now)[person.pk].is_off


def is_resting(*, person: Person, now: datetime) -> bool:
    """Whether somebody rests, for themselves."""
    return _not_over(now).filter(person=person, begins_at__lte=now).exists()


def rests_now(person: str) -> Exists:
    """Whether whoever `person` leads to rests at the moment of the read: what they hold is open again meanwhile."""
    going_on = Q(ends_at__isnull=True) | Q(ends_at__gt=AtThisMoment())
    return Exists(Rest.objects.filter(going_on, person=OuterRef(person), begins_at__lte=AtThisMoment()))


def rests_at(person: str, moment: str) -> Exists:
    """Whether whoever `person` leads to rests at the moment that `moment` leads to, as far as they said by now."""
    going_on = Q(ends_at__isnull=True) | Q(ends_at__gt=OuterRef(moment))
    return Exists(Rest.objects.filter(going_on, person=OuterRef(person), begins_at__lte=OuterRef(moment)))


def rests_past(person: str, day: str) -> Exists:
    """Whether whoever `person` leads to rests now, and until after the day that `day` leads to or until they say."""
    until = Q(ends_at__isnull=True) | Q(ends_at__gt=AtThisMoment(), ends_at__gte=Cast(OuterRef(day), DateTimeField()))
    return Exists(Rest.objects.filter(until, person=OuterRef(person), begins_at__lte=AtThisMoment()))


def resting_shown(*, persons: Sequence[int], now: datetime) -> set[int]:
    """Who of some people rests and lets others see it."""
    return {each.person_id for each in _resting_shown.rows(persons=several(persons), now=now)}


@Prepared
def _resting_shown(persons: str, now: datetime) -> QuerySet[Rest]:
    return _not_over(now).filter(is_shown=True, begins_at__lte=now, person__in=OneOf(persons))


@dataclass(frozen=True)
class Mine:
    """What somebody said of their energy, for their eyes: the rest that goes on, those to come, and the last."""

    energy: Energy
    weeks_off: list[WeekOff]
    rest: Rest | None
    rests_ahead: list[Rest]
    last_rest: Rest | None


def mine(*, person: Person, now: datetime) -> Mine:
    """Somebody's own page of their energy; three queries."""
    energy = Energy.objects.filter(person=person).first() or Energy(person=person)
    weeks = WeekOff.objects.filter(person=person, week__gte=week_of(day_of(now))).order_by("week")
    rests = list(Rest.objects.filter(person=person).order_by("begins_at"))
    over = [each for each in rests if each.ends_at is not None and each.ends_at <= now]
    ahead = [each for each in rests if each not in over and each.begins_at > now]
    going_on = next((each for each in rests if each not in over and each not in ahead), None)
    return Mine(energy, list(weeks), going_on, ahead, over[-1] if over else None)


def rests_until_said(*, person: Person, now: datetime) -> bool:
    """Whether somebody rests until they say."""
    return Rest.objects.filter(person=person, ends_at__isnull=True, begins_at__lte=now).exists()
