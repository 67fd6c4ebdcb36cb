"""Passkeys: adding, renaming, taking away, coming in with one. What a browser signs is asked once and taken once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from handinhand.ground.models import Person
from handinhand.ground.sealed import folded
from handinhand.people import passkeys, rules
from handinhand.people.actions.tries import count_try, give_back_try, within
from handinhand.people.models import Passkey
from handinhand.people.passkeys import NotThePasskey
from handinhand.people.rules import TooManyTries

ASKED_FOR = timedelta(minutes=15)


class PasskeyThere(Exception):
    """The passkey is here already."""


class NameTaken(Exception):
    """Another passkey of the same person is called so."""


class PasskeyGone(Exception):
    """The passkey was taken away."""


def add_passkey(*, by: Person, name: str, state: dict[str, Any], answer: str, now: datetime) -> Passkey:
    """Keep the public half of a passkey; raises NotThePasskey or PasskeyThere."""
    take_once(state=state, now=now)
    key = passkeys.added(state=state, answer=answer)
    try:
        with transaction.atomic():
            return Passkey.objects.create(
                person=by, name=name, public_half=key.kept, lookup=key.lookup, counter=key.counter, made_at=now
            )
    except IntegrityError as there:
        raise PasskeyThere from there


def come_in_by_passkey(*, state: dict[str, Any], answer: str, where: str, now: datetime) -> Person:
    """Who comes back with a passkey; raises TooManyTries or NotThePasskey. Only wrong tries stay counted."""
    here = f"passkey from {where}"
    if not within(limit=rules.PASSKEYS_FROM, what=here, now=now):
        raise TooManyTries
    take_once(state=state, now=now)
    lookup, who = passkeys.which(answer)
    found = Passkey.objects.select_related("person").filter(lookup=lookup).first()
    if found is None or who != found.person.public_id:
        raise NotThePasskey
    _count(found, passkeys.checked(state=state, kept=found.public_half, answer=answer))
    give_back_try(what=here, stretch=rules.PASSKEYS_FROM.stretch, now=now)
    return found.person


def take_once(*, state: dict[str, Any], now: datetime) -> None:
    """What was asked is taken once, in all processes, and for a while; raises NotThePasskey."""
    fresh = now.timestamp() - state.get("at", 0) < ASKED_FOR.total_seconds()
    what = f"passkey asked {state.get('challenge', '')}"
    if not fresh or not count_try(what=what, limit=1, stretch=rules.DAY, now=now):
        raise NotThePasskey


@transaction.atomic
def _count(found: Passkey, counter: int) -> None:
    """A counter goes up, or stays nothing where a device keeps none. One that goes back is a copy."""
    fits = Q(counter__lt=counter) if counter else Q(counter=0)
    if not Passkey.objects.filter(fits, pk=found.pk).update(counter=counter):
        raise NotThePasskey


@transaction.atomic
def remove_passkey(*, by: Person, public_id: str) -> None:
    """Take a passkey away: it brings nobody in from this moment. Twice is once."""
    Passkey.objects.filter(person=by, public_id=public_id).delete()


@transaction.atomic
def rename_passkey(*, by: Person, public_id: str, name: str) -> None:
    """Call a passkey by another name; raises PasskeyGone or NameTaken. Twice is once."""
    # All of them, so that of two at once the second sees the name that the first gave.
    there = list(Passkey.objects.select_for_update().filter(person=by).order_by("pk"))
    passkey = next((each for each in there if each.public_id == public_id), None)
    if passkey is None:
        raise PasskeyGone
    if any(each != passkey and folded(each.name) == folded(name) for each in there):
        raise NameTaken
    passkey.name = name
    passkey.save(update_fields=["name"])
