"""How a person comes back, what is comfortable for them, and what was sent once already."""

from django.db import models

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Person, Row
from handinhand.ground.sealed import Lookup, SealedText
from handinhand.people.choices import Hiding, Letters, Light, Motion
from handinhand.people.models.contact import Here, PhoneNumber, SafeWay
from handinhand.people.models.energy import Ask, Commitment, Energy, Rest, WeekOff
from handinhand.people.models.unsent import Unsent

__all__ = [
    "Address",
    "Ask",
    "Comfort",
    "Commitment",
    "Energy",
    "Here",
    "Passkey",
    "PhoneNumber",
    "Rest",
    "SafeWay",
    "SentOnce",
    "SignInCard",
    "SignInLetter",
    "Tries",
    "Unsent",
    "WeekOff",
]


class Comfort(models.Model):
    """How pages look for one person."""

    erasure = Erasure(Kept.COMFORT, Erased.GOES)

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="comfort")
    light = models.CharField(max_length=10, choices=Light, default=Light.LIGHT)
    letters = models.CharField(max_length=10, choices=Letters, default=Letters.USUAL)
    motion = models.CharField(max_length=10, choices=Motion, default=Motion.USUAL)
    language = models.CharField(max_length=10, blank=True)
    hiding = models.CharField(max_length=10, choices=Hiding, default=Hiding.GONE)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(hiding__in=Hiding.values), name="hiding_known")]

    def __str__(self) -> str:
        return f"{self.light} {self.letters} {self.motion}"


class Address(Row):
    """An e-mail address somebody gave to come back by. Nothing else is ever sent there unasked.

    `refused_at`: since then nothing that was not asked for goes there, until it is confirmed anew.
    """

    erasure = Erasure(Kept.WAYS_BACK, Erased.GOES)

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="address")
    email = SealedText()
    email_lookup = Lookup(of="email", unique=True)
    confirmed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_refused(self) -> bool:
        """Whether it was said for good, since it was confirmed, that nothing can arrive there."""
        return self.refused_at is not None and (self.confirmed_at is None or self.refused_at >= self.confirmed_at)


class SignInLetter(Row):
    """A link and a short code that were sent to an address; each works once, for a short while."""

    erasure = Erasure(Kept.WAYS_BACK, Erased.GOES)
    kept_in_back_ups = False

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="letters")
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id


class SignInCard(Row):
    """A printed card with a code; making a new one ends the old one."""

    erasure = Erasure(Kept.WAYS_BACK, Erased.GOES)

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="card")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class Passkey(Row):
    """The public half of a passkey that somebody made on a device; the other half never leaves it."""

    erasure = Erasure(Kept.WAYS_BACK, Erased.GOES)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passkeys")
    name = SealedText()
    public_half = SealedText()
    lookup = models.CharField(max_length=64, unique=True)
    counter = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class Tries(models.Model):
    """How often something was tried in a stretch of time, counted for all processes together."""

    erasure = Erasure(Kept.TRIES, Erased.BY_ITSELF)
    kept_in_back_ups = False

    what = models.CharField(max_length=64)
    stretch = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "stretch"], name="tries_once_a_stretch")]

    def __str__(self) -> str:
        return f"{self.count}"


class SentOnce(models.Model):
    """A form that took effect: a phone that sends it again is shown the same answer and changes nothing.

    `content` tells, as a fingerprint that needs the form's own key, whether the same was sent again or something else.
    """

    erasure = Erasure(Kept.SENT, Erased.GOES)
    kept_in_back_ups = False

    key = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    location = models.CharField(max_length=300)
    content = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.location
