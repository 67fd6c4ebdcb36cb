"""Coming back: by a letter with a link and a short code, or by a sign-in card.

Functions that count tries keep the count when they raise: only what they write besides is one transaction.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from handinhand.ground.models import Person
from handinhand.ground.sealed import folded
from handinhand.notices.actions import queue_letter
from handinhand.people import rules
from handinhand.people.actions.tries import give_back_try, within
from handinhand.people.emails import come_back_letter
from handinhand.people.models import Address, SignInCard, SignInLetter
from handinhand.people.queries import address_of, newest_letter
from handinhand.people.rules import CodeRanOut, LinkRanOut, NotTheCode, TooManyTries


def ask_for_letter(*, email: str, where: str, now: datetime) -> None:
    """Send a letter to come back with, if the address brings somebody back; raises TooManyTries.

    For an address that nobody gave, the same is written and undone at once: whoever asks can tell the two apart
    neither by the answer nor by the time it takes, nor by how soon it becomes too many.
    """
    count_letter(email=email, where=where, now=now)
    with transaction.atomic():
        address = address_of(email)
        if address is not None:
            _send_letter(address, now)
            return
        nobody = Person.objects.create(began_at=now)
        _send_letter(Address.objects.create(person=nobody, email=f"{nobody.public_id}.invalid"), now)
        transaction.set_rollback(True)


def count_letter(*, email: str, where: str, now: datetime) -> None:
    """Count one letter to an address; raises TooManyTries."""
    to = folded(email)
    if not (
        within(limit=rules.LETTERS_FROM, what=f"letter from {where}", now=now)
        and within(limit=rules.LETTERS_TO, what=f"letter to {to}", now=now)
        and within(limit=rules.LETTERS_TO_A_DAY, what=f"letter to {to} in a day", now=now)
    ):
        raise TooManyTries


def _send_letter(address: Address, now: datetime) -> None:
    code, token = rules.new_letter_code(), rules.new_link()
    letter = SignInLetter(
        address=address, link_hash=rules.link_kept_as(token), made_at=now, ends_at=now + rules.LETTER_LASTS
    )
    letter.code_hash = rules.letter_code_kept_as(code, letter=letter.public_id)
    letter.save()
    text = come_back_letter(link=settings.PUBLIC_ADDRESS + reverse("people:come_in", args=[token]), code=code)
    queue_letter(to=address.email, subject=text.subject, body=text.body, now=now)


def come_in_by_code(*, email: str, code: str, where: str, now: datetime) -> Person:
    """Who comes back with the short code of the newest letter; raises TooManyTries, NotTheCode or CodeRanOut."""
    day = f"code for {folded(email)}"
    here = f"code from {where}"
    if not within(limit=rules.CODES_FROM, what=here, now=now) or not within(limit=rules.CODES_FOR, what=day, now=now):
        raise TooManyTries
    letter = newest_letter(email)
    if not _is_code_of(letter, code) or letter is None:
        raise NotTheCode
    if letter.ends_at <= now:
        raise CodeRanOut
    person = _use_up(letter, now)
    if person is None:
        raise NotTheCode
    give_back_try(what=here, stretch=rules.CODES_FROM.stretch, now=now)
    give_back_try(what=day, stretch=rules.CODES_FOR.stretch, now=now)
    return person


@transaction.atomic
def _is_code_of(letter: SignInLetter | None, code: str) -> bool:
    """Whether a code is a letter's. The try is taken from the letter before it is looked at; without one, as well."""
    row = SignInLetter.objects.filter(
        pk=letter.pk if letter else 0, used_at__isnull=True, wrong_codes__lt=rules.WRONG_CODES
    )
    taken = bool(row.update(wrong_codes=F("wrong_codes") + 1))
    typed = rules.letter_code_kept_as(rules.read_letter_code(code), letter=letter.public_id if letter else "")
    return constant_time_compare(typed, letter.code_hash if letter else "-" * len(typed)) and taken


@transaction.atomic
def _use_up(letter: SignInLetter, now: datetime) -> Person | None:
    """The letter's person, the first time; a letter works once."""
    unused = SignInLetter.objects.filter(pk=letter.pk, used_at__isnull=True, ends_at__gt=now)
    return letter.address.person if unused.update(used_at=now) else None


@transaction.atomic
def come_in_by_link(*, token: str, now: datetime) -> Person:
    """Who comes back with a letter's link, which is used up by it; raises LinkRanOut."""
    kept = rules.link_kept_as(token)
    letter = SignInLetter.objects.select_related("address__person").filter(link_hash=kept).first()
    person = None if letter is None else _use_up(letter, now)
    if person is None:
        raise LinkRanOut
    return person


def come_in_by_card(*, code: str, where: str, now: datetime) -> Person:
    """Who comes back with a sign-in card; raises TooManyTries or NotTheCode. Only wrong tries stay counted."""
    here, everywhere = f"card from {where}", "card from anywhere"
    if not (
        within(limit=rules.CARDS_FROM, what=here, now=now)
        and within(limit=rules.CARDS_OF_ALL, what=everywhere, now=now)
    ):
        raise TooManyTries
    kept = rules.card_kept_as(rules.read_card_code(code) or "")
    card = SignInCard.objects.select_related("person").filter(code_hash=kept).first()
    if card is None or not constant_time_compare(card.code_hash, kept):
        raise NotTheCode
    give_back_try(what=here, stretch=rules.CARDS_FROM.stretch, now=now)
    give_back_try(what=everywhere, stretch=rules.CARDS_OF_ALL.stretch, now=now)
    return card.person


@transaction.atomic
def make_card(*, person: Person, now: datetime) -> str:
    """A new sign-in card; the code is told this once, and the card before works no longer."""
    code = rules.new_card_code()
    SignInCard.objects.update_or_create(person=person, defaults={"code_hash": rules.card_kept_as(code), "made_at": now})
    return code
