"""Holding a box until a change is through, so that two who answer, or open it, take turns."""

from handinhand.ground.passing_keys import is_there
from handinhand.unnamed.models import Box


def hold(box: Box) -> Box:
    """A box as it is now. Whoever calls is in a transaction.

    What was collected before the database was put back cannot be read: each of us can answer anew, and is told.
    """
    held = Box.objects.select_for_update(no_key=True, of=("self",)).select_related("question", "scope", "circle")
    now = held.get(pk=box.pk)
    if now.sealed is not None and not is_there(bytes(now.sealed), name=now.public_id):
        now.answered.all().delete()
        now.sealed, now.was_lost = None, True
        now.save(update_fields=["sealed", "was_lost"])
    return now
