"""Somebody's page in a circle: its lines, a photograph, and what others wrote to them alone."""

from django.db import models
from django.db.models import Q

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Row
from handinhand.ground.sealed import SealedText
from handinhand.profiles.choices import GiftKind, Heading
from handinhand.words.models import Scope, Words


class Profile(Row):
    """What somebody's page needs beside its lines: who meets them, and what they would rather not get.

    `company` is made when it is first needed. Whom somebody chose is kept line by line, in the scope of its words.
    """

    erasure = Erasure(Kept.PROFILE, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="profile")
    company = models.OneToOneField(Scope, null=True, on_delete=models.SET_NULL, related_name="+")
    takes_gifts = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["circle", "member"], name="profile_circle_member")]

    def __str__(self) -> str:
        return self.public_id


class Line(Row):
    """One line of somebody's page. Who can see it is the scope of its words."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="lines")
    heading = models.CharField(max_length=10, choices=Heading)
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="profile_line")

    class Meta:
        indexes = [models.Index(fields=["circle", "member"], name="line_circle_member")]
        constraints = [models.CheckConstraint(condition=Q(heading__in=Heading.values), name="heading_known")]

    def __str__(self) -> str:
        return self.public_id


class Photograph(Row):
    """One small photograph, sealed. Its words say nothing that shows: they carry who can see it, and any cover."""

    erasure = Erasure(Kept.PROFILE, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="photograph")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="photograph")
    picture = SealedText()

    def __str__(self) -> str:
        return self.public_id


class Gift(Row):
    """What one member wrote to another. Whether it waits is whether its words are in that other's sight.

    Nothing here says whether it was kept, let go, or never reached them: for whoever wrote it, all three are the same.
    """

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=GiftKind)
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="gift")

    class Meta:
        indexes = [models.Index(fields=["circle", "to"], name="gift_circle_to")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=GiftKind.values), name="gift_kind_known"),
            models.CheckConstraint(condition=~Q(to=models.F("by")), name="gift_to_another"),
        ]

    def __str__(self) -> str:
        return self.public_id
