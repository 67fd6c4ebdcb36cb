"""What passes between people while they meet: a break, a change to the plan that is asked for, small groups.

All of it goes when it is over: nothing here says later who asked, who was back, or who sat with whom.
"""

from django.db import models
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.sealed import SealedText
from handinhand.meetings.choices import OfferKind, PartKind
from handinhand.meetings.models.plans import Meeting, Part
from handinhand.words.models import Scope, Words


class Pause(models.Model):
    """A break in the middle of a part or a planned one, and the wish for one. Nothing in it says whose wish it was."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="pause")
    is_wanted = models.BooleanField(default=False)
    is_on = models.BooleanField(default=False)
    is_asked = models.BooleanField(default=False)
    is_longer = models.BooleanField(default=False)
    somebody_was_told = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=10)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(is_asked=True) | Q(is_longer=False), name="longer_is_an_answer"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="pause_is_sensible"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class BreakAsked(models.Model):
    """That somebody told one who looks after care, or the holder, that they need a break. Shown to that one alone."""

    erasure = Erasure(Kept.TOGETHER, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    told = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member", "told"], name="asked_once_of_each")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.member_id}"


class Back(models.Model):
    """That somebody is back from a break. Shown to nobody else, and gone when the meeting goes on."""

    erasure = Erasure(Kept.TOGETHER, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="back_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.member_id}"


class PlanOffer(Row):
    """A change to the plan that is asked for in the room; one at a time. It goes when it was done or taken back."""

    erasure = Erasure(Kept.TOGETHER, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="plan_offer")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=OfferKind)
    part = models.ForeignKey(Part, null=True, on_delete=models.CASCADE, related_name="+")
    after = models.ForeignKey(Part, null=True, on_delete=models.CASCADE, related_name="+")
    part_kind = models.CharField(max_length=10, choices=PartKind, blank=True)
    title = SealedText(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="add", part__isnull=True, minutes__isnull=False)
                | Q(kind="leave_out", part__isnull=False)
                | Q(kind="move", part__isnull=False, after__isnull=False)
                | Q(kind="length", part__isnull=False, minutes__isnull=False),
                name="an_offer_says_what",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__gte=1, minutes__lte=600), name="offered_is_sensible"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class OfferAnswer(models.Model):
    """What somebody said to a change that is asked for. Shown to nobody else; it goes with what it is about."""

    erasure = Erasure(Kept.TOGETHER, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    offer = models.ForeignKey(PlanOffer, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    is_yes = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "member"], name="one_answer_to_an_offer")]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.member_id}"


class Split(Row):
    """The room in small groups, during one part."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="split")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="+")
    question = SealedText()
    is_back = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.public_id


class SmallGroup(Row):
    """One small group: its scope is its people alone."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    split = models.ForeignKey(Split, on_delete=models.CASCADE, related_name="groups")
    scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="small_group")
    has_brought = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.public_id


class InGroup(models.Model):
    """Who is in which small group. It goes when the groups are over."""

    erasure = Erasure(Kept.TOGETHER, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    split = models.ForeignKey(Split, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(SmallGroup, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["split", "member"], name="in_one_group")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.member_id}"


class GroupWords(models.Model):
    """Words written in a small group, for its people alone. When it is over they are their author's alone."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(SmallGroup, on_delete=models.CASCADE, related_name="said")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="in_group")

    def __str__(self) -> str:
        return f"{self.group_id}"
