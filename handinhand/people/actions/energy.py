"""What somebody says of their energy: hours, way, weights, weeks off, rest. Theirs alone, and no reason is asked."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from handinhand.fairness.energy import week_of
from handinhand.ground.models import Person
from handinhand.people.models import Energy, Rest, WeekOff
from handinhand.people.rules.energy import KEPT_AFTER, EnergyStays, day_of, overlaps, why_not_rest, why_not_week_off


@transaction.atomic
def say_hours(*, by: Person, hours: int | None) -> None:
    """About how many hours somebody has in a week; none: they do not say, and are asked as usual."""
    Energy.objects.update_or_create(person=by, defaults={"hours": hours})


@transaction.atomic
def say_weights(*, by: Person, way_minutes: int | None, weights: Mapping[str, str]) -> None:
    """How long somebody's usual way is, and what weighs on them more or less."""
    Energy.objects.update_or_create(person=by, defaults={"way_minutes": way_minutes, **weights})


@transaction.atomic
def take_week_off(*, by: Person, day: date, now: datetime) -> None:
    """Be asked nothing in the week of a day; raises EnergyStays. The same week twice is kept once."""
    _hold(by)
    kept = WeekOff.objects.filter(person=by, week__gte=week_of(day_of(now)))
    _refuse(why_not_week_off(day, today=day_of(now), kept=kept.exclude(week=week_of(day)).count()))
    WeekOff.objects.get_or_create(person=by, week=week_of(day))


@transaction.atomic
def give_week_back(*, by: Person, week_id: str) -> None:
    """Let a week be as usual again. Doing it twice is doing it once."""
    WeekOff.objects.filter(person=by, public_id=week_id).delete()


@transaction.atomic
def begin_rest(*, by: Person, begins_at: datetime, ends_at: datetime | None, is_shown: bool, now: datetime) -> Rest:
    """Rest, until a moment or until somebody says; raises EnergyStays. Sent again it takes the place of itself."""
    _hold(by)
    _refuse(why_not_rest(begins_at, ends_at, now=now))
    others = [(each.begins_at, each.ends_at) for each in _not_over(by, now)]
    if overlaps(begins_at, ends_at, others):
        raise EnergyStays(
            _("You have said already that you rest then. You can be back from that one first, or choose other days.")
        )
    # Whoever came back from one and rests from the same moment on takes that one up again.
    lasts = {"ends_at": ends_at, "is_shown": is_shown}
    rest, _is_new = Rest.objects.update_or_create(person=by, begins_at=begins_at, defaults=lasts)
    return rest


@transaction.atomic
def show_rest(*, by: Person, rest_id: str, is_shown: bool, now: datetime) -> None:
    """Let others see that somebody rests, or see nothing."""
    _not_over(by, now).filter(public_id=rest_id).update(is_shown=is_shown)


@transaction.atomic
def come_back(*, by: Person, now: datetime) -> None:
    """Be back from a rest. Who does not rest is back already."""
    _hold(by)
    _not_over(by, now).filter(begins_at__lte=now).update(ends_at=now)


@transaction.atomic
def drop_rest(*, by: Person, rest_id: str, now: datetime) -> None:
    """Take out a rest that has not begun. One that goes on is ended by coming back."""
    _hold(by)
    Rest.objects.filter(person=by, public_id=rest_id, begins_at__gt=now).delete()


def clear_energy(*, now: datetime) -> None:
    """Forget rests and weeks off that have been."""
    Rest.objects.filter(ends_at__lt=now - KEPT_AFTER).delete()
    WeekOff.objects.filter(week__lt=week_of(day_of(now - KEPT_AFTER))).delete()


def _not_over(by: Person, now: datetime) -> QuerySet[Rest]:
    return Rest.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), person=by)


def _hold(person: Person) -> None:
    """Let two forms of one person change their energy one after the other."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _refuse(reason: str | None) -> None:
    if reason is not None:
        raise EnergyStays(reason)
