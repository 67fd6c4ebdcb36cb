"""Asking which times suit: the times that are offered, and what people said of them until the asking is closed."""

from django.db import models
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.sealed import SealedText
from handinhand.meetings.models import Meeting


class Asking(Row):
    """One question of a member to the circle: which of these times suit. `reason` says why the best ones are."""

    erasure = Erasure(Kept.DEEDS, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    title = SealedText()
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=120, blank=True)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    planned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "closed_at", "-asked_at"], name="asking_circle_closed_asked")]
        constraints = [
            models.CheckConstraint(condition=Q(reason="") | Q(closed_at__isnull=False), name="found_when_closed"),
            models.CheckConstraint(condition=Q(planned_at__isnull=True) | ~Q(reason=""), name="planned_when_found"),
        ]

    def __str__(self) -> str:
        return self.public_id


class OfferedTime(Row):
    """One time that is offered, and whether it came out as one of those that suit best."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    is_best = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asking", "starts_at"], name="a_time_is_offered_once")]

    def __str__(self) -> str:
        return self.public_id


class Reply(Row):
    """What one member said of the offered times, sealed as a whole; nothing in it is somebody who skipped.

    It goes when the asking is closed. Only who could not come to a time that was found is kept, so that the next time
    they are not shut out again; that goes when the next time is found.
    """

    erasure = Erasure(Kept.DAYS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="replies")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    said = SealedText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asking", "member"], name="one_reply_each")]

    def __str__(self) -> str:
        return self.public_id
