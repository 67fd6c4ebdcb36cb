"""What is held while a role changes: the role, then meetings, then people; so two at once take turns everywhere."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.meetings.models import Meeting
from handinhand.roles.choices import Kind, Stage
from handinhand.roles.models import LentRole, RoleDraw
from handinhand.roles.queries.lending import invited_ahead, role_of


class RoleStays(Exception):
    """Something cannot be now; the text says why, in plain words."""


def held_role(circle: Circle, ref: str) -> LentRole:
    """A role's row, held until this change is through; one that is always there gets its row now. Raises NotHere."""
    role = role_of(circle, ref)
    if role.pk is None:
        role, _new = LentRole.objects.get_or_create(circle=circle, kind=role.kind)
    held = LentRole.objects.select_for_update(of=("self",), no_key=True).select_related("circle")
    return held.get(pk=role.pk)


def held_draw(draw: RoleDraw) -> RoleDraw:
    """A draw's row, held after its role's."""
    list(LentRole.objects.select_for_update(no_key=True).filter(pk=draw.role_id).values_list("pk"))
    held = RoleDraw.objects.select_for_update(of=("self",), no_key=True).select_related(
        "role__circle", "circle", "meeting__scope", "meeting__circle"
    )
    return held.get(pk=draw.pk)


def hold_all_of(member: Member) -> list[int]:
    """Every role and every open draw of somebody's circle, held in their order; the roles by row number."""
    roles = LentRole.objects.select_for_update(no_key=True).filter(circle=member.circle_id)
    numbers = list(roles.order_by("pk").values_list("pk", flat=True))
    draws = RoleDraw.objects.select_for_update(no_key=True).filter(circle=member.circle_id, stage=Stage.OPEN)
    list(draws.order_by("pk").values_list("pk"))
    return numbers


def hold_meetings(role: LentRole, *, now: datetime) -> None:
    """The meetings ahead of which a term of this role may be part, held before any person."""
    if role.kind in {Kind.HOLD, Kind.NOTES}:
        list(invited_ahead(role.circle, now=now).select_for_update(of=("self",)).order_by("pk"))


def hold_meeting(meeting: Meeting) -> None:
    """One meeting, held before any person."""
    list(Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting.pk).values_list("pk"))


def day_here(circle: Circle, moment: datetime) -> date:
    """The day on the calendar of where a circle is."""
    return moment.astimezone(ZoneInfo(circle.time_zone)).date()
