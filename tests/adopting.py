"""What a circle makes its own, without the decision before it."""

from datetime import datetime
from typing import Any

from handinhand.circles.actions import use_power
from handinhand.circles.choices import Adopts, Power
from tests.cast import Group


def adopt(group: Group, *, kind: Adopts, text: str, now: datetime, **more: Any) -> None:
    """A circle makes a text its own, as a decision does."""
    first = next(iter(group.members.values()))
    given = {"power": Power.ADOPT, "circle": group.circle, "by": first, "now": now, "decided_by": "bcdfghjkmnpq"}
    use_power(**given, kind=kind, text=text, **more)
