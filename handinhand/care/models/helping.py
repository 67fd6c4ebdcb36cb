"""What helps somebody, in their own words, and at hand in a meeting."""

from django.db import models
from django.db.models import Q

from handinhand.care.choices import About
from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.words.models import Scope, Words


class HelpLine(Row):
    """One line of somebody's support plan. Who can see it is the scope of its words."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=10, choices=About)
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="help_line")

    class Meta:
        indexes = [models.Index(fields=["circle", "member"], name="helpline_circle_member")]
        constraints = [models.CheckConstraint(condition=Q(about__in=About.values), name="help_about_known")]

    def __str__(self) -> str:
        return self.public_id


class AtHand(models.Model):
    """That lines of somebody are at hand for one meeting's people (`among`), as long as it goes on.

    `scope` is who sees them. When the meeting is over this row goes, and nobody but whose they are is in `scope`.
    """

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    among = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")
    scope = models.OneToOneField(Scope, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["circle", "member"], name="athand_circle_member")]
        constraints = [
            models.UniqueConstraint(fields=["member", "among"], name="at_hand_once_a_meeting"),
            models.CheckConstraint(condition=~Q(among=models.F("scope")), name="at_hand_is_a_scope_of_its_own"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.among_id}"
