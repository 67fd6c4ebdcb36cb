"""Roles of the Harbour Circle for tests: who says yes, and a draw whose names close."""

from datetime import datetime, timedelta

from handinhand.circles.models import Member
from handinhand.meetings.models import Meeting
from handinhand.roles import actions
from handinhand.roles.choices import Says
from handinhand.roles.models import RoleDraw
from tests.cast import Group
from tests.meetings.rooms import make_meeting

TERM = timedelta(days=60)


def coming(group: Group, *, now: datetime) -> Meeting:
    """A meeting in nine days that everyone is invited to."""
    return make_meeting(group, now=now + timedelta(days=9))


def opened(group: Group, *, now: datetime, ref: str = "welcome", days: int = 3, **given: object) -> RoleDraw:
    """A draw that Asha opened, when all were here: for a term, or for a meeting."""
    Member.objects.filter(circle=group.circle, joined_at__gt=now).update(joined_at=now)
    until = None if given else (now + TERM).date()
    return actions.open_draw(by=group.asha, ref=ref, days=days, now=now, until=until, **given)  # type: ignore[arg-type]


def willing(*members: Member, now: datetime, ref: str = "welcome", says: Says = Says.YES) -> None:
    """These say the same of a role."""
    for each in members:
        actions.say(by=each, ref=ref, says=says, now=now)


def closed(draw: RoleDraw, *, now: datetime) -> RoleDraw:
    """The draw once its names have closed."""
    actions.close_due(draw=draw, now=max(now, draw.closes_at))
    return RoleDraw.objects.select_related("role", "circle").get(pk=draw.pk)


def in_it(draw: RoleDraw) -> set[int]:
    """The members who were in a draw."""
    return set(draw.names.values_list("member", flat=True))
