"""Somebody whom one asked to ask, the day after a meeting, how one is."""

from django.db import models
from django.db.models import Q

from handinhand.care.choices import Said
from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.people.models import Ask
from handinhand.words.models import Scope, Words


class ForTomorrow(Row):
    """That `to` asks `by` how they are, the day after a meeting (`among` its people), in words that `by` chose."""

    erasure = Erasure(Kept.ASKED, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    among = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="for_tomorrow")
    begins_at = models.DateTimeField()
    said = models.CharField(max_length=10, choices=Said, blank=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "by"], name="fortomorrow_circle_by")]
        constraints = [
            models.UniqueConstraint(fields=["by", "among"], name="one_asks_after_a_meeting"),
            models.CheckConstraint(condition=~Q(by=models.F("to")), name="somebody_else_asks"),
            models.CheckConstraint(condition=Q(said__in=["", *Said.values]), name="said_to_asking_known"),
        ]

    def __str__(self) -> str:
        return self.public_id
