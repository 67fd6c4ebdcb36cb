"""How a circle changes one of its rules: by a decision, never below the floor."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from handinhand.circles.actions.asking import ask_power
from handinhand.circles.actions.askings import AskNotNow, Overtaken
from handinhand.circles.choices import Ended, Power, UseState
from handinhand.circles.models import Member, OwnRule, PowerUse
from handinhand.circles.queries.asking import change_asked, rule_in_force
from handinhand.circles.rules.asking import rule_id, why_not_set, why_not_two
from handinhand.fairness.agreeing import Takes
from handinhand.ground.models import Circle


@transaction.atomic
def ask_rule(*, changes: Power, takes: Takes, by: Member, text: str, now: datetime) -> PowerUse:
    """Ask for another rule; the circle decides it. One rule is changed by one proposal at a time. Raises AskNotNow."""
    Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    reason = why_not_set(changes, takes) or why_not_two(change_asked(by.circle, changes), now=now)
    if reason is not None:
        raise AskNotNow(reason)
    details = {"changes": changes.value, "to": asdict(takes), "instead_of": asdict(rule_in_force(by.circle, changes))}
    given: dict[str, Any] = {"object_id": rule_id(changes), "details": details}
    return ask_power(power=Power.CHANGE_RULE, by=by, text=text, now=now, **given)


@transaction.atomic
def ask_rule_no_more(*, use: PowerUse) -> None:
    """Nothing comes of a change whose proposal was taken back."""
    PowerUse.objects.filter(pk=use.pk, state=UseState.ASKED).update(state=UseState.ENDED, ended=Ended.GONE)


def change_rule_effect(
    *,
    circle: Circle,
    now: datetime,
    decided_by: str,
    agreed_to: PowerUse,
    changes: str,
    to: Mapping[str, int],
    instead_of: Mapping[str, int],
    **_: Any,
) -> PowerUse:
    """The rule is another one from now on; raises Overtaken when another decision changed it first."""
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    power, takes = Power(changes), Takes(**to)
    if rule_in_force(circle, power) != Takes(**instead_of) or why_not_set(power, takes) is not None:
        raise Overtaken(Ended.OVERTAKEN)
    given = {**asdict(takes), "decision_id": decided_by, "since": now}
    OwnRule.objects.update_or_create(circle=circle, power=power, defaults=given)
    return agreed_to
