"""That something is in the way, said to one person: theirs alone, and nobody learns that anything was said."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Row
from handinhand.mending.choices import Beside, Kind
from handinhand.people.models import Ask
from handinhand.words.models import KeepsBefore, Scope, Words


class InTheWay(Row):
    """What one member said to another, and how each of the two would like to take it up.

    Whom it is about is not kept: only that it is about somebody, so that it is never put to a meeting. It goes to a
    person, never to a role: whoever takes over a role takes over none of these. Where whoever it was said to leaves,
    it is a line for its author alone, so that nobody waits for an answer that cannot come.
    """

    erasure = Erasure(Kept.IN_THE_WAY, Erased.GOES, Left.LETS_GO)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")
    scope = models.OneToOneField(Scope, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="in_the_way")
    kind = models.CharField(max_length=10, choices=Kind)
    is_about_somebody = models.BooleanField()
    said_at = models.DateTimeField()
    by_likes = models.JSONField(default=list)
    to_likes = models.JSONField(default=list)
    beside = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    beside_ask = models.OneToOneField(Ask, null=True, on_delete=models.SET_NULL, related_name="+")
    beside_says = models.CharField(max_length=10, choices=Beside, blank=True)
    to_left_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "to", "said_at"], name="intheway_circle_to_said")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="in_the_way_kind_known"),
            models.CheckConstraint(condition=~Q(by=F("to")), name="said_to_another"),
            # Comparing with nobody gives neither yes nor no, and passes.
            models.CheckConstraint(condition=~Q(beside=F("by")) & ~Q(beside=F("to")), name="beside_is_a_third"),
            models.CheckConstraint(
                condition=Q(beside_says="") | Q(beside_says__in=Beside.values), name="in_the_way_beside_known"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Agreement(KeepsBefore):
    """Words that one of the two put to the other; they stand once the other says yes, beside those of before.

    They are never changed: nobody alone rewrites what both said yes to, nor what is just being read.
    """

    erasure = Erasure(Kept.IN_THE_WAY, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    in_the_way = models.ForeignKey(InTheWay, on_delete=models.CASCADE, related_name="agreements")
    words = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="agreed_in_the_way")
    look_on = models.DateField()
    agreed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id

    def page(self) -> str:
        """The page of the two, where other words are put to the other."""
        return reverse("mending:one", args=[self.circle.public_id, self.in_the_way.public_id])


class Said(models.Model):
    """What one of the two wrote to the other, at their own pace."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    in_the_way = models.ForeignKey(InTheWay, on_delete=models.CASCADE, related_name="said")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="said_in_the_way")

    def __str__(self) -> str:
        return f"{self.in_the_way_id} {self.words_id}"


class LookAgain(Row):
    """That one of the two is asked to look again at what they agreed, on the day they chose."""

    erasure = Erasure(Kept.IN_THE_WAY, Erased.GOES, Left.LETS_GO)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    in_the_way = models.ForeignKey(InTheWay, on_delete=models.CASCADE, related_name="looks")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["in_the_way", "member"], name="each_looks_again_once")]

    def __str__(self) -> str:
        return self.public_id
