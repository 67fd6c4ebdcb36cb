"""What is held in a meeting, and by whom: care here; notes are in `rooms`, holding the meeting in `plans`."""

from django.db import models
from django.db.models import F, Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle
from handinhand.meetings.models.plans import Meeting


class Care(models.Model):
    """Who said that they look after care in a meeting, and a second beside them. Each said so for themselves."""

    erasure = Erasure(Kept.MEETINGS, Erased.NAMELESS, Left.LETS_GO)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="care")
    holder = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    second = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            # Comparing with nobody gives neither yes nor no, and passes.
            models.CheckConstraint(condition=~Q(holder=F("second")), name="care_is_held_by_two_people"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"
