"""By which way somebody can be reached, for their own eyes and for the door that messages leave by."""

from dataclasses import dataclass
from datetime import date, datetime

from handinhand.ground.models import Person
from handinhand.people.choices import ContactWay
from handinhand.people.models import Address, Here, PhoneNumber, SafeWay
from handinhand.people.rules.contact import ASKED_AGAIN_BEFORE, SAFE_FOR, is_asked_again, is_safe, rests


@dataclass(frozen=True)
class Reached:
    """One way to somebody, as they see it: where it leads to (empty if they gave nothing), and what they said of it."""

    way: ContactWay
    to: str
    said: SafeWay | None
    is_refused: bool
    now: datetime

    @property
    def is_on(self) -> bool:
        """Whether they said that it is safe, and not too long ago."""
        return self.said is not None and not rests(self.said, self.now)

    @property
    def rests(self) -> bool:
        """Whether they said it so long ago that it is not used."""
        return self.said is not None and rests(self.said, self.now)

    @property
    def is_used(self) -> bool:
        """Whether messages of this server may go there: they always stay somewhere."""
        return bool(self.to) and self.said is not None and is_safe(self.said, self.now) and not self.is_refused

    @property
    def is_asked_again(self) -> bool:
        """Whether it is time to ask whether it is still safe."""
        return self.said is not None and is_asked_again(self.said, self.now)

    @property
    def rests_on(self) -> datetime | None:
        """From when on it rests, unless it is said again."""
        return self.said.said_at + SAFE_FOR if self.said is not None else None


def ways_to(*, person: Person, now: datetime) -> list[Reached]:
    """Every way to somebody; three queries."""
    said = {each.way: each for each in SafeWay.objects.filter(person=person)}
    return [_reached(person, way, said.get(way), now) for way in ContactWay]


def way_to(*, person: Person, way: ContactWay, now: datetime) -> Reached:
    """One way to somebody; two queries."""
    return _reached(person, way, SafeWay.objects.filter(person=person, way=way).first(), now)


def _reached(person: Person, way: ContactWay, said: SafeWay | None, now: datetime) -> Reached:
    """Where a way leads to: an address that was confirmed, or a number."""
    if way == ContactWay.EMAIL:
        address = Address.objects.filter(person=person, confirmed_at__isnull=False).first()
        is_refused = address is not None and address.is_refused
        return Reached(way, address.email if address else "", said, is_refused, now)
    number = PhoneNumber.objects.filter(person=person).first()
    is_refused = number is not None and number.is_refused
    return Reached(way, number.number if number else "", said, is_refused, now)


def asked_again(*, person: Person, now: datetime) -> bool:
    """Whether there is a way of which it is time to ask somebody whether it is still safe."""
    return SafeWay.objects.filter(person=person, said_at__lte=now - SAFE_FOR + ASKED_AGAIN_BEFORE).exists()


def day_here(*, person: Person) -> date | None:
    """The day on which one person was here last, if they asked that it be kept."""
    kept = Here.objects.filter(person=person).first()
    return date.fromisoformat(kept.day) if kept is not None else None
