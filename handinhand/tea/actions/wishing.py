"""Wishing for a cup of tea, pausing, and wishing no more: each in one tap, and nobody hears of it."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.tea.choices import Opening, Way
from handinhand.tea.models import Alone, Wish
from handinhand.tea.rules import PAUSE_LASTS


@transaction.atomic
def wish(*, by: Member, way: Way, opening: Opening, now: datetime) -> None:
    """Say that one would like tea now and then, and how; said again, it takes the place of what was said before."""
    _here(by)
    given = {"said_at": now, "way": way, "opening": opening}
    Wish.objects.update_or_create(member=by, defaults=given, create_defaults=given)


@transaction.atomic
def pause(*, by: Member, now: datetime) -> None:
    """Be drawn no more for a while; no reason is asked."""
    _here(by)
    Wish.objects.filter(member=by).update(paused_until=now + PAUSE_LASTS)
    Alone.objects.filter(member=by).delete()


@transaction.atomic
def go_on(*, by: Member) -> None:
    """Be drawn again from now on."""
    _here(by)
    Wish.objects.filter(member=by).update(paused_until=None)


@transaction.atomic
def stop_wishing(*, by: Member) -> None:
    """Wish for it no more. What was drawn already stays as it is: one can say not this time to it."""
    Wish.objects.filter(member=by).delete()
    Alone.objects.filter(member=by).delete()


def _here(by: Member) -> None:
    """Nobody wishes in a circle they left a second ago."""
    if not hold_present(by.circle, by.person):
        raise NotHere
