"""Closing a circle: what is in it stays to be read by those who were in it, and nothing new begins."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from handinhand.circles.models import Invitation, Member, PowerUse
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.words.queries import circle_scope


@dataclass(frozen=True)
class EndsWithCircle:
    """What another part ends when a circle closes: `hold` takes its rows before any member's, `end` ends it.

    Both take `circle`, and `end` takes `now` too. `end` raises NotYet while something cannot be interrupted.
    """

    hold: Callable[..., object]
    end: Callable[..., object]


ENDS_WITH_CIRCLE: list[EndsWithCircle] = []


def hand_over_ends_with_circle(ends: Iterable[EndsWithCircle]) -> None:
    """Take what ends with a circle from those who know every part."""
    ENDS_WITH_CIRCLE[:] = ends


def hold_what_ends(circle: Circle, _object_id: str) -> Circle:
    """Everything that ends with a circle, held in its order: whoever changes that at this moment is done first."""
    for each in ENDS_WITH_CIRCLE:
        each.hold(circle=circle)
    return circle


def close_effect(*, circle: Circle, now: datetime, agreed_to: PowerUse, **_more: Any) -> PowerUse:
    """From now on the circle is there to be read. Nobody comes in, and what was still to come is called off."""
    for each in ENDS_WITH_CIRCLE:
        each.end(circle=circle, now=now)
    Circle.objects.filter(pk=circle.pk).update(closed_at=now)
    Invitation.objects.filter(circle=circle, withdrawn_at__isnull=True).update(withdrawn_at=now)
    tell(channel=circle_scope(circle).public_id)
    return agreed_to


def what_closing_does(*, by: Member, **_more: Any) -> str:
    """What happens when a circle closes, exactly: what people agree to."""
    return _(
        "This circle closes. Between the yes of all of us and that day, each of us can stop it. After that nobody can"
        " write here, invite or plan. Meetings that are still to come are called off. Everything that is here can still"
        " be read by those who are in the circle then. Each of us can still take back our own words, or leave. It does"
        " not open again."
    )
