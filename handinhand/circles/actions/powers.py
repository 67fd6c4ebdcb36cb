"""The one door for everything that touches others: the rule, the effect, and one line of the ledger."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from handinhand.circles.choices import Power, UseState
from handinhand.circles.models import Hold, Member, PowerUse
from handinhand.circles.queries.asking import counted, people_for, people_here, rule_in_force, who_agreed
from handinhand.circles.rules import RULES, STILL_WHEN_CLOSED, Refusal, may
from handinhand.fairness.agreeing import missing, stricter
from handinhand.ground.models import Circle, Person
from handinhand.ledger.actions import record

Effect = Callable[..., Any]
EFFECTS: dict[Power, Effect] = {}


class Refused(Http404):
    """A power cannot be used now; `refusal` says why in plain words. For somebody who just left there is no page."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


class NeedsOthers(Refused):
    """A power takes more people than have agreed: it can be asked for."""


def hand_over_effects(effects: Mapping[Power, Effect]) -> None:
    """Take what each power does from those who know every part."""
    EFFECTS.clear()
    EFFECTS.update(effects)


@transaction.atomic
def use_power(
    *,
    power: Power,
    circle: Circle,
    by: Member | Person,
    now: datetime,
    decided_by: str = "",
    agreed_to: PowerUse | None = None,
    **request: Any,
) -> Any:
    """Check the rule, let the effect happen, and write one line of the ledger; raises Refused.

    `by` is a member, or a person who is not in the circle yet and starts or joins it. `agreed_to` is
    what others said yes to, where it takes more than one.
    """
    person = by.person if isinstance(by, Member) else by
    member = hold_present(circle, person, even_held=True)
    refusal = may(power, member, decided_by) or _why_closed(power, circle)
    if refusal is not None:
        raise Refused(refusal)
    if member is not None:
        _check_enough(power, member, agreed_to, decided_by, now)
    if decided_by:
        request["decided_by"] = decided_by
    if agreed_to is not None:
        request["agreed_to"] = agreed_to
    said_by: Person | None = person
    if agreed_to is not None:
        # Whoever asked did this together with those who agreed, whether they are here now or not.
        said_by = agreed_to.asked_by.person if agreed_to.asked_by is not None else None
    result = EFFECTS[power](circle=circle, by=by, now=now, **request)
    if RULES[power].nameless:
        record(circle=circle, by=None, power=power, object_id="", now=now)
    else:
        # Of what a power brings about, only a place names somebody: theirs.
        object_id, about = getattr(result, "public_id", ""), result.person if isinstance(result, Member) else None
        named = _named_by(result) if power == Power.HOLD_ACCESS else {}
        record(circle=circle, by=said_by, power=power, object_id=object_id, about=about, now=now, **named)
    reached = result.reaches(circle) if RULES[power].elsewhere else None
    if reached is not None:
        write_in_other(circle=reached, power=power, now=now)
    return result


def write_in_other(*, circle: Circle, power: Power, now: datetime) -> None:
    """Write in the ledger of a circle what another one did that reaches it: of nobody."""
    record(circle=circle, by=None, power=power, object_id="", now=now)


def _named_by(hold: Hold) -> dict[str, Person]:
    """Whom the line of a hold names besides the one who agreed."""
    members = {"asked": hold.asked_by, "held": hold.member}
    return {name: member.person for name, member in members.items() if member is not None}


def _why_closed(power: Power, circle: Circle) -> Refusal | None:
    if circle.closed_at is None or power in STILL_WHEN_CLOSED:
        return None
    return Refusal(_("This circle is closed. What is in it stays to be read."))


def _check_enough(power: Power, by: Member, asked: PowerUse | None, decided_by: str, now: datetime) -> None:
    """Raise NeedsOthers unless as many agreed as the rule takes: the rule of now and the one of when it was asked."""
    rule = RULES[power]
    if rule.floor is None and rule.like is None:
        return
    power = rule.like or power
    takes, here, agreed = rule_in_force(by.circle, power), people_here(by.circle), counted([by.standing])
    about_this = asked is not None and asked.power == power and asked.circle_id == by.circle_id
    if asked is not None and about_this and asked.state in {UseState.ASKED, UseState.AGREED}:
        takes, here = stricter(takes, asked.took), people_for(asked)
        agreed = counted([each.standing for each in who_agreed(asked)])
    is_decided = rule.or_decision and about_this and asked is not None and bool(decided_by) and asked.decided_at
    if not is_decided and missing(takes, here=here, agreed=agreed) is not None:
        raise NeedsOthers(Refusal(_("This takes more of us. You can ask the circle to agree.")))
    waited = asked is not None and asked.happens_at is not None and now >= asked.happens_at
    if takes.notice_days and not waited:
        raise NeedsOthers(Refusal(_("There are some days between the yes of the circle and this.")))


def hold_present(circle: Circle, person: Person, *, even_held: bool = False) -> Member | None:
    """Somebody's place, if they are in the circle now; its row is kept until this change is through: leaving waits.

    Whoever's access is held is not counted in, but with `even_held`.
    """
    rows = Member.objects.select_for_update(of=("self",), no_key=True)
    found = rows.filter(circle=circle, person=person, left_at__isnull=True).first()
    return found if found is None or even_held or not found.is_held else None
