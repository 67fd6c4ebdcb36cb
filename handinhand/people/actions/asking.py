"""The one door by which anything asks something of somebody by name, and what people took on.

The door looks at nobody's energy: it keeps the ask with the same queries whoever is asked, and whether it is told is
worked out when they look. So nothing that whoever asks sees can differ (docs/decisions/0023).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, Q

from handinhand.fairness.energy import Cost, Days, one_day
from handinhand.ground.models import Circle, Person
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask, Commitment
from handinhand.people.rules.energy import KEPT_AFTER, AskIsOver, ask_ends, day_of


@transaction.atomic
def ask(
    *,
    of: Person,
    kind: AskKind,
    ref: str,
    cost: Cost,
    when: Days | None,
    where: str,
    now: datetime,
    circle: Circle | None = None,
    begins_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Ask:
    """Ask something of somebody by name. The same that is asked already is asked once.

    What `begins_at` some later moment is asked from then on, and shows nowhere before.
    """
    same = Ask.objects.filter(of=of, kind=kind, ref=ref, closed_at__isnull=True)
    same.filter(ends_at__lte=now).update(closed_at=now)
    given: dict[str, Any] = {"circle": circle, "where": where, "asked_at": begins_at or now, **_kept(cost)}
    given |= {"first_day": when.first if when else None, "last_day": when.last if when else None}
    given["ends_at"] = ask_ends(when=when, ends_at=ends_at, now=now)
    return Ask.objects.get_or_create(of=of, kind=kind, ref=ref, closed_at=None, defaults=given)[0]


@transaction.atomic
def say_yes(*, ask: Ask, by: Person, now: datetime) -> None:
    """Take on what is asked, also past what one said: that is one's own choice. Raises AskIsOver."""
    held = _held(ask, by, now)
    when = held.when or one_day(day_of(now))
    commit(of=by, kind=AskKind(held.kind), ref=held.ref, cost=held.cost, when=when, now=now, circle=held.circle)
    _close(held, now)


@transaction.atomic
def say_no(*, ask: Ask, by: Person, now: datetime) -> None:
    """Leave what is asked; nothing keeps that it was no. Raises AskIsOver."""
    _close(_held(ask, by, now), now)


@transaction.atomic
def take_back_ask(*, ask: Ask, now: datetime) -> None:
    """Ask no more. What is closed already stays as it is."""
    Ask.objects.filter(pk=ask.pk, closed_at__isnull=True).update(closed_at=now)


@transaction.atomic
def end_asks(*, of: Person, circle: Circle, now: datetime) -> None:
    """Let everything end that is asked of somebody in a circle, and all they took on there: they are in it no more."""
    Ask.objects.filter(of=of, circle=circle, closed_at__isnull=True).update(closed_at=now)
    Commitment.objects.filter(person=of, circle=circle).delete()


@transaction.atomic
def commit(
    *, of: Person, kind: AskKind, ref: str, cost: Cost, when: Days, now: datetime, circle: Circle | None = None
) -> None:
    """Keep that somebody took something on. The same again takes the place of what was kept before."""
    given = {"circle": circle, "first_day": when.first, "last_day": when.last, **_kept(cost)}
    Commitment.objects.update_or_create(person=of, kind=kind, ref=ref, defaults=given)


@transaction.atomic
def release(*, of: Person, kind: AskKind, ref: str) -> None:
    """Let something be taken on no more. Doing it twice is doing it once."""
    Commitment.objects.filter(person=of, kind=kind, ref=ref).delete()


@transaction.atomic
def close_asks(*, circle: Circle, kind: AskKind, ref: str, now: datetime) -> None:
    """Ask something of nobody any more: it is over, or was called off."""
    Ask.objects.filter(circle=circle, kind=kind, ref=ref, closed_at__isnull=True).update(closed_at=now)


@transaction.atomic
def release_everybody(*, circle: Circle, kind: AskKind, ref: str) -> None:
    """Let nobody be committed to something any more."""
    Commitment.objects.filter(circle=circle, kind=kind, ref=ref).delete()


@transaction.atomic
def change_commitments(
    *, circle: Circle, kind: AskKind, ref: str, persons: Iterable[int], cost: Cost, when: Days
) -> None:
    """Let something that some people took on cost them something else, or be on other days."""
    kept = Commitment.objects.filter(circle=circle, kind=kind, ref=ref, person__in=list(persons))
    kept.update(first_day=when.first, last_day=when.last, **_kept(cost))


def clear_asks(*, now: datetime) -> None:
    """Remove asks that are over and that no other row holds, and what people took on that has been."""
    old = Ask.objects.filter(Q(ends_at__lt=now - KEPT_AFTER) | Q(closed_at__lt=now - KEPT_AFTER))
    for link in Ask._meta.get_fields(include_hidden=True):
        if isinstance(link, ForeignObjectRel) and not link.many_to_many:
            held = link.related_model._base_manager.filter(**{link.field.name: OuterRef("pk")})
            old = old.exclude(Exists(held))
    old.delete()
    Commitment.objects.filter(last_day__lt=day_of(now - KEPT_AFTER)).delete()


def _held(ask: Ask, by: Person, now: datetime) -> Ask:
    held = Ask.objects.select_for_update(of=("self",)).select_related("circle").filter(pk=ask.pk, of=by).first()
    if held is None or held.closed_at is not None or held.ends_at <= now:
        raise AskIsOver
    return held


def _close(held: Ask, now: datetime) -> None:
    held.closed_at = now
    held.save(update_fields=["closed_at"])


def _kept(cost: Cost) -> dict[str, Any]:
    return {
        "minutes": cost.minutes,
        "preparation": cost.preparation,
        "after": cost.after,
        "travels": cost.travels,
        "evening": cost.evening,
        "of_many": cost.many,
        "is_heavy": cost.heavy,
        "online": cost.online,
    }
