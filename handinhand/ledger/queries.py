"""Reads of the ledger."""

from django.db.models import Q

from handinhand.ground.models import Circle
from handinhand.ledger.models import Entry


def entries(*, circle: Circle, before: str = "", most: int) -> list[Entry]:
    """The newest lines of a circle's ledger; with the public id of a line, those before it."""
    found = Entry.objects.filter(circle=circle)
    last = found.filter(public_id=before).first() if before else None
    if last is not None:
        found = found.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    return list(found.order_by("-at", "-pk")[:most])
