"""What a server looks after that was stopped in the middle, or has its database from a copy of before."""

from datetime import datetime

from django.db import transaction

from handinhand.ground.beside_pages import each_by_itself
from handinhand.ground.passing_keys import is_there, left_behind, names, tidy
from handinhand.live.actions import tell
from handinhand.unnamed.actions.holding import hold
from handinhand.unnamed.choices import BoxState
from handinhand.unnamed.models import Box
from handinhand.unnamed.rules import opens_anew

WAITS = "A box without names waits"


def tidy_all(*, now: datetime) -> None:
    """Ask anew what was lost with its key, and destroy keys that open nothing which is kept."""
    sealed = Box.objects.filter(sealed__isnull=False).order_by("pk")
    lost = (box for box in sealed if not is_there(bytes(box.sealed or b""), name=box.public_id))
    each_by_itself(lambda box: _begin_anew(box, now), lost, waits=WAITS)
    with_keys = Box.objects.filter(public_id__in=names()).order_by("pk")
    untidy = (box for box in with_keys if left_behind(box.public_id, is_sealed=box.sealed is not None))
    each_by_itself(_tidy, untidy, waits=WAITS)


@transaction.atomic
def _begin_anew(box: Box, now: datetime) -> None:
    """Whoever answered answers again, and has some days for it; what had stayed closed is over."""
    held = hold(box)
    if not held.was_lost or held.sealed is not None:
        return
    if held.state == BoxState.COLLECTING:
        held.opens_at = opens_anew(held, now=now)
    if held.state == BoxState.FEW:
        held.state = BoxState.OVER
    held.save(update_fields=["opens_at", "state"])
    tell(channel=held.scope.public_id)


@transaction.atomic
def _tidy(box: Box) -> None:
    held = hold(box)
    tidy(held.public_id, bytes(held.sealed) if held.sealed is not None else None)
