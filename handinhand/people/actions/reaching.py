"""The one door by which anything leaves this house that nobody asked for at that moment.

Whoever wants to tell somebody something comes here. Whether the way is safe now is asked at that moment, of the row
that the person themselves can change, and of nothing that was true before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from handinhand.ground.models import Person
from handinhand.notices.actions import queue_letter, send_now, take_back_letter
from handinhand.notices.problems import NotSent, Refused
from handinhand.notices.texts import send_text
from handinhand.people.choices import ContactWay
from handinhand.people.models import Address, PhoneNumber, SafeWay
from handinhand.people.queries.contact import ways_to
from handinhand.people.rules.contact import is_in_hours, is_safe, next_safe

__all__ = ["Leaves", "NotSafeNow", "NotSent", "Refused", "leave_later", "reach"]


class NotSafeNow(Exception):
    """The way is not to be used now: it was not said to be safe, or long ago, or these are not the hours."""


@dataclass(frozen=True)
class Leaves:
    """What leaves. `subject`, `headers` and `returns_to` are of letters alone."""

    body: str
    subject: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    returns_to: str = ""


def reach(*, person: Person, way: ContactWay, written: Callable[[SafeWay], Leaves], now: datetime) -> None:
    """Send something now, written as they said it may be; raises NotSafeNow, NotSent or Refused.

    A number that refuses for good goes quiet until it is given anew.
    """
    said = SafeWay.objects.filter(person=person, way=way).first()
    used = next((each for each in ways_to(person=person, now=now) if each.way == way and each.is_used), None)
    if said is None or used is None or not is_in_hours(said, now):
        raise NotSafeNow
    leaves = written(said)
    if way == ContactWay.EMAIL:
        send_now(
            to=used.to,
            subject=leaves.subject,
            body=leaves.body,
            headers=leaves.headers,
            returns_to=leaves.returns_to,
        )
        return
    try:
        send_text(to=used.to, body=leaves.body)
    except Refused:
        _go_quiet(person, now)
        raise


@transaction.atomic
def leave_later(*, person: Person, subject: str, body: str, now: datetime) -> bool:
    """Keep a letter that leaves in their hours; whether it may. Said to be safe no more, the way takes it back."""
    said = SafeWay.objects.select_for_update().filter(person=person, way=ContactWay.EMAIL).first()
    address = Address.objects.filter(person=person, confirmed_at__isnull=False).first()
    if said is None or address is None or not is_safe(said, now):
        return False
    if said.waiting is not None:
        take_back_letter(number=said.waiting)
    letter = queue_letter(to=address.email, subject=subject, body=body, now=next_safe(said, after=now))
    said.waiting = letter.pk
    said.save(update_fields=["waiting"])
    return True


@transaction.atomic
def _go_quiet(person: Person, now: datetime) -> None:
    PhoneNumber.objects.filter(person=person).update(refused_at=now)
