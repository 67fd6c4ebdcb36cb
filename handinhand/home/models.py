"""What somebody would like to hear of by message, and when."""

from django.db import models
from django.db.models import F, Q

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Person, Row
from handinhand.ground.sealed import Lookup, SealedText
from handinhand.people.choices import ContactWay
from handinhand.people.models import Address, PhoneNumber

_ABOUT_SOMETHING = Q(of_meetings=True) | Q(of_answers=True) | Q(of_positions=True) | Q(of_own=True) | Q(of_asked=True)


class MessageWish(Row):
    """What one person would like to hear of, in which of their own hours; off until they switched it on.

    It belongs to the address or the number they gave, and goes with it. `heard_until` is up to when they were told,
    `looked_on` the day (theirs) of the last look, `next_at` when to look again. `token` switches messages off without
    signing in.
    """

    erasure = Erasure(Kept.MESSAGES, Erased.GOES)

    address = models.OneToOneField(Address, null=True, on_delete=models.CASCADE, related_name="message_wish")
    number = models.OneToOneField(PhoneNumber, null=True, on_delete=models.CASCADE, related_name="message_wish")
    is_on = models.BooleanField(default=False)
    of_meetings = models.BooleanField(default=False)
    of_answers = models.BooleanField(default=False)
    of_positions = models.BooleanField(default=False)
    of_own = models.BooleanField(default=False)
    of_asked = models.BooleanField(default=False)
    days = models.CharField(max_length=7)
    from_hour = models.PositiveSmallIntegerField()
    to_hour = models.PositiveSmallIntegerField()
    time_zone = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    heard_until = models.DateTimeField()
    looked_on = models.DateField(null=True)
    next_at = models.DateTimeField(null=True)
    token = SealedText()
    token_lookup = Lookup(of="token", unique=True)

    class Meta:
        indexes = [models.Index(fields=["is_on", "next_at"], name="message_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(address__isnull=False, number__isnull=True) | Q(address__isnull=True, number__isnull=False),
                name="messages_go_one_way",
            ),
            models.CheckConstraint(
                condition=Q(from_hour__lt=F("to_hour"), to_hour__lte=24), name="hours_are_a_stretch"
            ),
            models.CheckConstraint(
                condition=Q(is_on=True, next_at__isnull=False) | Q(is_on=False, next_at__isnull=True),
                name="only_what_is_on_comes_next",
            ),
            models.CheckConstraint(
                condition=Q(is_on=False) | (~Q(days="") & _ABOUT_SOMETHING),
                name="what_is_on_is_about_something",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def goes_to(self) -> Address | PhoneNumber:
        """The address or number that messages go to."""
        found = self.address or self.number
        assert found is not None
        return found

    @property
    def way(self) -> ContactWay:
        """By which way messages go."""
        return ContactWay.EMAIL if self.address_id is not None else ContactWay.TEXT

    @property
    def person(self) -> Person:
        """Whose wish it is."""
        return self.goes_to.person
