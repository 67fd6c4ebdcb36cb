"""How far something that was asked has come: it waits, happens on its day, or goes back to being asked."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from handinhand.circles.actions.askings import (
    AskNotNow,
    NotYet,
    Overtaken,
    as_it_is,
    asking_of,
    forget_object,
    lock_use,
)
from handinhand.circles.actions.powers import Refused, use_power
from handinhand.circles.choices import Ended, Power, UseState
from handinhand.circles.models import Member, PowerUse
from handinhand.circles.queries.asking import counted, people_for, rule_in_force, who_agreed
from handinhand.circles.rules import RULES
from handinhand.circles.rules.asking import is_covered
from handinhand.fairness.agreeing import Takes, missing, stricter
from handinhand.ground.beside_pages import each_by_itself
from handinhand.live.actions import tell
from handinhand.words.queries import circle_scope


@transaction.atomic
def carry_out_decided(*, proposal_id: str, by: Member, now: datetime) -> None:
    """Do what was asked and is decided now, if that is what this proposal was about."""
    use = PowerUse.objects.filter(proposal_id=proposal_id).first() if proposal_id else None
    if use is None:
        return
    held, found = lock_use(use, by=by)
    if held.is_asked(now):
        held.decided_at = now
        held.save(update_fields=["decided_at"])
        go_on(held, found, by=by, now=now)


@transaction.atomic
def carry_out_due(*, use: PowerUse, now: datetime) -> None:
    """Count anew: people left, or a hold on one who agreed is over. What is agreed happens when its day has come."""
    held, found = lock_use(use, by=None)
    before = held.state, held.happens_at
    go_on(held, found, by=_one_of_those(held), now=now)
    if (held.state, held.happens_at) != before:
        tell(channel=circle_scope(held.circle).public_id)


def _one_of_those(use: PowerUse) -> Member | None:
    """Whoever asked, or one who agreed; of what the circle decided, one of us: as long as they are here."""
    asker = use.asked_by
    agreed = [each for each in ([asker] if asker is not None else []) + who_agreed(use) if is_there(each)]
    if agreed or use.decided_at is None:
        return agreed[0] if agreed else None
    here = Member.objects.select_related("person").filter(circle=use.circle_id, left_at__isnull=True)
    return next((each for each in here.order_by("pk") if not each.is_held), None)


def is_there(member: Member) -> bool:
    """Whether somebody is in the circle, and their access is not held."""
    return member.left_at is None and not member.is_held


def carry_out_all_due(*, now: datetime) -> None:
    """Look at all that is asked or agreed, each in a change of its own: what cannot be keeps nothing else waiting."""
    goes_on = Q(state=UseState.AGREED) | Q(state=UseState.ASKED, lapses_at__gt=now)
    every = PowerUse.objects.filter(goes_on, circle__closed_at__isnull=True).order_by("happens_at", "pk")

    def look_at(use: PowerUse) -> None:
        with suppress(AskNotNow):
            carry_out_due(use=use, now=now)

    each_by_itself(look_at, every, waits="What is agreed waits")


def go_on(use: PowerUse, found: Any, *, by: Member | None, now: datetime) -> None:
    """See how far it has come: asked, agreed and waiting for its day, done, or over as what it is about is another."""
    gone = _what_became_of_object(use, found)
    if gone is not None:
        end_use(use, gone)
        return
    takes = _takes_now(use)
    if not _is_enough(use, takes):
        fall_back(use)
    elif use.state == UseState.ASKED and (is_covered(use) or not use.is_asked(now)):
        # Nothing comes of what is over, nor of what nobody can read.
        return
    elif takes.notice_days:
        _wait(use, takes, now)
        if use.happens_at is not None and now >= use.happens_at:
            _carry_out(use, found, by, now)
    else:
        _carry_out(use, found, by, now)


def recount(use: PowerUse) -> None:
    """A yes was taken back: what is not agreed any more is asked again, and nothing happens by that."""
    if not _is_enough(use, _takes_now(use)):
        fall_back(use)


def fall_back(use: PowerUse) -> None:
    """What was agreed is asked again: its day comes only when enough of us have agreed anew."""
    if use.state == UseState.AGREED:
        use.state, use.agreed_at, use.happens_at = UseState.ASKED, None, None
        use.save(update_fields=["state", "agreed_at", "happens_at"])


def end_use(use: PowerUse, why: Ended) -> None:
    """Nothing comes of it any more."""
    use.state, use.ended = UseState.ENDED, why
    use.save(update_fields=["state", "ended"])
    forget_object(use)


def _takes_now(use: PowerUse) -> Takes:
    """What it takes: by the rule of now and the one of when it was asked, whichever asks for more."""
    return stricter(rule_in_force(use.circle, Power(use.power)), use.took)


def _is_enough(use: PowerUse, takes: Takes) -> bool:
    rule = RULES[Power(use.power)]
    if rule.needs_decision or (rule.or_decision and use.decided_at is not None):
        return use.decided_at is not None
    agreed = counted([each.standing for each in who_agreed(use)])
    return missing(takes, here=people_for(use), agreed=agreed) is None


def _wait(use: PowerUse, takes: Takes, now: datetime) -> None:
    """It waits for its day, counted from the yes of the circle; a longer notice that was decided meanwhile counts."""
    use.agreed_at = use.agreed_at or now
    use.state, use.happens_at = UseState.AGREED, use.agreed_at + timedelta(days=takes.notice_days)
    use.save(update_fields=["state", "agreed_at", "happens_at"])


def _what_became_of_object(use: PowerUse, found: Any) -> Ended | None:
    """How it ends where what it is about is gone, or another thing than it was when it was asked."""
    power = Power(use.power)
    if asking_of(power).find is not None and found is None:
        return Ended.GONE
    return Ended.CHANGED if use.was is not None and use.was != as_it_is(power, found) else None


def _carry_out(use: PowerUse, found: Any, by: Member | None, now: datetime) -> None:
    """Let it happen, by whoever asked if they are here, with its one line of the ledger."""
    power = Power(use.power)
    asking = asking_of(power)
    asker = use.asked_by
    doer = asker if asker is not None and is_there(asker) else by
    if doer is None:
        return
    given = {**use.details, asking.named: found} if asking.named else dict(use.details)
    decided = use.proposal_id if use.decided_at is not None else ""
    try:
        with transaction.atomic():
            use_power(power=power, circle=use.circle, by=doer, now=now, agreed_to=use, decided_by=decided, **given)
    except Overtaken as overtaken:
        end_use(use, overtaken.ended)
    except NotYet:
        return
    except Refused as refused:
        raise AskNotNow(str(refused)) from refused
    else:
        use.state, use.done_at = UseState.DONE, now
        use.save(update_fields=["state", "done_at"])
