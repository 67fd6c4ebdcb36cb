"""How somebody said they are."""

from django.db import models

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Person, Row
from handinhand.words.models import Words


class CheckIn(Row):
    """How I am, in my own words, for myself alone unless I choose otherwise."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="check_in")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["circle", "person", "-at"], name="checkin_circle_person_at")]

    def __str__(self) -> str:
        return self.public_id
