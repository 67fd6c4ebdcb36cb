"""What is planted for when somebody is in danger: somebody outside, and what Dee passed on, of which Tom is told."""

from datetime import datetime
from typing import Any

from handinhand.care import actions
from handinhand.care.models import Danger, Knows, PassedOn
from handinhand.care.queries.danger import what_we_do
from handinhand.circles.actions import use_power
from handinhand.circles.choices import Adopts, Power
from tests import planted_texts
from tests.cast import Group


def adopt(group: Group, *, kind: Adopts, text: str, now: datetime, **more: Any) -> None:
    """A circle makes a text its own, as a decision does."""
    first = next(iter(group.members.values()))
    given = {"power": Power.ADOPT, "circle": group.circle, "by": first, "now": now, "decided_by": "bcdfghjkmnpq"}
    use_power(**given, kind=kind, text=text, **more)


def plant_danger(harbour: Group, now: datetime) -> PassedOn:
    """The circle named somebody outside; Dee passed something on to them, which is about Tom."""
    adopt(harbour, kind=Adopts.OUTSIDE, text=planted_texts.OUTSIDE, now=now)
    note = actions.Note(
        danger=Danger.ADULT,
        to=what_we_do(harbour.circle).outside[0].public_id,
        body=planted_texts.PASSED_ON,
        is_named=False,
        knows=Knows.WILL,
        about=harbour.tom.public_id,
    )
    return actions.pass_on(by=harbour.dee, note=note, now=now)
