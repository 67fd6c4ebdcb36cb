"""What fits in what somebody said they have: hours of a week, weeks off, rest, and what weighs on them more or less.

It is worked out for the person themselves and for draws, and never for whoever asks (docs/decisions/0019).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

HOUR_MINUTES = 60
WEEK_DAYS = 7
MOST_HOURS = 24 * WEEK_DAYS
MOST_MINUTES = MOST_HOURS * HOUR_MINUTES
WEEKS_AHEAD = 104
LESS, MORE = "less", "more"
# Each kind of thing that weighs more adds half; each that weighs less takes a quarter; half is always left.
WHOLE, LEAST = 100, 50
CHANGES = {MORE: 50, LESS: -25}
FIRST_MONDAY = date(1, 1, 1).toordinal()


@dataclass(frozen=True)
class Cost:
    """What something costs whoever takes it on, in minutes of each week it touches, and what kind of thing it is."""

    minutes: int = 0
    preparation: int = 0
    after: int = 0
    travels: bool = False
    evening: bool = False
    many: bool = False
    heavy: bool = False
    online: bool = False

    def __post_init__(self) -> None:
        if not all(0 <= each <= MOST_MINUTES for each in (self.minutes, self.preparation, self.after)):
            raise ValueError("A cost is some minutes of one week.")


@dataclass(frozen=True)
class Days:
    """Some days, on the calendar of the place where something happens."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("Days end after they begin.")


def one_day(day: date) -> Days:
    """A single day."""
    return Days(day, day)


def week_of(day: date) -> int:
    """Which week a day is in, counted from the first one of the calendar; a week begins on Monday."""
    return (day.toordinal() - FIRST_MONDAY) // WEEK_DAYS


def monday_of(week: int) -> date:
    """The day on which a week begins."""
    return date.fromordinal(FIRST_MONDAY + week * WEEK_DAYS)


@dataclass(frozen=True)
class Limits:
    """What somebody said of their energy, as far as it counts from now on. `rests` are first and last days."""

    hours: int | None = None
    way_minutes: int = 0
    evenings: str = ""
    travel: str = ""
    many: str = ""
    heavy: str = ""
    screens: str = ""
    is_resting: bool = False
    weeks_off: frozenset[int] = frozenset()
    rests: tuple[tuple[date, date | None], ...] = ()


@dataclass(frozen=True)
class Price:
    """What something costs one person, in minutes of each week: for their eyes alone."""

    preparation: int
    way: int
    itself: int
    after: int

    @property
    def whole(self) -> int:
        """All of it."""
        return self.preparation + self.way + self.itself + self.after


class Wanted(Protocol):
    """Anything that costs something on some days."""

    @property
    def cost(self) -> Cost:
        """What it costs."""

    @property
    def when(self) -> Days | None:
        """On which days; none for whenever somebody likes."""


W = TypeVar("W", bound=Wanted)


def price(cost: Cost, limits: Limits) -> Price:
    """What something costs somebody, with what weighs on them more or less and with their own way there and back."""
    kinds = [
        (cost.evening, limits.evenings),
        (cost.many, limits.many),
        (cost.heavy, limits.heavy),
        (cost.online, limits.screens),
    ]
    return Price(
        preparation=cost.preparation,
        way=_scaled(2 * limits.way_minutes if cost.travels else 0, [limits.travel]),
        itself=_scaled(cost.minutes, [weight for is_so, weight in kinds if is_so]),
        after=_scaled(cost.after, [limits.heavy] if cost.heavy else []),
    )


def _scaled(minutes: int, weights: Iterable[str]) -> int:
    percent = max(LEAST, WHOLE + sum(CHANGES.get(weight, 0) for weight in weights))
    return -(-minutes * percent // WHOLE)


@dataclass
class Room:
    """How much room somebody has left from today on, week by week, as more is put into it."""

    limits: Limits
    today: date
    taken: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, cost: Cost, when: Days | None) -> None:
        """Let something take its place, whether or not there is room."""
        minutes = price(cost, self.limits).whole
        for week in self._weeks(when):
            self.taken[week] += minutes

    def fits(self, cost: Cost, when: Days | None) -> bool:
        """Whether there is room for something, today and on its days. While somebody rests or is off: for nothing."""
        weeks = self._weeks(when)
        this = week_of(self.today)
        if self.limits.is_resting or not self.limits.weeks_off.isdisjoint({this, *weeks}):
            return False
        if when is not None and any(_meet(when, *rest) for rest in self.limits.rests):
            return False
        if self.limits.hours is None:
            return True
        minutes, most = price(cost, self.limits).whole, self.limits.hours * HOUR_MINUTES
        return all(self.taken[week] + minutes <= most for week in weeks)

    def _weeks(self, when: Days | None) -> range:
        """The weeks that something touches from now on; what has no days, or has been, is for this week."""
        this = week_of(self.today)
        if when is None or when.last < self.today:
            return range(this, this + 1)
        last = week_of(when.last)
        first = max(this, week_of(when.first))
        return range(first, min(last, first + WEEKS_AHEAD) + 1)


def _meet(when: Days, first: date, last: date | None) -> bool:
    return first <= when.last and (last is None or when.first <= last)


def told_of(room: Room, asks: Sequence[W]) -> list[W]:
    """Which of some asks are told: one after another as they came, each only if there is room beside those before."""
    told = []
    for each in asks:
        if room.fits(each.cost, each.when):
            room.take(each.cost, each.when)
            told.append(each)
    return told
