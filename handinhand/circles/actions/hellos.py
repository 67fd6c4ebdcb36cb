"""What somebody comes with, and saying hello first. Private: nothing of it is written in the ledger."""

from django.db import transaction

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Hello, Member
from handinhand.circles.queries import NotHere
from handinhand.live.actions import tell
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
def ask_for_hello(*, to: str, by: Member) -> Hello:
    """Let one member who offered it know that one would like a hello; raises NotOffered. Twice is once."""
    _check_present(by)
    offering = Member.objects.select_for_update(no_key=True).filter(
        circle=by.circle_id, public_id=to, left_at__isnull=True, says_hello=True
    )
    member = offering.select_related("person").exclude(pk=by.pk).first()
    if member is None:
        raise NotOffered
    hello = Hello.objects.get_or_create(to=member, by=by, defaults={"circle_id": by.circle_id})[0]
    tell(channel=member.person.public_id)
    return hello


@transaction.atomic
def seen_hello(*, hello: Hello, by: Member) -> None:
    """It is seen: it goes, and nobody else learns of it."""
    if hello.to_id == by.pk:
        hello.delete()


def _check_present(member: Member) -> None:
    """Raise NotHere for somebody who left a moment ago."""
    if not hold_present(member.circle, member.person):
        raise NotHere
