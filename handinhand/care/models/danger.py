"""What was passed on to somebody outside, because somebody may be in danger. Whoever did it alone sees it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.sealed import SealedText
from handinhand.people.models import Ask
from handinhand.words.models import Words


class Danger(models.TextChoices):
    """What it is about."""

    NOW = "now", _("Somebody is in danger now")
    CHILD = "child", _("A child may be in danger")
    ADULT = "adult", _("An adult may be in danger")
    WORKER = "worker", _("It is about somebody who works here or in a service")


class Knows(models.TextChoices):
    """Whether whoever it is about knows that something is passed on."""

    KNOWS = "knows", _("They know already")
    WILL = "will", _("They will be told")
    ADDS = "adds", _("It would add to the danger if they were told. So they are not told.")


class PassedOn(Row):
    """That a member passed something on, to whom, and their copy of the words. No list of these is anybody else's.

    `letter` names the letter that carries the words, if this server was asked to send one.
    """

    erasure = Erasure(Kept.PASSED_ON, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    danger = models.CharField(max_length=10, choices=Danger)
    to = SealedText()
    words = models.OneToOneField(Words, null=True, on_delete=models.CASCADE, related_name="passed_on")
    is_named = models.BooleanField()
    knows = models.CharField(max_length=10, choices=Knows)
    letter = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["circle", "by", "-at"], name="passedon_circle_by_at")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(letter="") | models.Q(words__isnull=False), name="letters_carry_words"
            ),
            models.CheckConstraint(condition=models.Q(danger__in=Danger.values), name="danger_known"),
            models.CheckConstraint(condition=models.Q(knows__in=Knows.values), name="knows_known"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Told(Row):
    """That a member whom it is about can read that something was passed on, and to whom. There is none if it adds."""

    erasure = Erasure(Kept.PASSED_ON, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    passed_on = models.OneToOneField(PassedOn, on_delete=models.CASCADE, related_name="told")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.public_id
