"""Who looks after care in a circle, and whom they and everybody there can turn to."""

from django.db import models
from django.db.models import F, Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.own_text import OwnText


class CircleCare(models.Model):
    """Who said that they look after care in a circle, and a second beside them. Each said so for themselves."""

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="+")
    holder = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    second = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            # Comparing with nobody gives neither yes nor no, and passes.
            models.CheckConstraint(condition=~Q(holder=F("second")), name="circle_care_by_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.circle_id}"


class WhomToTurnTo(Row):
    """One version of a circle's own lines: somebody outside for whoever looks after care, and contacts for everybody.

    Earlier ones are kept.
    """

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveIntegerField()
    written_at = models.DateTimeField()
    outside = OwnText(by="by__person")
    outside_covered_until = models.DateTimeField(null=True)
    contacts = OwnText(by="by__person")
    contacts_covered_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "number"], name="whom_to_turn_to_once")]

    def __str__(self) -> str:
        return self.public_id
