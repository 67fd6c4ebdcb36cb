"""The only writers of days that do not suit."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from handinhand.circles.actions import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.days import spans
from handinhand.days.models import CircleDay, DaysTold, OwnDays
from handinhand.days.queries import tellers
from handinhand.days.rules import (
    CIRCLE_LIMIT,
    FEWEST_CHANGED,
    FEWEST_TELL,
    OWN_LIMIT,
    why_not_one_more,
    why_not_that_day,
)
from handinhand.days.spans import Span
from handinhand.ground.models import Circle, Person
from handinhand.live.actions import tell
from handinhand.words.queries import circle_scope


class DayStays(Exception):
    """A day cannot be kept like that; the text says why, in plain words."""


def _refuse(reason: str | None) -> None:
    if reason is not None:
        raise DayStays(reason)


@transaction.atomic
def add_own_day(*, by: Person, span: Span, now: datetime) -> None:
    """Keep one more day that does not suit somebody; raises DayStays. The same one twice is kept once."""
    _refuse(why_not_that_day(span.day, today=now.date()))
    kept = _held(by)
    days = [each for each in spans.read(kept.days) if each.when != span.when]
    _refuse(why_not_one_more(len(days), OWN_LIMIT))
    _keep(kept, [*days, span], is_told=kept.is_told, now=now)


@transaction.atomic
def take_out_own_day(*, by: Person, ident: str, now: datetime) -> None:
    """Take a day out; one that is out already changes nothing."""
    kept = OwnDays.objects.select_for_update().filter(person=by).first()
    if kept is None:
        return
    days = [each for each in spans.read(kept.days) if each.ident != ident]
    _keep(kept, days, is_told=kept.is_told, now=now)


@transaction.atomic
def choose_told(*, by: Person, is_told: bool, now: datetime) -> None:
    """Say whether whoever plans is told that one or more of us cannot, without a name."""
    kept = _held(by)
    _keep(kept, spans.read(kept.days), is_told=is_told, now=now)


def _held(person: Person) -> OwnDays:
    """Somebody's days, made empty at the first time, and held until this change is through."""
    OwnDays.objects.get_or_create(person=person, defaults={"days": spans.written([])})
    return OwnDays.objects.select_for_update().get(person=person)


def _keep(kept: OwnDays, days: list[Span], *, is_told: bool, now: datetime) -> None:
    before = {each.when for each in spans.read(kept.days)} if kept.is_told else set()
    after = {each.when for each in days} if is_told else set()
    moved = before != after
    kept.days, kept.is_told = spans.written(days), is_told
    kept.told_at = now if moved else kept.told_at
    kept.save(update_fields=["days", "is_told", "told_at"])
    if moved:
        places = Member.objects.filter(person=kept.person_id, left_at__isnull=True).select_related("circle")
        for member in places.order_by("circle"):
            _tell_anew(member.circle, now)


def _tell_anew(circle: Circle, now: datetime) -> None:
    """Put together what whoever plans is told, once enough people tell and enough of them changed what they tell."""
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    telling = list(tellers(circle).order_by("pk"))
    if len(telling) < FEWEST_TELL:
        return
    told = DaysTold.objects.filter(circle=circle).first()
    if told is not None:
        here = Member.objects.filter(circle=circle, left_at__isnull=True).values("person")
        if OwnDays.objects.filter(person__in=here, told_at__gt=told.made_at).count() < FEWEST_CHANGED:
            return
    told = told or DaysTold(circle=circle)
    today = now.astimezone(ZoneInfo(circle.time_zone)).date()
    ahead = spans.without_owners(spans.read(each.days) for each in telling)
    told.days = spans.written(each for each in ahead if each.day is None or each.day >= today)
    told.made_at = now
    told.save()


@transaction.atomic
def set_circle_day(*, by: Member, span: Span, now: datetime) -> CircleDay:
    """Say that a day or a time does not suit the circle; raises DayStays."""
    _refuse(why_not_that_day(span.day, today=now.astimezone(ZoneInfo(by.circle.time_zone)).date()))
    day: CircleDay = use_power(power=Power.SET_CIRCLE_DAY, circle=by.circle, by=by, now=now, span=span)
    return day


@transaction.atomic
def take_out_circle_day(*, day: CircleDay, by: Member, now: datetime) -> None:
    """Let a day suit the circle again. Doing it twice is doing it once."""
    held = CircleDay.objects.select_for_update().filter(pk=day.pk).first()
    if held is not None:
        use_power(power=Power.TAKE_OUT_CIRCLE_DAY, circle=by.circle, by=by, now=now, day=held)


def set_circle_day_effect(*, circle: Circle, by: Member, now: datetime, span: Span, **_: Any) -> CircleDay:
    """One more day does not suit the circle."""
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    _refuse(why_not_one_more(CircleDay.objects.filter(circle=circle).count(), CIRCLE_LIMIT))
    day = CircleDay.objects.create(circle=circle, set_by=by, day=spans.written([span]), set_at=now)
    tell(channel=circle_scope(circle).public_id)
    return day


def take_out_circle_day_effect(*, circle: Circle, day: CircleDay, **_: Any) -> CircleDay:
    """A day suits the circle again."""
    day.delete()
    tell(channel=circle_scope(circle).public_id)
    return day


EFFECTS: dict[Power, Callable[..., Any]] = {
    Power.SET_CIRCLE_DAY: set_circle_day_effect,
    Power.TAKE_OUT_CIRCLE_DAY: take_out_circle_day_effect,
}
