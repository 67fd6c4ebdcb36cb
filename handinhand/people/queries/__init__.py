"""Reads about people: how somebody can come back, and the demonstration's links."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse

from handinhand.ground.models import Person
from handinhand.ground.prepared import Prepared
from handinhand.people.models import Address, Passkey, SignInCard, SignInLetter
from handinhand.people.rules import link_kept_as

DEMONSTRATION = "handinhand.people.demonstration"


@dataclass(frozen=True)
class WaysBack:
    """How somebody can come back here."""

    email: str | None
    card_made_at: datetime | None
    passkeys: list[Passkey]

    @property
    def any(self) -> bool:
        """Whether there is a way back at all."""
        return self.email is not None or self.card_made_at is not None or bool(self.passkeys)


@Prepared
def _visiting(number: int, sign_in_round: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=number, sign_in_round=sign_in_round).select_related("comfort", "here")


def visiting(*, number: int, sign_in_round: int) -> Person | None:
    """Whose visit this is, unless they have ended all their visits since.

    With it come their comfort and, if they asked that it be kept, the day on which they were here last.
    """
    return _visiting.first(number=number, sign_in_round=sign_in_round)


def ways_back(*, person: Person) -> WaysBack:
    """How `person` can come back, for their own eyes."""
    address = Address.objects.filter(person=person).first()
    made_at = SignInCard.objects.filter(person=person).values_list("made_at", flat=True).first()
    passkeys = passkeys_of(person=person)
    return WaysBack(email=address.email if address else None, card_made_at=made_at, passkeys=passkeys)


def passkeys_of(*, person: Person) -> list[Passkey]:
    """Somebody's passkeys, for their own eyes."""
    return list(Passkey.objects.filter(person=person).order_by("made_at", "pk"))


def can_come_back(*, person: Person) -> bool:
    """Whether `person` has a way to come back from another device, or after signing out."""
    return any(kind.objects.filter(person=person).exists() for kind in (Address, SignInCard, Passkey))


def address_of(email: str) -> Address | None:
    """The address by which somebody comes back; to be shown to nobody who has not proved that it is theirs."""
    kept = Address._meta.get_field("email_lookup").fingerprint(email)
    return Address.objects.select_related("person").filter(email_lookup=kept, confirmed_at__isnull=False).first()


def newest_letter(email: str) -> SignInLetter | None:
    """The newest letter that was sent to an address."""
    kept = Address._meta.get_field("email_lookup").fingerprint(email)
    letters = SignInLetter.objects.select_related("address__person").filter(address__email_lookup=kept)
    return letters.order_by("-made_at", "-pk").first()


def letter_of_link(*, token: str, now: datetime) -> SignInLetter | None:
    """The letter a link was in, if the link still works."""
    letters = SignInLetter.objects.select_related("address__person")
    return letters.filter(link_hash=link_kept_as(token), used_at__isnull=True, ends_at__gt=now).first()


def demonstration_link(person: Person) -> str:
    """A link that signs in as somebody of the demonstration, on this machine alone."""
    token = signing.dumps(person.public_id, salt=DEMONSTRATION)
    return f"{settings.OWN_ADDRESS}{reverse('people:demonstration', args=[token])}"


def demonstration_person(token: str) -> Person | None:
    """Whom a demonstration's link is for; nobody real, ever."""
    try:
        public_id = signing.loads(token, salt=DEMONSTRATION)
    except signing.BadSignature:
        return None
    return Person.objects.select_related("comfort", "here").filter(public_id=public_id, is_demonstration=True).first()
