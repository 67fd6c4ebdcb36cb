"""When tea is drawn and how long a draw stands, what it costs whoever has it, and how long a pause is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handinhand.fairness.energy import Cost
from handinhand.ground.models import Circle
from handinhand.tea.choices import WEEKS, Every, Way

TEA_MINUTES = 45
# From when a circle switches tea on there is time for everybody to say whether they would like some.
FIRST_AFTER = timedelta(weeks=1)
PAUSE_LASTS = timedelta(weeks=4)


class TeaIsOver(Exception):
    """What somebody answers is over by now: another draw was made, or they answered already."""


def today_in(circle: Circle, now: datetime) -> date:
    """The day on the calendar of where a circle is."""
    return now.astimezone(ZoneInfo(circle.time_zone)).date()


def end_in(circle: Circle, day: date) -> datetime:
    """When a day begins where a circle is: what stands until it is over then."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(circle.time_zone))


def first_day(today: date) -> date:
    """On which day tea is drawn first."""
    return today + FIRST_AFTER


def day_after(day: date, every: Every, *, today: date) -> date:
    """The next day of a rhythm that is still to come: what was missed is not made up for."""
    step = timedelta(weeks=WEEKS[every])
    return today + step - (today - day) % step


def never_too_far(day: date, every: Every, *, today: date) -> date:
    """A next day as it should be, also after a clock that ran ahead was set right."""
    return min(day, today + max(FIRST_AFTER, timedelta(weeks=WEEKS[every])))


def cost_of(way: Way | str) -> Cost:
    """What a cup of tea costs: by phone there is no way to go."""
    return Cost(minutes=TEA_MINUTES, travels=way in {Way.IN_PERSON, Way.WALKING})
