"""The one door for everything that touches others: the rule, the effect, and one line of the ledger."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404

from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.rules import RULES, Refusal, may
from handinhand.ground.models import Circle, Person
from handinhand.ledger.actions import record

Effect = Callable[..., Any]
EFFECTS: dict[Power, Effect] = {}


class Refused(Http404):
    """A power cannot be used now; `refusal` says why in plain words. For somebody who just left there is no page."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def hand_over_effects(effects: Mapping[Power, Effect]) -> None:
    """Take what each power does from those who know every part."""
    EFFECTS.clear()
    EFFECTS.update(effects)


@transaction.atomic
def use_power(
    *, power: Power, circle: Circle, by: Member | Person, now: datetime, decided_by: str = "", **request: Any
) -> Any:
    """Check the rule, let the effect happen, and write one line of the ledger; raises Refused.

    `by` is a member, or a person who is not in the circle yet and starts or joins it.
    """
    person = by.person if isinstance(by, Member) else by
    refusal = may(power, hold_present(circle, person, even_held=True), decided_by)
    if refusal is not None:
        raise Refused(refusal)
    if decided_by:
        request["decided_by"] = decided_by
    result = EFFECTS[power](circle=circle, by=by, now=now, **request)
    if RULES[power].nameless:
        record(circle=circle, by=None, power=power, object_id="", now=now)
    else:
        # Of what a power brings about, only a place names somebody: theirs.
        object_id, about = getattr(result, "public_id", ""), result.person if isinstance(result, Member) else None
        record(circle=circle, by=person, power=power, object_id=object_id, about=about, now=now)
    return result


def hold_present(circle: Circle, person: Person, *, even_held: bool = False) -> Member | None:
    """Somebody's place, if they are in the circle now; its row is kept until this change is through: leaving waits.

    Whoever's access is held is not counted in, but with `even_held`.
    """
    rows = Member.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(circle=circle, person=person, left_at__isnull=True).first()
    return found if found is None or even_held or not found.is_held else None
