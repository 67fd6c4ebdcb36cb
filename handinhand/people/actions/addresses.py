"""The e-mail address somebody gives to come back by: kept only once they showed that it is theirs."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare

from handinhand.ground.models import Person
from handinhand.notices.actions import queue_letter
from handinhand.people import rules
from handinhand.people.actions.coming_back import count_letter
from handinhand.people.actions.contact import say_not_safe
from handinhand.people.actions.tries import count_try
from handinhand.people.choices import ContactWay
from handinhand.people.emails import is_it_yours_letter
from handinhand.people.models import Address, SignInLetter
from handinhand.people.rules import CodeRanOut, NotTheCode, TooManyTries


class AddressTaken(Exception):
    """The address is the way back of somebody else here (often the same human, from before)."""


@dataclass(frozen=True)
class Asked:
    """An address that waits for its code, kept in the visit of whoever gave it and nowhere else."""

    email: str
    letter: str
    code: str
    ends_at: float


def ask_if_yours(*, by: Person, email: str, where: str, now: datetime) -> Asked:
    """Send a code to an address that `by` gave; it is kept once the code came back; raises TooManyTries."""
    count_letter(email=email, where=where, now=now)
    code, letter = rules.new_letter_code(), f"{by.public_id} {rules.new_link()}"
    text = is_it_yours_letter(code=code)
    queue_letter(to=email, subject=text.subject, body=text.body, now=now)
    kept = rules.letter_code_kept_as(code, letter=letter)
    return Asked(email=email, letter=letter, code=kept, ends_at=(now + rules.LETTER_LASTS).timestamp())


def keep_address(*, by: Person, asked: Asked, code: str, now: datetime) -> None:
    """Keep an address whose code came back; raises TooManyTries, NotTheCode, CodeRanOut or AddressTaken."""
    if not count_try(what=f"yours {asked.letter}", limit=rules.WRONG_CODES, stretch=rules.DAY, now=now):
        raise TooManyTries
    typed = rules.letter_code_kept_as(rules.read_letter_code(code), letter=asked.letter)
    if not constant_time_compare(typed, asked.code):
        raise NotTheCode
    if asked.ends_at <= now.timestamp():
        raise CodeRanOut
    _keep(by, asked.email, now)


@transaction.atomic
def _keep(by: Person, email: str, now: datetime) -> None:
    """Make an address somebody's; letters to the one before work no longer."""
    address = Address.objects.filter(person=by).first() or Address(person=by)
    if address.pk is None or address.email != email:
        # That one address was safe says nothing about another one.
        say_not_safe(by=by, way=ContactWay.EMAIL)
    address.email, address.confirmed_at, address.refused_at = email, now, None
    try:
        with transaction.atomic():
            address.save()
    except IntegrityError as taken:
        raise AddressTaken from taken
    SignInLetter.objects.filter(address=address).delete()


@transaction.atomic
def remove_address(*, by: Person) -> None:
    """Forget somebody's address, and every letter to it."""
    say_not_safe(by=by, way=ContactWay.EMAIL)
    Address.objects.filter(person=by).delete()
