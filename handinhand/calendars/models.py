"""My meetings in a calendar elsewhere: what it says there, and the secret address it is fetched from."""

from django.db import models

from handinhand.ground.erasure import Erased, Erasure, Kept
from handinhand.ground.models import Person, Row
from handinhand.ground.sealed import SealedText


class Calendar(Row):
    """How somebody's meetings stand in their calendar. `seed` names entries so that nobody's join with others'."""

    erasure = Erasure(Kept.CALENDAR, Erased.GOES)

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar")
    seed = SealedText()
    called = SealedText()
    shows_place = models.BooleanField(default=False)
    shows_name = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    address_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - none is no address
    address_made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(address_hash__isnull=True, address_made_at__isnull=True)
                | models.Q(address_hash__isnull=False, address_made_at__isnull=False),
                name="calendar_addresses_say_when",
            )
        ]

    def __str__(self) -> str:
        return self.public_id
