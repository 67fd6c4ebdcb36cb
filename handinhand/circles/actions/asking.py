"""Asking others to agree to something that touches us all, and letting it happen with the last yes.

Every change takes the row of what is asked first, then what that is about, then members' rows in their order: two last
yeses take turns, and the second finds it done.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions.askings import AskNotNow, as_it_is, asking_of, find_object, forget_object, lock_use
from handinhand.circles.actions.carrying_out import end_use, go_on, recount
from handinhand.circles.actions.powers import hold_present, use_power
from handinhand.circles.choices import Ended, Power, UseState
from handinhand.circles.models import Member, PowerUse, PowerYes, UseAnswer
from handinhand.circles.queries import NotHere
from handinhand.circles.queries.asking import rule_in_force
from handinhand.circles.rules import RULES
from handinhand.circles.rules.asking import (
    ASKING_LASTS,
    DECIDING_LASTS,
    can_be_asked,
    rule_id,
    why_not_agree,
    why_not_decide,
    why_not_stop,
    why_not_take_back,
    why_not_withdraw,
)
from handinhand.fairness.agreeing import Takes, stricter
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.words.actions import carry_covers, write
from handinhand.words.choices import State
from handinhand.words.queries import circle_scope


@transaction.atomic
def ask_power(
    *,
    power: Power,
    by: Member,
    now: datetime,
    text: str = "",
    object_id: str = "",
    details: Mapping[str, Any] | None = None,
    about: Member | None = None,
    no_less: Takes | None = None,
) -> PowerUse:
    """Ask the others to agree; asking is the first yes, and where that is enough it happens at once.

    With `no_less` it takes at least that, too.
    Asked a second time while it is asked about the same thing, it is asked once. Raises AskNotNow.
    """
    if not can_be_asked(power):
        raise AskNotNow(_("Nobody has to agree to this."))
    if not object_id and asking_of(power).of_circle:
        object_id = rule_id(power)
    # What it is about comes first, as for whoever changes that: so two at once take turns.
    found = find_object(by.circle, power, object_id)
    _check_here(by)
    # After one's own row, as everywhere: two who ask for the same take turns.
    circle = Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    known = _asked_already(circle, power, object_id, now)
    if known is not None:
        return known
    takes = stricter(rule_in_force(circle, power), no_less or Takes())
    use = PowerUse(
        circle=circle,
        power=power,
        object_id=object_id,
        details=dict(details or {}),
        was=as_it_is(power, found),
        text=text or _says(power, by, found, details or {}),
        asked_by=by,
        about=about,
        asked_at=now,
        lapses_at=now + (DECIDING_LASTS if RULES[power].needs_decision else ASKING_LASTS),
        **asdict(takes),
    )
    carry_covers(circle=circle, rows=[use])
    use.save()
    PowerYes.objects.create(circle=circle, use=use, member=by, said_at=now)
    go_on(use, found, by=by, now=now)
    _tell(use)
    return use


@transaction.atomic
def agree(*, use: PowerUse, by: Member, now: datetime) -> PowerUse:
    """Agree to what is asked. With the last yes it happens, in the same moment. Raises AskNotNow."""
    held, found = lock_use(use, by=by)
    _check_here(by)
    _check(why_not_agree(held, by, now=now))
    PowerYes.objects.get_or_create(use=held, member=by, defaults={"circle": held.circle, "said_at": now})
    go_on(held, found, by=by, now=now)
    _tell(held)
    return held


@transaction.atomic
def take_back_yes(*, use: PowerUse, by: Member, now: datetime) -> PowerUse:
    """Agree no longer, as long as it has not happened. Raises AskNotNow."""
    held, _found_now = lock_use(use, by=by)
    _check_here(by)
    _check(why_not_take_back(held))
    PowerYes.objects.filter(use=held, member=by).delete()
    recount(held)
    _tell(held)
    return held


@transaction.atomic
def say_to_it(*, use: PowerUse, by: Member, text: str, now: datetime) -> None:
    """Say something to what is asked about oneself, to everyone who decides; also while one's access is held."""
    if use.about_id != by.pk:
        raise NotHere
    scope = circle_scope(use.circle)
    words = write(circle=use.circle, scope=scope, by=by.person, body=text, state=State.SHARED, now=now)
    UseAnswer.objects.create(circle=use.circle, use=use, words=words)


