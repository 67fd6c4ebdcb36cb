"""The only writers of askings for a time. Answering tells nobody: no channel but one's own, and no line anywhere."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.actions import Refused, use_power
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.queries import count_present
from handinhand.fairness import suiting
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.meetings import times
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.actions.planning import start_plan
from handinhand.meetings.models import Meeting
from handinhand.times.choices import Suits
from handinhand.times.models import Asking, OfferedTime, Reply
from handinhand.times.queries import count_open, days_asked_about, is_planned_for, left_out_before, offered_in
from handinhand.times.rules import why_not_answer, why_not_ask, why_not_offer, why_not_plan, why_not_those_days
from handinhand.words.queries import circle_scope


class NotSo(Exception):
    """Something about an asking cannot be done now; the text says why, in plain words."""


class NotEnough(NotSo):
    """So few answered that what suits best could point at somebody."""


def _refuse(reason: str | None) -> None:
    if reason is not None:
        raise NotSo(reason)


@transaction.atomic
def ask(*, by: Member, title: str, moments: Sequence[datetime], now: datetime) -> Asking:
    """Ask the circle which of some times suit; raises NotSo."""
    circle = Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    _refuse(why_not_ask(count_present(circle), count_open(circle)))
    _refuse(why_not_offer(moments, now=now))
    days = {times.local(each, circle.time_zone).date() for each in moments}
    _refuse(why_not_those_days(days, days_asked_about(circle)))
    asked: Asking = _use(Power.ASK_TIMES, by, now, title=title, moments=moments)
    return asked


def ask_effect(
    *, circle: Circle, by: Member, now: datetime, title: str, moments: Sequence[datetime], **_: Any
) -> Asking:
    """The times are offered, and Today asks everybody in the circle."""
    asking = Asking.objects.create(circle=circle, asked_by=by, title=title, asked_at=now)
    OfferedTime.objects.bulk_create(OfferedTime(circle=circle, asking=asking, starts_at=each) for each in set(moments))
    tell(channel=circle_scope(circle).public_id)
    return asking


@transaction.atomic
def answer(*, asking: Asking, by: Member, said: Mapping[str, str]) -> None:
    """Say of each offered time whether it suits, or say it anew; empty is to skip. Raises NotSo once it is closed."""
    asking = _held(asking)
    _refuse(why_not_answer(asking))
    if hold_present(asking.circle, by.person) is None:
        raise NotSo(_("This is for members of the circle."))
    offered = {each.public_id for each in offered_in(asking)}
    kept = {time: suits for time, suits in said.items() if time in offered and suits in Suits.values}
    reply = Reply.objects.filter(asking=asking, member=by).first()
    reply = reply or Reply(circle=asking.circle, asking=asking, member=by)
    reply.said = json.dumps(kept)
    reply.save()
    tell(channel=by.person.public_id)


@transaction.atomic
def close(*, asking: Asking, by: Member, now: datetime) -> Asking:
    """See which times suit best, once and for good; raises NotEnough, and NotSo where it is closed already."""
    asking = _held(asking)
    _refuse(why_not_answer(asking))
    found = _found(asking)
    if found is None:
        raise NotEnough(
            _(
                "Not enough of us have answered yet. With so few, what suits best could tell what somebody said."
                " Nothing is changed, and everyone can still answer."
            )
        )
    closed: Asking = _use(Power.CLOSE_TIMES, by, now, asking=asking, found=found)
    return closed


@transaction.atomic
def stop(*, asking: Asking, by: Member, now: datetime) -> Asking:
    """Stop asking without anything being worked out; what people said goes at once. Twice is once."""
    asking = _held(asking)
    if asking.closed_at is not None:
        return asking
    closed: Asking = _use(Power.CLOSE_TIMES, by, now, asking=asking, found=None)
    return closed


def close_effect(*, circle: Circle, now: datetime, asking: Asking, found: suiting.Suiting | None, **_: Any) -> Asking:
    """The asking is closed: what came of it stays, and what people said goes."""
    asking.closed_at = now
    asking.reason = found.reason.text if found else ""
    asking.save(update_fields=["closed_at", "reason"])
    best = set(found.best) if found else set()
    OfferedTime.objects.filter(asking=asking, public_id__in=best).update(is_best=True)
    _forget(asking, but_cannot=best)
    tell(channel=circle_scope(circle).public_id)
    return asking


def _found(asking: Asking) -> suiting.Suiting | None:
    """What suits best of what those who are here now said."""
    left_out = left_out_before(asking.circle)
    replies = Reply.objects.filter(asking=asking, member__left_at__isnull=True)
    said = [suiting.Said(json.loads(each.said), each.member_id in left_out) for each in replies]
    offered = [each.public_id for each in offered_in(asking)]
    return suiting.find(offered, said, asked=count_present(asking.circle))


def _forget(asking: Asking, *, but_cannot: set[str]) -> None:
    """Let what people said go, but for who cannot come to one of these times."""
    for reply in Reply.objects.filter(asking=asking):
        said = json.loads(reply.said)
        kept = {time: suits for time, suits in said.items() if time in but_cannot and suits == Suits.CANNOT}
        if kept:
            reply.said = json.dumps(kept)
            reply.save(update_fields=["said"])
        else:
            reply.delete()


@transaction.atomic
def plan(*, asking: Asking, time: OfferedTime, by: Member, now: datetime) -> Meeting:
    """Begin a plan for a time that suits best; a second tap finds the plan that the first one began. Raises NotSo."""
    asking = _held(asking)
    meeting = asking.meeting
    if meeting is not None:
        if not is_planned_for(asking, by):
            raise NotSo(_("Somebody has begun a plan from this already. You will see it when everyone is invited."))
        return meeting
    _refuse(why_not_plan(asking, time))
    if hold_present(asking.circle, by.person) is None:
        raise NotSo(_("This is for members of the circle."))
    about = {"title": asking.title, "why": "", "place": "", "opening_question": ""}
    try:
        meeting = start_plan(circle=asking.circle, by=by, starts_at=time.starts_at, now=now, preparation=None, **about)
    except PlanStays as stays:
        raise NotSo(str(stays)) from stays
    asking.meeting, asking.planned_at = meeting, now
    asking.save(update_fields=["meeting", "planned_at"])
    _forget(asking, but_cannot={time.public_id})
    Reply.objects.filter(circle=asking.circle, asking__closed_at__isnull=False).exclude(asking=asking).delete()
    return meeting


def _held(asking: Asking) -> Asking:
    """The asking's row, held until this change is through, so that answering and closing take turns.

    Its meeting is read after that: joined to a row that was waited for, PostgreSQL shows it as it was before.
    """
    held = Asking.objects.select_for_update(of=("self",)).select_related("circle")
    return held.get(pk=asking.pk)


def _use(power: Power, by: Member, now: datetime, **request: Any) -> Any:
    """Use a power; raises NotSo for somebody who left a moment ago."""
    try:
        return use_power(power=power, circle=by.circle, by=by, now=now, **request)
    except Refused as refused:
        raise NotSo(str(refused)) from refused


EFFECTS: dict[Power, Callable[..., Any]] = {Power.ASK_TIMES: ask_effect, Power.CLOSE_TIMES: close_effect}
