"""What somebody comes with, and saying hello first. Private: nothing of it is written in the ledger."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Hello, Member
from handinhand.circles.queries import NotHere
from handinhand.circles.rules import HELLO_LASTS, HELLO_TAKES
from handinhand.live.actions import tell
from handinhand.people.actions import ask, say_no, say_yes, take_back_ask
from handinhand.people.choices import AskKind
from handinhand.people.rules.energy import AskIsOver
from handinhand.words.queries import circle_scope


class NotOffered(Exception):
    """Somebody would like a hello from a member who does not offer one now."""


@transaction.atomic
def come_with(*, by: Member, pronouns: str, say_name: str) -> Member:
    """Show one's pronouns and how to say one's name in this circle, or show nothing."""
    _check_present(by)
    by.pronouns, by.say_name = pronouns or None, say_name or None
    by.save(update_fields=["pronouns", "say_name"])
    tell(channel=circle_scope(by.circle).public_id)
    return by


@transaction.atomic
def offer_hello(*, by: Member, offers: bool) -> Member:
    """Let people who are invited know that one would say hello to them first, or no longer."""
    _check_present(by)
    by.says_hello = offers
    by.save(update_fields=["says_hello"])
    tell(channel=circle_scope(by.circle).public_id)
    return by


@transaction.atomic
def ask_for_hello(*, to: str, by: Member, now: datetime) -> Hello:
    """Ask one member who offered it for a hello, through the one door; raises NotOffered. Twice is once."""
    _check_present(by)
    offering = Member.objects.select_for_update(no_key=True).filter(
        circle=by.circle_id, public_id=to, left_at__isnull=True, says_hello=True
    )
    member = offering.select_related("person").exclude(pk=by.pk).first()
    if member is None:
        raise NotOffered
    ticket = ask(
        of=member.person,
        kind=AskKind.HELLO,
        ref=by.public_id,
        cost=HELLO_TAKES,
        when=None,
        where=reverse("circles:hello", args=[by.circle.public_id]),
        now=now,
        circle=by.circle,
        ends_at=now + HELLO_LASTS,
    )
    hello = Hello.objects.update_or_create(
        to=member, by=by, defaults={"ask": ticket}, create_defaults={"ask": ticket, "circle_id": by.circle_id}
    )[0]
    tell(channel=member.person.public_id)
    return hello


@transaction.atomic
def answer_hello(*, hello: Hello, by: Member, yes: bool, now: datetime) -> None:
    """Say that one will, or leave it: it goes either way, and nobody else learns of it."""
    if hello.to_id != by.pk:
        return
    with suppress(AskIsOver):
        (say_yes if yes else say_no)(ask=hello.ask, by=by.person, now=now)
    hello.delete()


def end_hellos(*, member: Member, now: datetime) -> None:
    """Let the hellos to and from somebody end who leaves: nobody is asked for one any more."""
    for each in Hello.objects.filter(Q(to=member) | Q(by=member)).select_related("ask"):
        take_back_ask(ask=each.ask, now=now)
        each.delete()


def _check_present(member: Member) -> None:
    """Raise NotHere for somebody who left a moment ago."""
    if not hold_present(member.circle, member.person):
        raise NotHere
