"""A change to a plan that is asked of the circle, in the last two days before its meeting."""

from django.db import models

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.sealed import SealedText
from handinhand.meetings.models.plans import Meeting


class LateChange(Row):
    """What exactly would be changed, for a machine; what people read and agree to is the asking about it.

    It goes when it is made, and with the meeting's beginning.
    """

    erasure = Erasure(Kept.DEEDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="late_changes")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    edit = SealedText()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id
