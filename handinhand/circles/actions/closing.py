"""Closing a circle: what is in it stays to be read by those who were in it, and nothing new begins."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from handinhand.circles.models import Invitation, Member, PowerUse
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.words.queries import circle_scope

EndsWithIt = Callable[..., None]
ENDS_WITH_IT: list[EndsWithIt] = []


def hand_over_ends_with_circle(ends: Iterable[EndsWithIt]) -> None:
    """Take what ends elsewhere when a circle closes; each takes `circle` and `now`."""
    ENDS_WITH_IT[:] = ends


def close_effect(*, circle: Circle, now: datetime, agreed_to: PowerUse, **_more: Any) -> PowerUse:
    """From now on the circle is there to be read. Nobody comes in, and what was still to come is called off."""
    circle.closed_at = now
    circle.save(update_fields=["closed_at"])
    Invitation.objects.filter(circle=circle, withdrawn_at__isnull=True).update(withdrawn_at=now)
    for end in ENDS_WITH_IT:
        end(circle=circle, now=now)
    tell(channel=circle_scope(circle).public_id)
    return agreed_to


def what_closing_does(*, by: Member, found: Any = None, **_more: Any) -> str:
    """What happens when a circle closes, exactly: what people agree to."""
    return _(
        "This circle closes. Between the yes of all of us and that day, each of us can stop it. After that nobody can"
        " write here, invite or plan. Meetings that are still to come are called off. Everything that is here can still"
        " be read by those who are in the circle then. Each of us can still take back our own words, or leave. It does"
        " not open again."
    )
