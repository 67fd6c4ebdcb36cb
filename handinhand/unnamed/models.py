"""What is answered without names: what was asked, what is collected, and what was opened.

While it is collected, all of it is one sealed piece, shuffled and of one size for each answer, under a key that changes
with every answer and is destroyed at opening (`ground/passing_keys.py`). Who has answered is kept apart, without
a time, and goes at opening. Nothing that is opened points back.
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Person
from handinhand.ground.sealed import SealedText
from handinhand.unnamed.choices import BoxState, Kind
from handinhand.words.models import KeepsBefore, Scope, Words


class Box(KeepsBefore):
    """Something that is answered without names by the people of a scope.

    `question` is empty where another part says what it is about. `likeness` is a hash of how it looks, which stays when
    whoever asked is erased, so that what is asked again is known. `choices` are the answers one can choose, a line for
    each. `opens_at` is empty where whoever holds something else opens it. `opened_at` is rounded to what it was opened
    for; `opened_nth` says in which order a circle's were opened. `shown` is a table of choices, with what it takes to
    compare the next one of the same question: who answered, and not what (JSON); `is_shown` is whether it is this
    one's own. `stays_until` is how long words that stayed closed wait. `was_lost` says that the database was put back
    from a copy.
    """

    erasure = Erasure(Kept.UNNAMED, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    question = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="asked_without_names")
    kind = models.CharField(max_length=10, choices=Kind)
    likeness = SealedText(null=True)
    choices = SealedText(null=True)
    is_scale = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    opens_at = models.DateTimeField(null=True, db_index=True)
    opened_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=BoxState, default=BoxState.COLLECTING)
    was_lost = models.BooleanField(default=False)
    sealed = models.BinaryField(null=True)
    shown = SealedText(null=True)
    is_shown = models.BooleanField(default=False)
    opened_nth = models.PositiveIntegerField(null=True)
    stays_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "state"], name="box_circle_state")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="box_kind_known"),
            models.CheckConstraint(condition=Q(state__in=BoxState.values), name="box_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["collecting", "few"]) | Q(sealed__isnull=True),
                name="opened_holds_nothing_sealed",
            ),
            models.CheckConstraint(
                condition=Q(kind="choice", choices__isnull=False) | (~Q(kind="choice") & Q(choices__isnull=True)),
                name="only_choices_have_choices",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def page(self) -> str:
        """Where the question stands."""
        return reverse("unnamed:box", args=[self.circle.public_id, self.public_id])

    def why_there(self) -> str:
        """Nobody finds another question above what they answered."""
        return _(
            "Others answer this question as it stands, so it is not changed. You can take it back, and ask another."
        )

    @property
    def is_collecting(self) -> bool:
        """Whether it can still be answered."""
        return self.state == BoxState.COLLECTING


class Answered(models.Model):
    """That somebody has answered, so that nobody does it twice: without a time, and gone at opening.

    `sending` is by what the form they sent is known again, if it comes twice; empty for slips of paper.
    """

    erasure = Erasure(Kept.UNNAMED, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="answered")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sending = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["box", "person"], name="answered_once")]

    def __str__(self) -> str:
        return f"{self.box_id} {self.person_id}"


class Unnamed(models.Model):
    """Words of a box: without a name, with the mark of the phrase that takes them back, or with a name put to them."""

    erasure = Erasure(Kept.UNNAMED, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="opened")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="unnamed")
    phrase = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["box", "phrase"], condition=~Q(phrase=""), name="a_phrase_once_in_a_box")
        ]

    def __str__(self) -> str:
        return f"{self.box_id} {self.words_id}"
