"""What happened between us in a meeting, in one step for all, and what a circle talks about beside it."""

from django.db import models
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.own_text import OwnText
from handinhand.meetings.choices import HowEven
from handinhand.meetings.models.plans import Meeting


class Between(models.Model):
    """How evenly a meeting was shared and which ways of words led to what it decided, as it was when it closed.

    It is about nobody alone and is not made anew: from a step that changes, one could learn whose words went.
    """

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="between")
    how_even = models.CharField(max_length=10, choices=HowEven, blank=True)
    said_led = models.BooleanField(default=False)
    ideas_led = models.BooleanField(default=False)
    concern_led = models.BooleanField(default=False)
    paper_led = models.BooleanField(default=False)
    ahead_led = models.BooleanField(default=False)
    friend_led = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(how_even__in=["", *HowEven.values]), name="how_even_known")]

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class TalkQuestions(Row):
    """One version of the two questions a circle talks about after a meeting; empty is ours. Earlier ones are kept."""

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    first = OwnText(by="by__person")
    first_covered_until = models.DateTimeField(null=True)
    second = OwnText(by="by__person")
    second_covered_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "number"], name="talk_questions_once")]

    def __str__(self) -> str:
        return self.public_id
