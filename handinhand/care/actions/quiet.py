"""The only writers of plans for when somebody goes quiet. Nobody is told of any of it but whom the owner named."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.care.choices.quiet import QuietWay, Said, Stands
from handinhand.care.models.quiet import NO_ASK, NO_DAY, PASSED, QuietAsker, QuietPlan
from handinhand.care.queries.quiet import can_be_named, naming
from handinhand.care.rules.quiet import (
    ASK_LASTS,
    TO_ASK,
    TO_SAY_YES,
    QuietStays,
    has_lapsed,
    is_time,
    stays,
    why_not_askers,
    why_not_days,
)
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.apart import chosen_apart_by, kept_apart
from handinhand.circles.models import Member
from handinhand.ground.models import ALPHABET
from handinhand.live.actions import tell
from handinhand.people.actions import ask, forget_day, keep_day, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask
from handinhand.people.queries.contact import day_here
from handinhand.people.queries.energy import is_off, rests_until_said
from handinhand.words.actions import (
    change,
    end_scopes,
    let_see,
    make_scope,
    put_back,
    remove,
    write,
)
from handinhand.words.choices import ScopeKind, State


@dataclass(frozen=True)
class Wanted:
    """What somebody wants of a plan."""

    days: int
    way: QuietWay
    words: str
    askers: Sequence[Member]
    even_resting: bool


@transaction.atomic
def set_plan(*, by: Member, wanted: Wanted, now: datetime) -> QuietPlan:
    """Keep a plan, or change it: then it begins anew. Those who are named are asked first. Raises QuietStays."""
    here = _hold_members(by, *wanted.askers)
    member = _present(by)
    plan = _hold_of(by)
    named = plan.askers.filter(member__left_at__isnull=True) if plan is not None else QuietAsker.objects.none()
    allowed = here & ({each.pk for each in can_be_named(viewer=member)} | set(named.values_list("member", flat=True)))
    problem = why_not_days(wanted.days) or why_not_askers(wanted.askers, by=member)
    if problem is None and any(each.pk not in allowed for each in wanted.askers):
        problem = _("Somebody you chose has left, or is somebody you would rather not see. Please choose again.")
    if problem is not None:
        raise QuietStays(problem)
    given = {"days": wanted.days, "way": wanted.way, "even_resting": wanted.even_resting, "set_at": now}
    given |= {"stands": Stands.WAITS.value, "asked_on": NO_DAY}
    if plan is None:
        scope = make_scope(circle=member.circle, kind=ScopeKind.PAIR)
        let_see(scope=scope, person=member.person)
        words = write(
            circle=member.circle, scope=scope, by=member.person, body=wanted.words, state=State.DRAFT, now=now
        )
        plan = QuietPlan.objects.create(member=member, words=words, **given)
    else:
        _ask_nobody(plan, now)
        put_back(words=plan.words, by=member.person)
        change(words=plan.words, by=member.person, body=wanted.words)
        for name, value in given.items():
            setattr(plan, name, value)
        plan.save()
    _name(plan, wanted.askers, now)
    keep_day(of=member.person, day=now.date())
    return plan


def _name(plan: QuietPlan, askers: Sequence[Member], now: datetime) -> None:
    """Ask those who are named now, and no longer those who were."""
    for each in plan.askers.exclude(member__in=[member.pk for member in askers]).select_related("ask"):
        _unname(each, now)
    for place, member in enumerate(askers):
        kept = plan.askers.filter(member=member).first()
        if kept is not None:
            kept.place, kept.to_do = place, NO_ASK
            kept.save(update_fields=["place", "to_do"])
            continue
        asker = QuietAsker(plan=plan, member=member, place=place, to_do=NO_ASK)
        where = reverse("care:ask_after", args=[member.circle.public_id, asker.public_id])
        # Whoever would rather not meet or see the owner never hears of it: the ask is over in the moment it is made.
        never = plan.member_id in chosen_apart_by(member)
        asker.ask = ask(
            of=member.person,
            kind=AskKind.ASK_AFTER,
            ref=asker.public_id,
            cost=TO_SAY_YES,
            when=None,
            where=where,
            circle=member.circle,
            ends_at=now if never else None,
            now=now,
        )
        asker.save()


def _unname(asker: QuietAsker, now: datetime) -> None:
    take_back_ask(ask=asker.ask, now=now)
    asker.delete()


@transaction.atomic
def begin_again(*, by: Member, now: datetime) -> None:
    """Let a plan whose time had come wait anew, as it was."""
    plan = _own(by)
    if plan is not None:
        _ask_nobody(plan, now)
        _forget_passing(plan)


@transaction.atomic
def end_plan(*, by: Member, now: datetime) -> None:
    """End a plan: nobody is asked any more, and nothing says that there was one. Doing it twice is doing it once."""
    plan = _own(by)
    if plan is None:
        return
    _name_nobody(plan, now)
    words, person = plan.words, plan.member.person
    plan.delete()
    remove(words=words, by=person)
    end_scopes(scopes=[words.scope])


def _name_nobody(plan: QuietPlan, now: datetime) -> None:
    """Ask nobody, now or later; without another plan no day is kept any more."""
    _ask_nobody(plan, now)
    for each in plan.askers.select_related("ask"):
        _unname(each, now)
    person = plan.member.person
    others = QuietPlan.objects.filter(member__person=person, member__left_at__isnull=True).exclude(pk=plan.pk)
    if not others.exists():
        forget_day(of=person)


def let_go(*, member: Member, now: datetime) -> None:
    """Somebody leaves the circle: their plan asks nobody any more, and the plans that named them name them no more.

    What they wrote in it stays theirs, as all they wrote.
    """
    _hold_members(member)
    for number in QuietPlan.objects.filter(member=member).values_list("pk", flat=True):
        plan = _hold(number)
        if plan is not None:
            _name_nobody(plan, now)
            _stand(plan, Stands.WAITS, NO_DAY)
    for number in QuietAsker.objects.filter(member=member).order_by("plan").values_list("plan", flat=True):
        plan = _hold(number)
        for each in plan.askers.filter(member=member).select_related("ask") if plan is not None else ():
            if plan is not None and each.is_told:
                _pass_by(plan, now)
            _unname(each, now)


@transaction.atomic
def answer_naming(*, asker: QuietAsker, by: Member, yes: bool, now: datetime) -> None:
    """Say yes or no to being named; a no later on is as good. Raises Http404 when the plan is gone."""
    plan = _hold(asker.plan_id)
    held = naming(viewer=by, asker_id=asker.public_id)
    take_back_ask(ask=held.ask, now=now)
    if not yes and plan is not None and held.is_told and plan.stands == Stands.ASKED:
        _ask_nobody(plan, now)
        _stand(plan, Stands.WAITS, plan.asked_on)
    QuietAsker.objects.filter(pk=held.pk).update(said=Said.YES if yes else Said.NO)


@transaction.atomic
def answer_asking(*, asker: QuietAsker, by: Member, asked: bool, now: datetime) -> None:
    """Say that one has asked, or that it does not go this time: then the other one may. Raises QuietStays."""
    plan = _hold(asker.plan_id)
    held = naming(viewer=by, asker_id=asker.public_id)
    if plan is None or not held.is_told or plan.stands != Stands.ASKED:
        raise QuietStays(_("This is not asked of you any more. There is nothing to do."))
    _close_ticket(held, now)
    if asked:
        _stand(plan, Stands.DONE, plan.asked_on)
        return
    _pass_by(plan, now)


@transaction.atomic
def look_after(*, number: int, now: datetime) -> None:
    """Look at one plan: if its time has come, one person is asked, once; whoever is back is asked about no more."""
    plan = _hold(number)
    if plan is None or plan.member.left_at is not None or plan.member.is_held:
        return
    here = day_here(person=plan.member.person)
    if here is None:
        return
    if plan.day is not None and here >= plan.day:
        _be_back(plan, now)
    elif has_lapsed(plan, today=now.date()):
        _pass_by(plan, now)
    elif plan.is_waiting and is_time(plan, here=here, today=now.date()) and not _waits_in_rest(plan, now):
        asker = _first_who_can(plan, now)
        if asker is not None:
            _tell(plan, asker, now)


def _be_back(plan: QuietPlan, now: datetime) -> None:
    """Somebody was here since it was asked: it is asked no more, and what did not go that time can go the next."""
    if plan.is_waiting:
        _forget_passing(plan)
        return
    _ask_nobody(plan, now)
    if plan.stands == Stands.ASKED:
        _stand(plan, Stands.OVER, plan.asked_on)


def _waits_in_rest(plan: QuietPlan, now: datetime) -> bool:
    return not plan.even_resting and rests_until_said(person=plan.member.person, now=now)


def _first_who_can(plan: QuietPlan, now: datetime) -> QuietAsker | None:
    """The first who said yes, is here, does not rest, and whom nobody keeps apart from the owner."""
    apart = kept_apart(plan.member.circle)
    willing = plan.askers.filter(said=Said.YES).select_related("member__person", "ask").order_by("place")
    for each in willing:
        if each.has_passed:
            continue
        together = frozenset({each.member_id, plan.member_id}) not in apart
        if together and stays(each.member, each) and not is_off(person=each.member.person, now=now):
            return each
    return None


def _tell(plan: QuietPlan, asker: QuietAsker, now: datetime) -> None:
    """Ask one person to ask. What they are asked says nothing in its row about whom it is about."""
    circle, ref = plan.member.circle, "".join(secrets.choice(ALPHABET) for _each in range(12))
    where = reverse("care:how_are", args=[circle.public_id, asker.public_id])
    ticket = ask(
        of=asker.member.person,
        kind=AskKind.HOW_THEY_ARE,
        ref=ref,
        cost=TO_ASK,
        when=None,
        where=where,
        circle=circle,
        ends_at=now + ASK_LASTS,
        now=now,
    )
    asker.to_do = ticket.public_id
    asker.save(update_fields=["to_do"])
    _stand(plan, Stands.ASKED, now.date().isoformat())
    tell(channel=asker.member.person.public_id)


def _ask_nobody(plan: QuietPlan, now: datetime) -> None:
    """Ask nobody any more; so nobody but the owner reads the words."""
    for each in plan.askers.select_related("member__person"):
        if each.is_told:
            _close_ticket(each, now)
            _turn(each, NO_ASK)


def _pass_by(plan: QuietPlan, now: datetime) -> None:
    """It does not go this time by whom it was asked of: then another one may be asked."""
    for told in [each for each in plan.askers.all() if each.is_told]:
        _ask_nobody(plan, now)
        _turn(told, PASSED)
    _stand(plan, Stands.WAITS, plan.asked_on)


def _forget_passing(plan: QuietPlan) -> None:
    """Whoever is back and goes quiet again is asked about as at first: a “not this time” was for that time."""
    for each in plan.askers.all():
        if each.has_passed:
            _turn(each, NO_ASK)
    _stand(plan, Stands.WAITS, NO_DAY)


def _turn(asker: QuietAsker, to_do: str) -> None:
    asker.to_do = to_do
    asker.save(update_fields=["to_do"])


def _close_ticket(asker: QuietAsker, now: datetime) -> None:
    for ticket in Ask.objects.filter(of=asker.member.person_id, public_id=asker.to_do):
        take_back_ask(ask=ticket, now=now)


def _stand(plan: QuietPlan, stands: Stands, asked_on: str) -> None:
    plan.stands, plan.asked_on = stands.value, asked_on
    plan.save(update_fields=["stands", "asked_on"])


def _hold(number: int) -> QuietPlan | None:
    rows = QuietPlan.objects.select_for_update(of=("self",))
    return rows.select_related("member__circle", "member__person", "words__scope").filter(pk=number).first()


def _hold_of(by: Member) -> QuietPlan | None:
    number = QuietPlan.objects.filter(member=by).values_list("pk", flat=True).first()
    return _hold(number) if number is not None else None


def _hold_members(*members: Member) -> set[int]:
    """Who of these is in the circle, held until this is through: nobody who leaves meanwhile stays named.

    Members are held in one order, and before any plan: so nobody waits in a ring.
    """
    rows = Member.objects.select_for_update(of=("self",), no_key=True).filter(left_at__isnull=True)
    return {each.pk for each in rows.filter(pk__in=[each.pk for each in members]).order_by("pk")}


def _own(by: Member) -> QuietPlan | None:
    return _hold_of(_present(by))


def _present(by: Member) -> Member:
    member = hold_present(by.circle, by.person, even_held=True)
    if member is None:
        raise QuietStays(_("You are not in this circle any more, so there is no plan here."))
    return member
