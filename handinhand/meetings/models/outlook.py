"""Whether what a circle plans fits in what its people said they have, as it was when it was last looked at."""

from django.db import models
from django.db.models import Q

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle
from handinhand.meetings.choices import OutlookSays


class Outlook(models.Model):
    """One answer for a whole circle, at most one a week; `enough_since`: since when five people or more said it."""

    erasure = Erasure(Kept.CIRCLE, Erased.STAYS)

    circle = models.OneToOneField(Circle, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=10, choices=OutlookSays, default=OutlookSays.NOTHING)
    looked_at = models.DateTimeField()
    enough_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(says__in=OutlookSays.values), name="outlook_says_known"),
            models.CheckConstraint(
                condition=Q(says=OutlookSays.NOTHING) | Q(enough_since__isnull=False), name="outlook_of_five_or_more"
            ),
        ]

    def __str__(self) -> str:
        return self.says
