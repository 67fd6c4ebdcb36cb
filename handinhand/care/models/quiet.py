"""A plan for when somebody goes quiet: theirs alone, until its time has come."""

from datetime import date

from django.db import models
from django.db.models import Q

from handinhand.care.choices.quiet import QuietWay, Said, Stands
from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Row
from handinhand.ground.sealed import SealedText
from handinhand.people.models import Ask
from handinhand.words.models import Words

MOST_DAYS = 366
# As long as a day, or a ticket: nothing is to be read from how long it is.
NO_DAY, NO_ASK, PASSED = "0000-00-00", "-" * 12, "+" * 12


class QuietPlan(Row):
    """After how many days without me somebody may ask how I am, by which way, in which words.

    Where it stands, and since when, is sealed: nothing can sort or search by it, so nothing lists who is quiet. Its
    words stay a draft that its owner alone sees, also while somebody is asked: that one reads them through `to_do`.
    """

    erasure = Erasure(Kept.QUIET, Erased.GOES)

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="quiet_plan")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="quiet_plan")
    days = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=QuietWay)
    even_resting = models.BooleanField(default=False)
    set_at = models.DateTimeField()
    stands = SealedText()
    asked_on = SealedText()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=MOST_DAYS), name="quiet_for_a_day_to_a_year"),
            models.CheckConstraint(condition=Q(way__in=QuietWay.values), name="quiet_way_known"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_waiting(self) -> bool:
        """Whether its time has not come."""
        return bool(self.stands == Stands.WAITS)

    @property
    def day(self) -> date | None:
        """On which day somebody was last asked, if they were and nobody said that it begins anew."""
        return None if self.asked_on == NO_DAY else date.fromisoformat(self.asked_on)


class QuietAsker(Row):
    """Somebody who may ask, if they say yes first.

    `to_do` is, sealed, what they are asked when the time has come, or that it passed by them.
    """

    erasure = Erasure(Kept.QUIET, Erased.GOES, Left.ENDS)

    plan = models.ForeignKey(QuietPlan, on_delete=models.CASCADE, related_name="askers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    said = models.CharField(max_length=10, choices=Said, default=Said.NOTHING)
    to_do = SealedText()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "member"], name="named_once_in_a_plan"),
            models.CheckConstraint(condition=Q(said__in=Said.values), name="said_to_a_plan_known"),
            models.CheckConstraint(condition=Q(place__lte=1), name="two_at_most_in_a_plan"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_told(self) -> bool:
        """Whether it is them who may ask now."""
        return self.to_do not in {NO_ASK, PASSED}

    @property
    def has_passed(self) -> bool:
        """Whether it was asked of them, and did not go this time."""
        return bool(self.to_do == PASSED)
