"""Asks and offers, and what passes between two people about one."""

from django.db import models
from django.db.models import F, Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Person, Row
from handinhand.words.models import Words
from handinhand.work.choices import Kind, Said


class AskOrOffer(Row):
    """What somebody could use, or could do; it ends by itself. Who can see it is the scope of its words."""

    erasure = Erasure(Kept.ASKS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="ask_or_offer")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    with_somebody = models.BooleanField(default=False)
    by_when = models.DateField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "ended_at", "-made_at"], name="ask_circle_ended_made")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="ask_or_offer_known"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("made_at")), name="asks_end_later"),
            models.CheckConstraint(condition=Q(minutes__isnull=True) | Q(minutes__gte=1), name="asks_take_some_time"),
        ]

    def __str__(self) -> str:
        return self.public_id


class KeptFrom(models.Model):
    """Somebody whom an author chose not to see before they asked or offered: they are not shown it, either.

    It is settled when something is asked, so that no page of anybody changes in the moment of the choice.
    """

    erasure = Erasure(Kept.NOT_SEEING, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    of = models.ForeignKey(AskOrOffer, on_delete=models.CASCADE, related_name="kept_from")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "person"], name="kept_from_once")]

    def __str__(self) -> str:
        return f"{self.of_id} {self.person_id}"


class AskAnswer(Row):
    """What somebody answered to an ask or an offer, and what its author said: for these two people alone.

    `of` is empty once everything of its author is gone: then it has ended.
    """

    erasure = Erasure(Kept.ASKS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    of = models.ForeignKey(AskOrOffer, null=True, on_delete=models.SET_NULL, related_name="answers")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="ask_answer")
    at = models.DateTimeField()
    said = models.CharField(max_length=20, choices=Said, blank=True)
    said_at = models.DateTimeField(null=True)
    reply = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="ask_reply")

    class Meta:
        indexes = [models.Index(fields=["circle", "by", "-at"], name="askanswer_circle_by_at")]
        constraints = [
            models.UniqueConstraint(fields=["of", "by"], name="one_answer_to_an_ask"),
            models.CheckConstraint(
                condition=Q(said="", said_at__isnull=True) | Q(said__in=Said.values, said_at__isnull=False),
                name="said_to_answer_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
