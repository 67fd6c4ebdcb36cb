"""How often a circle's tea is drawn: any member can say so, and everybody sees who did."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from handinhand.circles.actions import EndsWithCircle, use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.tea.choices import Every
from handinhand.tea.models import Rhythm
from handinhand.tea.rules import first_day, today_in
from handinhand.words.queries import circle_scope


@transaction.atomic
def change_rhythm(*, by: Member, every: Every, now: datetime) -> bool:
    """Say how often tea is drawn; nothing is written when it is so already."""
    Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    kept = Rhythm.objects.filter(circle=by.circle_id).first()
    if (kept.every if kept is not None else Every.OFF) == every:
        return False
    use_power(power=Power.CHANGE_TEA, circle=by.circle, by=by, now=now, every=every)
    return True


def change_effect(*, circle: Circle, now: datetime, every: Every, **_: Any) -> Rhythm:
    """Switched on, tea is drawn first in a week; a day that was said already stays, and the rhythm counts after it."""
    rhythm = Rhythm.objects.filter(circle=circle).first() or Rhythm(circle=circle)
    ahead = rhythm.next_on or first_day(today_in(circle, now))
    rhythm.every, rhythm.next_on = every, None if every == Every.OFF else ahead
    rhythm.save()
    tell(channel=circle_scope(circle).public_id)
    return rhythm


def hold_rhythm(*, circle: Circle) -> None:
    """The circle's rhythm, held."""
    list(Rhythm.objects.select_for_update(no_key=True).filter(circle=circle).values_list("pk"))


def draw_no_more(*, circle: Circle, now: datetime) -> None:
    """No more tea is drawn."""
    Rhythm.objects.filter(circle=circle).update(every=Every.OFF, next_on=None)


ENDS = EndsWithCircle(hold=hold_rhythm, end=draw_no_more)
EFFECTS: dict[Power, Callable[..., Any]] = {Power.CHANGE_TEA: change_effect}
