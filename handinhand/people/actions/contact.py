"""What somebody says of the ways to reach them. Said twice is said once; the last word counts."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare

from handinhand.ground.models import Person
from handinhand.notices.actions import take_back_letter
from handinhand.notices.texts import send_text
from handinhand.people import rules
from handinhand.people.actions.tries import count_try, within
from handinhand.people.choices import ContactWay, MaySay
from handinhand.people.emails import code_text
from handinhand.people.models import PhoneNumber, SafeWay
from handinhand.people.rules import CodeRanOut, Limit, NotTheCode, TooManyTries

CODES_TO_A_NUMBER = Limit(5, rules.DAY)
CODES_OF_A_PERSON = Limit(5, rules.DAY)


@dataclass(frozen=True)
class SaidSafe:
    """What somebody said of a way: hours on their own clock, the name to use, what may be said, and left."""

    name: str
    from_hour: int
    to_hour: int
    time_zone: str
    may_say: MaySay
    may_be_left: bool


@dataclass(frozen=True)
class AskedNumber:
    """A number that waits for its code, kept in the visit of whoever gave it and nowhere else."""

    number: str
    text: str
    code: str
    ends_at: float


@transaction.atomic
def say_safe(*, by: Person, way: ContactWay, said: SaidSafe, now: datetime) -> None:
    """From now on a way may be used, as it was said, for three months."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    kept = SafeWay.objects.filter(person=by, way=way).first() or SafeWay(person=by, way=way)
    for name, value in asdict(said).items():
        setattr(kept, name, value)
    kept.said_at = now
    kept.save()


@transaction.atomic
def say_still_safe(*, by: Person, way: ContactWay, now: datetime) -> bool:
    """Say that a way is safe as before; whether there was anything that was said before."""
    return bool(SafeWay.objects.filter(person=by, way=way).update(said_at=now))


@transaction.atomic
def say_not_safe(*, by: Person, way: ContactWay) -> None:
    """From now on a way is not used, and what waits to leave by it does not leave. Nothing says that it ever was."""
    for each in SafeWay.objects.select_for_update().filter(person=by, way=way):
        if each.waiting is not None:
            take_back_letter(number=each.waiting)
        each.delete()


def say_none(*, by: Person) -> None:
    """I will contact you: no way is used at all."""
    for way in ContactWay:
        say_not_safe(by=by, way=way)


def ask_if_your_number(*, by: Person, number: str, where: str, now: datetime) -> AskedNumber:
    """Send a code to a number that `by` gave; it is kept once the code came back.

    Raises TooManyTries, or what `send_text` raises.
    """
    limits = (
        (rules.LETTERS_FROM, f"number code from {where}"),
        (CODES_OF_A_PERSON, f"number code of {by.public_id}"),
        (CODES_TO_A_NUMBER, f"number code to {number}"),
    )
    if not all(within(limit=limit, what=what, now=now) for limit, what in limits):
        raise TooManyTries
    code, text = rules.new_letter_code(), f"{by.public_id} {rules.new_link()}"
    send_text(to=number, body=code_text(code=code))
    kept = rules.letter_code_kept_as(code, letter=text)
    return AskedNumber(number=number, text=text, code=kept, ends_at=(now + rules.LETTER_LASTS).timestamp())


def keep_number(*, by: Person, asked: AskedNumber, code: str, now: datetime) -> None:
    """Keep a number whose code came back; raises TooManyTries, NotTheCode or CodeRanOut.

    Whether it is safe is another question: another number is not, before it is said.
    """
    if not count_try(what=f"number {asked.text}", limit=rules.WRONG_CODES, stretch=rules.DAY, now=now):
        raise TooManyTries
    typed = rules.letter_code_kept_as(rules.read_letter_code(code), letter=asked.text)
    if not constant_time_compare(typed, asked.code):
        raise NotTheCode
    if asked.ends_at <= now.timestamp():
        raise CodeRanOut
    _keep(by, asked.number, now)


@transaction.atomic
def _keep(by: Person, number: str, now: datetime) -> None:
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    kept = PhoneNumber.objects.filter(person=by).first() or PhoneNumber(person=by, number="")
    if kept.number != number:
        say_not_safe(by=by, way=ContactWay.TEXT)
    kept.number, kept.confirmed_at, kept.refused_at = number, now, None
    kept.save()


@transaction.atomic
def remove_number(*, by: Person) -> None:
    """Forget somebody's number, and that it was safe."""
    say_not_safe(by=by, way=ContactWay.TEXT)
    PhoneNumber.objects.filter(person=by).delete()
