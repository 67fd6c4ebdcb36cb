"""By which way somebody can be reached safely, as they said it: theirs alone. And the day on which they were here."""

from django.db import models
from django.db.models import F, Q

from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Person, Row
from handinhand.ground.sealed import SealedText
from handinhand.people.choices import ContactWay, MaySay


class PhoneNumber(Row):
    """A number that somebody gave and showed to be theirs. `refused_at`: nothing can arrive there since then."""

    erasure = Erasure(Kept.CONTACT, Erased.GOES)

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="phone_number")
    number = SealedText()
    confirmed_at = models.DateTimeField()
    refused_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_refused(self) -> bool:
        """Whether it was said for good, since it was confirmed, that nothing can arrive there."""
        return self.refused_at is not None and self.refused_at >= self.confirmed_at


class SafeWay(Row):
    """That a way to somebody is safe, in which hours, by which name, and what may be said there.

    A way without such a row is not safe. `said_at` grows old: then the way rests until somebody says it again.
    `waiting` is the number of a letter that waits for their hours, so that it can be taken back.
    """

    erasure = Erasure(Kept.CONTACT, Erased.GOES)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="safe_ways")
    way = models.CharField(max_length=10, choices=ContactWay)
    name = SealedText()
    from_hour = models.PositiveSmallIntegerField()
    to_hour = models.PositiveSmallIntegerField()
    time_zone = models.CharField(max_length=64)
    may_say = models.CharField(max_length=10, choices=MaySay)
    may_be_left = models.BooleanField()
    said_at = models.DateTimeField()
    waiting = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "way"], name="one_answer_a_way"),
            models.CheckConstraint(condition=Q(way__in=ContactWay.values), name="contact_way_known"),
            models.CheckConstraint(condition=Q(may_say__in=MaySay.values), name="may_say_known"),
            models.CheckConstraint(
                condition=Q(from_hour__lt=F("to_hour"), to_hour__lte=24), name="safe_hours_are_a_stretch"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Here(Row):
    """On which day somebody was here last: kept only while they asked for it, and sealed.

    Sealed, it can be neither sorted nor searched by, so that nothing can ever list who has been quiet.
    """

    erasure = Erasure(Kept.QUIET, Erased.GOES, Left.LETS_GO)

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="here")
    day = SealedText()

    def __str__(self) -> str:
        return self.public_id
