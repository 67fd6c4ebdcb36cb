"""What Dee said of her energy in the planted world, and what is asked of her."""

from datetime import timedelta
from typing import Any

from handinhand.fairness.energy import Cost
from handinhand.people import actions
from handinhand.people.choices import AskKind
from handinhand.people.models import WeekOff


def plant_energy(world: Any) -> None:
    """Dee has six hours a week, takes a week off and a rest later on, and is asked for a cup of tea."""
    dee, now = world.person("Dee"), world.now
    actions.say_hours(by=dee, hours=6)
    actions.take_week_off(by=dee, day=(now + timedelta(weeks=5)).date(), now=now)
    begins = now + timedelta(weeks=7)
    rest = actions.begin_rest(by=dee, begins_at=begins, ends_at=begins + timedelta(days=3), is_shown=False, now=now)
    ask = actions.ask(
        of=dee,
        kind=AskKind.TEA,
        ref="tea",
        cost=Cost(minutes=30),
        when=None,
        where="/help/",
        circle=world.harbour.circle,
        now=now,
    )
    world.name(week_off=WeekOff.objects.get(person=dee), rest_ahead=rest, asked_dee=ask)
    world.ids["day_ahead"] = (now + timedelta(weeks=3)).date().isoformat()
