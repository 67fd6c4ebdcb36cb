"""The one door by which anything leaves this house that nobody asked for at that moment.

Whoever wants to tell somebody something comes here. Whether the way is safe now is asked at that moment, of the row
that the person themselves can change, and of nothing that was true before.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction

from handinhand.ground.models import Person
from handinhand.notices.actions import queue_letter, send_now, take_back_letter
from handinhand.notices.problems import NotSent, Refused
from handinhand.notices.queries import refused_letters
from handinhand.notices.returned import return_address
from handinhand.notices.texts import send_text
from handinhand.people.choices import ContactWay
from handinhand.people.models import Address, PhoneNumber, SafeWay
from handinhand.people.queries.contact import ways_to
from handinhand.people.rules.contact import COMES_BACK_WITHIN, is_in_hours, is_safe, next_safe

__all__ = ["Leaves", "NobodysMessage", "NotSafeNow", "NotSent", "Refused", "came_back", "leave_later", "reach"]


class NotSafeNow(Exception):
    """The way is not to be used now: it was not said to be safe, or long ago, or these are not the hours."""


class NobodysMessage(Exception):
    """A message came back that says nothing about any address as it is now."""


@dataclass(frozen=True)
class Leaves:
    """What leaves. `subject` and `headers` are of letters alone."""

    body: str
    subject: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def reach(*, person: Person, way: ContactWay, written: Callable[[SafeWay], Leaves], now: datetime) -> None:
    """Send something now, written as they said it may be; raises NotSafeNow, NotSent or Refused.

    An address or a number that refuses for good goes quiet until it is confirmed anew.
    """
    said = SafeWay.objects.filter(person=person, way=way).first()
    used = next((each for each in ways_to(person=person, now=now) if each.way == way and each.is_used), None)
    if said is None or used is None or not is_in_hours(said, now):
        raise NotSafeNow
    leaves = written(said)
    try:
        if way == ContactWay.TEXT:
            send_text(to=used.to, body=leaves.body)
            return
        address = Address.objects.get(person=person)
        send_now(
            to=used.to,
            subject=leaves.subject,
            body=leaves.body,
            headers=leaves.headers,
            returns_to=_returns_to(address, now),
        )
    except Refused:
        _go_quiet(person, way, now)
        raise


def _returns_to(address: Address, now: datetime) -> str:
    return return_address(number=address.pk, sent=int(now.timestamp()))


@transaction.atomic
def leave_later(*, person: Person, subject: str, body: str, now: datetime) -> bool:
    """Keep a letter that leaves in their hours; whether it may. Said to be safe no more, the way takes it back."""
    said = SafeWay.objects.select_for_update().filter(person=person, way=ContactWay.EMAIL).first()
    address = Address.objects.filter(person=person, confirmed_at__isnull=False).first()
    if said is None or address is None or address.is_refused or not is_safe(said, now):
        return False
    if said.waiting is not None:
        take_back_letter(number=said.waiting)
    letter = queue_letter(
        to=address.email,
        subject=subject,
        body=body,
        now=next_safe(said, after=now),
        returns_to=_returns_to(address, now),
    )
    said.waiting = letter.pk
    said.save(update_fields=["waiting"])
    return True


@transaction.atomic
def came_back(*, number: int, sent: int, now: datetime) -> None:
    """Let an address go quiet that something which left then can never reach; raises NobodysMessage.

    What left before the address was last confirmed says nothing about it now. Twice is once.
    """
    address = Address.objects.select_for_update().filter(pk=number).first()
    confirmed, left = (address.confirmed_at if address is not None else None), datetime.fromtimestamp(sent, UTC)
    if address is None or confirmed is None or left < confirmed.replace(microsecond=0):
        raise NobodysMessage
    if now - left > COMES_BACK_WITHIN:
        raise NobodysMessage
    if not address.is_refused:
        _refuse(address, now)


@transaction.atomic
def note_refused(*, now: datetime) -> None:
    """Let an address go quiet whose letter, kept for later, was refused for good as it was to leave."""
    for number, at in refused_letters():
        for said in SafeWay.objects.filter(way=ContactWay.EMAIL, waiting=number):
            for address in Address.objects.select_for_update().filter(person=said.person_id, confirmed_at__lte=at):
                _refuse(address, at)


def _go_quiet(person: Person, way: ContactWay, now: datetime) -> None:
    if way == ContactWay.TEXT:
        PhoneNumber.objects.filter(person=person).update(refused_at=now)
    else:
        Address.objects.filter(person=person).update(refused_at=now)


def _refuse(address: Address, now: datetime) -> None:
    address.refused_at = now
    address.save(update_fields=["refused_at"])
