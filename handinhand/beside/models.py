"""Who would like somebody beside them in a meeting, who would sit beside somebody, and who is asked for whom."""

from django.db import models
from django.db.models import F, Q

from handinhand.beside.choices import Says, Stands
from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Row
from handinhand.meetings.models import Meeting
from handinhand.people.models import Ask


class SaidBeside(models.Model):
    """What a member said: for one meeting, or for all where there is none. What is said for one comes first."""

    erasure = Erasure(Kept.BESIDE, Erased.GOES)

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=10, choices=Says)
    is_yes = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "says", "meeting"], name="beside_said_once"),
            models.UniqueConstraint(
                fields=["member", "says"], condition=Q(meeting__isnull=True), name="beside_said_once_for_all"
            ),
            models.CheckConstraint(condition=Q(says__in=Says.values), name="beside_says_known"),
            models.CheckConstraint(
                condition=Q(meeting__isnull=False) | Q(is_yes=True), name="beside_no_is_for_one_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.says}"


class Beside(Row):
    """That somebody was drawn to be beside `whose`, who would like it; they read of it once the other said yes."""

    erasure = Erasure(Kept.BESIDE, Erased.GOES)

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    whose = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")
    stands = models.CharField(max_length=20, choices=Stands, default=Stands.ASKED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "whose", "member"], name="asked_beside_whom_once"),
            models.UniqueConstraint(
                fields=["meeting", "whose"], condition=Q(stands__in=["asked", "yes"]), name="one_beside_whoever_wishes"
            ),
            models.UniqueConstraint(
                fields=["meeting", "member"], condition=Q(stands__in=["asked", "yes"]), name="beside_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(whose=F("member")), name="nobody_beside_themselves"),
            models.CheckConstraint(condition=Q(stands__in=Stands.values), name="beside_stands_known"),
        ]

    def __str__(self) -> str:
        return self.public_id
