"""Asking others to agree to something that touches us all, and letting it happen with the last yes.

Every change takes the row of what is asked first, then what that is about, then members' rows in their order: two last
yeses take turns, and the second finds it done.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from handinhand.circles.actions.powers import Refused, hold_present, use_power
from handinhand.circles.choices import Ended, Power, UseState
from handinhand.circles.models import Member, PowerUse, PowerYes, UseAnswer
from handinhand.circles.queries import NotHere
from handinhand.circles.queries.asking import counted, people_for, rule_in_force, who_agreed
from handinhand.circles.rules import RULES
from handinhand.circles.rules.asking import (
    ASKING_LASTS,
    DECIDING_LASTS,
    can_be_asked,
    is_covered,
    rule_id,
    why_not_agree,
    why_not_stop,
    why_not_take_back,
    why_not_withdraw,
)
from handinhand.fairness.agreeing import Takes, missing, stricter
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.words.actions import write
from handinhand.words.choices import State
from handinhand.words.queries import circle_scope, covered_until


class AskNotNow(Exception):
    """Something cannot be asked, agreed to or taken back as things stand; its text says why, in plain words."""


class Overtaken(Exception):
    """The effect of what was agreed finds the world changed, so nothing happens; `ended` says how."""

    def __init__(self, ended: Ended = Ended.GONE) -> None:
        super().__init__(ended)
        self.ended = ended


class NotYet(Exception):
    """The effect of what was agreed cannot be at this moment; it waits, and is tried again."""


@dataclass(frozen=True)
class Asking:
    """What the part that owns a power hands over, so that it can be asked for.

    `find` gives what it is about as it is now, its row held, or nothing when that is gone; its effect takes it as
    `named`. `says` is what will happen, exactly, to be agreed to. Both can be left out for what is about its own words
    alone.
    """

    find: Callable[[Circle, str], Any] | None = None
    named: str = ""
    says: Callable[..., str] | None = None
    # What it is now, in short: where that is another thing than when it was asked, nobody agreed to it.
    as_it_is: Callable[[Any], str] | None = None
    # About nothing but the circle itself: it is asked once at a time.
    of_circle: bool = False


ASKINGS: dict[Power, Asking] = {}
# Under which name it is kept what something was when it was asked about.
WAS = "was"


def hand_over_askings(askings: Mapping[Power, Asking]) -> None:
    """Take what can be asked for from those who know every part."""
    ASKINGS.clear()
    ASKINGS.update(askings)


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
) -> PowerUse:
    """Ask the others to agree; asking is the first yes, and where that is enough it happens at once.

    Asked a second time while it is asked about the same thing, it is asked once. Raises AskNotNow.
    """
    if not can_be_asked(power):
        raise AskNotNow(_("Nobody has to agree to this."))
    if not object_id and ASKINGS.get(power, Asking()).of_circle:
        object_id = rule_id(power)
    # What it is about comes first, as for whoever changes that: so two at once take turns.
    found = _found(by.circle, power, object_id)
    _check_here(by)
    # After one's own row, as everywhere: two who ask for the same take turns.
    circle = Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    known = _asked_already(circle, power, object_id, now)
    if known is not None:
        return known
    takes = rule_in_force(circle, power)
    text = text or _says(power, by, found, details or {})
    use = PowerUse.objects.create(
        circle=circle,
        power=power,
        object_id=object_id,
        details={**(details or {}), **_as_it_is(power, found)},
        text=text,
        text_covered_until=covered_until(circle, text),
        asked_by=by,
        about=about,
        asked_at=now,
        lapses_at=now + (DECIDING_LASTS if RULES[power].needs_decision else ASKING_LASTS),
        agree=takes.agree,
        for_themselves=takes.for_themselves,
        for_organisations=takes.for_organisations,
        notice_days=takes.notice_days,
    )
    PowerYes.objects.create(circle=circle, use=use, member=by, said_at=now)
    _go_on(use, found, by, now)
    return use


@transaction.atomic
def agree(*, use: PowerUse, by: Member, now: datetime) -> PowerUse:
    """Agree to what is asked. With the last yes it happens, in the same moment. Raises AskNotNow."""
    held, found = _locked(use, by)
    _check_here(by)
    _check(why_not_agree(held, by, now=now))
    PowerYes.objects.get_or_create(use=held, member=by, defaults={"circle": held.circle, "said_at": now})
    _go_on(held, found, by, now)
    return held


@transaction.atomic
def take_back_yes(*, use: PowerUse, by: Member, now: datetime) -> PowerUse:
    """Agree no longer, as long as it has not happened. Raises AskNotNow."""
    held, found = _locked(use, by)
    _check_here(by)
    _check(why_not_take_back(held))
    PowerYes.objects.filter(use=held, member=by).delete()
    _go_on(held, found, by, now)
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
    held, _found_now = _locked(use, by)
    _check_here(by)
    _check(why_not_withdraw(held, by))
    if RULES[Power(held.power)].about_somebody:
        _end(held, Ended.WITHDRAWN)
    else:
        held.delete()
    tell(channel=circle_scope(by.circle).public_id)


@transaction.atomic
def stop_agreed(*, use: PowerUse, by: Member, now: datetime) -> PowerUse:
    """Stop what is agreed and waits for its day. Raises AskNotNow."""
    held, _found_now = _locked(use, by)
    _check_here(by)
    _check(why_not_stop(held))
    use_power(power=Power.STOP_AGREED, circle=by.circle, by=by, now=now, use=held)
    return held


@transaction.atomic
def let_circle_decide(*, use: PowerUse, proposal_id: str) -> None:
    """Remember by which proposal the circle decides about something that is asked."""
    PowerUse.objects.filter(pk=use.pk, state=UseState.ASKED).update(proposal_id=proposal_id)


@transaction.atomic
def carry_out_decided(*, proposal_id: str, by: Member, now: datetime) -> None:
    """Do what was asked and is decided now, if that is what this proposal was about."""
    use = PowerUse.objects.filter(proposal_id=proposal_id).first() if proposal_id else None
    if use is None:
        return
    held, found = _locked(use, by)
    if held.state == UseState.ASKED:
        held.decided_at = now
        held.save(update_fields=["decided_at"])
        _go_on(held, found, by, now)


@transaction.atomic
def carry_out_due(*, use: PowerUse, now: datetime) -> None:
    """Let what is agreed happen when its day has come; by one of those who agreed to it."""
    held, found = _locked(use, None)
    asker = held.asked_by
    by = [each for each in ([asker] if asker is not None else []) + who_agreed(held) if is_there(each)]
    if by and (held.state == UseState.AGREED or _counts_enough_now(held)):
        _go_on(held, found, by[0], now)


def _counts_enough_now(use: PowerUse) -> bool:
    """Whether what is still asked has yeses enough: one counts anew, and everybody can read what it is for."""
    return use.state == UseState.ASKED and not is_covered(use) and _is_enough(use, _takes_now(use))


def is_there(member: Member) -> bool:
    """Whether somebody is in the circle, and their access is not held."""
    return member.left_at is None and not member.is_held


def carry_out_all_due(*, now: datetime) -> None:
    """Let all that is agreed happen whose day has come, each in a change of its own.

    What is asked is looked at again where a yes counts anew, because a hold on whoever said it is over.
    """
    counts_again = Q(yeses__member__held_until__lte=now, yeses__member__held_until__gt=F("asked_at"))
    due = Q(state=UseState.AGREED, happens_at__lte=now) | counts_again & Q(state=UseState.ASKED, lapses_at__gt=now)
    for use in PowerUse.objects.filter(due, circle__closed_at__isnull=True).distinct().order_by("happens_at", "pk"):
        # What cannot be just now keeps nothing else waiting.
        with suppress(AskNotNow):
            carry_out_due(use=use, now=now)


def stop_effect(*, circle: Circle, use: PowerUse, **_more: Any) -> PowerUse:
    """It does not happen."""
    _end(use, Ended.STOPPED)
    tell(channel=circle_scope(circle).public_id)
    return use


def written_effect(*, agreed_to: PowerUse, **_more: Any) -> PowerUse:
    """What was asked stands written as agreed."""
    return agreed_to


def _go_on(use: PowerUse, found: Any, by: Member, now: datetime) -> None:
    """See how far it has come: asked, agreed and waiting for its day, or done."""
    takes = _takes_now(use)
    if not _is_enough(use, takes):
        if use.state == UseState.AGREED:
            use.state, use.agreed_at, use.happens_at = UseState.ASKED, None, None
            use.save(update_fields=["state", "agreed_at", "happens_at"])
    elif takes.notice_days:
        _wait(use, takes, now)
        if use.happens_at is not None and now >= use.happens_at:
            _carry_out(use, found, by, now)
    else:
        _carry_out(use, found, by, now)
    tell(channel=circle_scope(use.circle).public_id)


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


def _carry_out(use: PowerUse, found: Any, by: Member, now: datetime) -> None:
    """Let it happen, by whoever asked if they are here, with its one line of the ledger."""
    power, asking = Power(use.power), ASKINGS.get(Power(use.power), Asking())
    given = dict(use.details)
    if asking.find is not None and found is None:
        _end(use, Ended.GONE)
        return
    # What was asked before that was kept has none.
    was = given.pop(WAS, None)
    if was is not None and was != _as_it_is(power, found).get(WAS):
        _end(use, Ended.CHANGED)
        return
    if asking.named:
        given[asking.named] = found
    asker = use.asked_by
    doer = asker if asker is not None and asker.left_at is None and not asker.is_held else by
    decided = use.proposal_id if use.decided_at is not None else ""
    try:
        with transaction.atomic():
            use_power(power=power, circle=use.circle, by=doer, now=now, agreed_to=use, decided_by=decided, **given)
    except Overtaken as overtaken:
        _end(use, overtaken.ended)
    except NotYet:
        return
    except Refused as refused:
        raise AskNotNow(str(refused)) from refused
    else:
        use.state, use.done_at = UseState.DONE, now
        use.save(update_fields=["state", "done_at"])


def _as_it_is(power: Power, found: Any) -> dict[str, str]:
    """What something is at this moment, where that is part of what is agreed to."""
    kept = ASKINGS.get(power, Asking()).as_it_is
    return {} if kept is None or found is None else {WAS: kept(found)}


def _end(use: PowerUse, why: Ended) -> None:
    use.state, use.ended = UseState.ENDED, why
    use.save(update_fields=["state", "ended"])


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
    asking = ASKINGS.get(power, Asking())
    if asking.says is None or (asking.find is not None and found is None):
        raise AskNotNow(_("What this is about is not there any more."))
    return asking.says(by=by, found=found, **details)


def _found(circle: Circle, power: Power, object_id: str) -> Any:
    """What it is about, held, as it is now."""
    find = ASKINGS.get(power, Asking()).find
    return find(circle, object_id) if find is not None else None


def _locked(use: PowerUse, by: Member | None) -> tuple[PowerUse, Any]:
    """What is asked, held; what it is about; then the rows of who acts and of who asked, in their order."""
    rows_held = PowerUse.objects.select_for_update(of=("self",), no_key=True).select_related("circle")
    held = rows_held.filter(pk=use.pk).first()
    if held is None:
        raise AskNotNow(_("Whoever asked took it back. Nothing happened."))
    found = _found(held.circle, Power(held.power), held.object_id)
    members = Member.objects.select_for_update(of=("self",), no_key=True).select_related("person")
    rows = members.filter(pk__in=[each for each in (held.asked_by_id, by.pk if by else None) if each])
    kept = {each.pk: each for each in rows.order_by("pk")}
    if held.asked_by_id is not None:
        held.asked_by = kept.get(held.asked_by_id)
    return held, found


def _check_here(by: Member) -> None:
    if hold_present(by.circle, by.person) is None:
        raise AskNotNow(_("This is for people who are in the circle now."))


def _check(reason: str | None) -> None:
    if reason is not None:
        raise AskNotNow(reason)
