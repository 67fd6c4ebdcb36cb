"""Stepping out of one part, and being fetched: known to whoever steps out, and to whoever fetches them."""

from django.db import models

from handinhand.circles.models import Member
from handinhand.ground.erasure import Erased, Erasure, Kept, Left
from handinhand.ground.models import Circle, Row
from handinhand.meetings.models.plans import Meeting, Part
from handinhand.people.models import Ask
from handinhand.words.models import Words


class SteppingOut(Row):
    """That one member steps out of one part, and how they would like to come back. It goes when the meeting is over."""

    erasure = Erasure(Kept.TOPICS, Erased.GOES, Left.ENDS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    how = models.OneToOneField(Words, null=True, on_delete=models.SET_NULL, related_name="how_to_fetch")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "member"], name="stepping_out_once_of_a_part")]

    def __str__(self) -> str:
        return self.public_id


class Fetching(models.Model):
    """Who was asked to fetch somebody. They said yes once the ask is closed; a no leaves no row."""

    erasure = Erasure(Kept.TOPICS, Erased.GOES, Left.ENDS)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    stepping = models.OneToOneField(SteppingOut, on_delete=models.CASCADE, related_name="fetching")
    fetcher = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    ask = models.OneToOneField(Ask, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return str(self.stepping_id)
