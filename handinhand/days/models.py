"""Days and times that do not suit: somebody's own, a whole circle's, and what whoever plans is told of the first."""

from django.db import models

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Person, Row
from handinhand.ground.sealed import SealedText


class OwnDays(Row):
    """All days and times that do not suit one person, in one sealed text: a stolen copy tells no faith and no duty.

    `told_at` moves only when what others may hear of changed; what is only the person's own moves nothing.
    """

    erasure = Erasure(Kept.DAYS, Erased.GOES)

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="own_days")
    days = SealedText()
    is_told = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id


class CircleDay(Row):
    """A day or time that does not suit a whole circle; everybody in it can read it."""

    erasure = Erasure(Kept.CIRCLE, Erased.NAMELESS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    set_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    day = SealedText()
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class DaysTold(Row):
    """What whoever plans in a circle is told of its members' own days: all of them together, nobody's one by one."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="+")
    days = SealedText()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id
