"""When tea is drawn and how long a draw stands, what it costs whoever has it, and how long a pause is."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from handinhand.fairness.energy import Cost
from handinhand.ground.models import Circle
from handinhand.tea.choices import WEEKS, Every, Way
from handinhand.ui.forms import can_be_seen

TEA_MINUTES = 45
# From when a circle switches tea on there is time for everybody to say whether they would like some.
FIRST_AFTER = timedelta(weeks=1)
PAUSE_LASTS = timedelta(weeks=4)

QUESTION_LIMIT = 200
# Room for everybody's, so that no one person fills the draw with their own.
QUESTIONS_EACH, QUESTIONS_IN_ALL = 5, 60


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


def why_not_add(text: str, *, mine: Sequence[str], there: int) -> str | None:
    """Why a question cannot stand beside the others of a circle; `mine` are the words of those one added before."""
    if not can_be_seen(text):
        return _("Please write something here.")
    if len(text) > QUESTION_LIMIT:
        return _("That is longer than a question can be. Please say it in fewer words.")
    if text.strip() in [each.strip() for each in mine]:
        return _("You added this one already, so it was not added twice.")
    if len(mine) >= QUESTIONS_EACH:
        return _("You added five by now. Take one away first, and there is room for this one.")
    if there >= QUESTIONS_IN_ALL:
        return _("There are as many as there is room for. There is room again when somebody takes one away.")
    return None
