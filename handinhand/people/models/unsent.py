"""What somebody was writing when they hid a page."""

from django.db import models

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Person, Row
from handinhand.ground.sealed import SealedText


class Unsent(Row):
    """Words that were on a page, and not sent, when somebody hid it: kept only if they asked for that beforehand.

    `where` is the page, `boxes` what stood in its boxes (JSON). Nobody but they ever sees it, and it goes by itself.
    """

    erasure = Erasure(Kept.UNSENT, Erased.GOES)
    kept_in_back_ups = False

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    where = SealedText()
    boxes = SealedText()
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="unsent_person_at")]

    def __str__(self) -> str:
        return self.public_id
