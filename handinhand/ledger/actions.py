"""The only writer of the ledger."""

from datetime import datetime

from django.db import transaction

from handinhand.ground.models import Circle, Person
from handinhand.ledger.models import Entry


@transaction.atomic
def record(*, circle: Circle, by: Person | None, power: str, object_id: str, now: datetime) -> Entry:
    """Write down that a power was used, in the transaction of its effect; without `by` where it says of nobody."""
    return Entry.objects.create(circle=circle, by=by, power=power, object_id=object_id, at=now)
