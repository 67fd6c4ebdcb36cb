"""Who would like a cup of tea, how often it is drawn, and who was drawn with whom: kept for the next draws alone."""

from django.db import models
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.people.models import Ask
from handinhand.tea.choices import QUESTIONS, Every, Opening, Stands, Way, Why
from handinhand.words.models import Words


class Wish(models.Model):
    """That a member would like a cup of tea now and then. It counts for the stay in the circle in which it was said."""

    erasure = Erasure(Kept.TEA, Erased.GOES)

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="tea_wish")
    said_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way, default=Way.ANY)
    opening = models.CharField(max_length=10, choices=Opening, default=Opening.YES)
    paused_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way__in=Way.values), name="way_to_meet_known"),
            models.CheckConstraint(condition=Q(opening__in=Opening.values), name="opening_known"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}"


class Rhythm(Row):
    """How often a circle's tea is drawn, and on which day next."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="tea_rhythm")
    every = models.CharField(max_length=10, choices=Every, default=Every.OFF)
    next_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(every__in=Every.values), name="tea_rhythm_known"),
            models.CheckConstraint(
                condition=Q(every=Every.OFF, next_on__isnull=True) | (~Q(every=Every.OFF) & Q(next_on__isnull=False)),
                name="tea_has_a_day_or_is_off",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Draw(models.Model):
    """One draw of a circle, on one of its days; it stands until another day begins."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "day"], name="tea_drawn_once_a_day"),
            models.CheckConstraint(condition=Q(until__gt=models.F("day")), name="tea_stands_for_a_while"),
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class Question(Row):
    """A question to begin with that somebody here wrote, for their circle; its words are seen like any others."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="tea_question")

    class Meta:
        indexes = [models.Index(fields=["circle", "by"], name="tea_question_circle_by")]

    def __str__(self) -> str:
        return self.public_id


class Group(Row):
    """Two or three who were drawn together, why, and which question they may begin with.

    `own` is one of the circle's, if it was drawn. Whoever does not see its words, or no longer, reads one of ours.
    """

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="groups")
    why = models.CharField(max_length=20, choices=Why)
    question = models.PositiveSmallIntegerField()
    own = models.ForeignKey(Question, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(why__in=Why.values), name="tea_why_known"),
            models.CheckConstraint(condition=Q(question__lt=len(QUESTIONS)), name="tea_question_known"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Drawn(Row):
    """Somebody in a group, with how they liked to meet when it was drawn; only those in it ever see it.

    Whether they met is not kept, and what somebody said to it goes with the next draw.
    """

    erasure = Erasure(Kept.TEA, Erased.GOES)

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="drawn")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    opening = models.CharField(max_length=10, choices=Opening)
    stands = models.CharField(max_length=20, choices=Stands, default=Stands.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], name="once_in_a_tea_group"),
            models.UniqueConstraint(fields=["member"], condition=Q(stands="open"), name="one_cup_of_tea_at_a_time"),
            models.CheckConstraint(condition=Q(stands__in=Stands.values), name="tea_stands_known"),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="drawn_way_known"),
            models.CheckConstraint(condition=Q(opening__in=Opening.values), name="drawn_opening_known"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Alone(models.Model):
    """Somebody for whom a draw had nobody, or whose others said not this time and who waits for another draw."""

    erasure = Erasure(Kept.TEA, Erased.GOES)

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="alone")
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    waits = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.member_id}"
