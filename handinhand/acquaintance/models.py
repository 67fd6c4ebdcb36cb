"""How often two of a circle were put together by a draw, and in which draw last. Neither a day nor by what is kept."""

from django.db import models
from django.db.models import F, Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept


class Together(models.Model):
    """Two who were put together: how often, and the number of the draw in which they were last."""

    erasure = Erasure(Kept.PUT_TOGETHER, Erased.GOES)

    one = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    times = models.PositiveIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="two_together_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="two_in_one_order"),
            models.CheckConstraint(condition=Q(times__gte=1), name="together_at_least_once"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"
