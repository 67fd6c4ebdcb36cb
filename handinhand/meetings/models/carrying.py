"""Those who carried something heavy: what they are asked afterwards, once and for them alone."""

from django.db import models
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle
from handinhand.meetings.choices import AfterHeavy
from handinhand.meetings.models.plans import Meeting
from handinhand.people.models import Ask


class Carried(models.Model):
    """That somebody carried a heavy meeting is asked about once, and what they chose is known to them alone."""

    erasure = Erasure(Kept.ENERGY, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")
    chose = models.CharField(max_length=10, choices=AfterHeavy, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="asked_after_once"),
            models.CheckConstraint(condition=Q(chose="") | Q(chose__in=AfterHeavy.values), name="after_heavy_known"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"
