"""What somebody said they would do, and the answer; which words led to which; and who asked again."""

from django.db import models
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.own_text import OwnText
from handinhand.promises.choices import AnswerKind, CreditKind
from handinhand.words.models import Scope, Words


class Promise(Row):
    """What, who, by when; in view until answered. Without `by`, it was asked and nobody has taken it on yet."""

    erasure = Erasure(Kept.MEETINGS, Erased.NAMELESS, emptied=("words",))

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.PROTECT, related_name="promise")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by_when = models.DateField(null=True)
    made_at = models.DateTimeField()
    answer_kind = models.CharField(max_length=20, choices=AnswerKind, blank=True)
    answer = OwnText(null=True, by="answered_by__person", among="scope")
    answer_covered_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    follows = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="followed_by")

    class Meta:
        indexes = [models.Index(fields=["circle", "answered_at", "by_when"], name="promise_circle_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_kind="", answered_at__isnull=True, answer__isnull=True)
                | Q(answer_kind__in=AnswerKind.values, answered_at__isnull=False, answer__isnull=False),
                name="answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class CarriedOn(Row):
    """Words that led to other words: an idea to a proposal, a decision to a promise. Shown to who may see both."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    source = models.ForeignKey(Words, on_delete=models.CASCADE, related_name="carried_into")
    onward = models.ForeignKey(Words, on_delete=models.CASCADE, related_name="came_from")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "onward"], name="carried_on_once"),
            models.CheckConstraint(condition=~Q(source=models.F("onward")), name="carried_on_to_other_words"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Credit(models.Model):
    """How the author of some words wishes to be named where they were carried on."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="credit")
    kind = models.CharField(max_length=10, choices=CreditKind)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=CreditKind.values), name="credit_known")]

    def __str__(self) -> str:
        return self.kind


class AskedAgain(Row):
    """That somebody asked again what came of a promise. When is shown; who, to nobody."""

    erasure = Erasure(Kept.MEETINGS, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="asked_again")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id