@transaction.atomic
def withdraw_asking(*, use: PowerUse, by: Member) -> None:
    """Ask for it no longer: it is gone, and so is what it said. Raises AskNotNow.

    What was said about somebody stays theirs to read, and so does their answer: then it is over instead.
    """
    held, _found_now = lock_use(use, by=by)
    _check_here(by)
    _check(why_not_withdraw(held, by))
    if RULES[Power(held.power)].about_somebody:
        end_use(held, Ended.WITHDRAWN)
    else:
        forget_object(held)
        held.delete()
    tell(channel=circle_scope(by.circle).public_id)


@transaction.atomic
def stop_agreed(*, use: PowerUse, by: Member, now: datetime) -> PowerUse:
    """Stop what is agreed and waits for its day. Raises AskNotNow."""
    held, _found_now = lock_use(use, by=by)
    _check_here(by)
    _check(why_not_stop(held))
    use_power(power=Power.STOP_AGREED, circle=by.circle, by=by, now=now, use=held)
    return held


@transaction.atomic
def hold_to_decide(*, use: PowerUse, by: Member, now: datetime) -> PowerUse:
    """What is asked, held, so that it is put to the circle once. Raises AskNotNow."""
    held, _found_now = lock_use(use, by=by)
    _check(why_not_decide(held, now=now))
    return held


@transaction.atomic
def let_circle_decide(*, use: PowerUse, proposal_id: str, now: datetime) -> None:
    """Remember by which proposal the circle decides about something that is asked. That can take some meetings."""
    use.proposal_id, use.proposal_is_back = proposal_id, False
    use.lapses_at = max(use.lapses_at, now + DECIDING_LASTS)
    use.save(update_fields=["proposal_id", "proposal_is_back", "lapses_at"])


@transaction.atomic
def let_circle_decide_no_more(*, proposal_id: str) -> None:
    """The proposal was taken back: what was asked is asked as before, and can be put to the circle anew."""
    asked = PowerUse.objects.filter(proposal_id=proposal_id, state=UseState.ASKED, decided_at__isnull=True)
    asked.exclude(power=Power.CHANGE_RULE).update(proposal_is_back=True)


@transaction.atomic
def let_circle_decide_again(*, proposal_id: str) -> None:
    """The proposal was put back: the circle decides again what it was about."""
    PowerUse.objects.filter(proposal_id=proposal_id, state=UseState.ASKED).update(proposal_is_back=False)


def stop_effect(*, circle: Circle, use: PowerUse, **_more: Any) -> PowerUse:
    """It does not happen."""
    end_use(use, Ended.STOPPED)
    tell(channel=circle_scope(circle).public_id)
    return use


def written_effect(*, agreed_to: PowerUse, **_more: Any) -> PowerUse:
    """What was asked stands written as agreed."""
    return agreed_to


def _asked_already(circle: Circle, power: Power, object_id: str, now: datetime) -> PowerUse | None:
    """The same thing asked before, if it still is; what lapsed is over."""
    if not object_id:
        return None
    same = PowerUse.objects.filter(circle=circle, power=power, object_id=object_id)
    same.filter(state=UseState.ASKED, lapses_at__lte=now).update(state=UseState.ENDED, ended=Ended.LAPSED)
    return same.filter(state__in=[UseState.ASKED, UseState.AGREED]).select_related("asked_by", "about").first()


def what_would_happen(*, power: Power, by: Member) -> str:
    """What will happen to the whole circle, exactly; nothing is held, for it is only looked at; raises AskNotNow."""
    return _says(power, by, by.circle, {})


def _says(power: Power, by: Member, found: Any, details: Mapping[str, Any]) -> str:
    asking = asking_of(power)
    if asking.says is None or (asking.find is not None and found is None):
        raise AskNotNow(_("What this is about is not there any more."))
    return asking.says(by=by, found=found, **details)


def _tell(use: PowerUse) -> None:
    tell(channel=circle_scope(use.circle).public_id)


def _check_here(by: Member) -> None:
    if hold_present(by.circle, by.person) is None:
        raise AskNotNow(_("This is for people who are in the circle now."))


def _check(reason: str | None) -> None:
    if reason is not None:
        raise AskNotNow(reason)
