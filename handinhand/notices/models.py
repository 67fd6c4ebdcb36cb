"""Letters that wait to leave the house."""

from django.db import models

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Row
from handinhand.ground.sealed import SealedText


class Letter(Row):
    """One message to one address, sealed until it is sent and removed afterwards.

    `returns_to` is where a report about it goes; `is_refused`, that it was given up because it can never arrive.
    """

    erasure = Erasure(Kept.LETTERS, Erased.BY_ITSELF)
    kept_in_back_ups = False

    to = SealedText()
    subject = SealedText()
    body = SealedText()
    returns_to = SealedText(null=True)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    given_up_at = models.DateTimeField(null=True)
    is_refused = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["given_up_at", "due_at"], name="letter_due")]

    def __str__(self) -> str:
        return self.public_id
