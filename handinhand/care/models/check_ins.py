"""How somebody said they are."""

from django.db import models

from handinhand.care.choices import Weather
from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Circle, Person, Row
from handinhand.ground.sealed import SealedText
from handinhand.words.models import Words


class CheckIn(Row):
    """How I am, in my own words or by a picture, for myself alone unless I choose otherwise."""

    erasure = Erasure(Kept.WORDS, Erased.GOES)

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.OneToOneField(Words, on_delete=models.CASCADE, related_name="check_in")
    # One of our own pictures, if they chose one; sealed as words are.
    picture = SealedText(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["circle", "person", "-at"], name="checkin_circle_person_at")]

    @property
    def picture_word(self) -> str:
        """The word of its picture, if it has one."""
        return str(Weather(self.picture).label) if self.picture else ""

    def __str__(self) -> str:
        return self.public_id
