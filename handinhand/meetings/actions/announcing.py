"""A change to a plan that everyone was invited to: made, and written down for everybody with what it was."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.meetings.actions.taking import change_what_it_takes
from handinhand.meetings.choices import Changed
from handinhand.meetings.models import Meeting, PlanChange
from handinhand.meetings.queries import plans
from handinhand.words.actions import carry_covers
from handinhand.words.queries import circle_scope

Edit = Callable[[Meeting], object]


class NothingChanged(Exception):
    """A plan is after a change what it was before: nothing is written, and nobody is told."""


def as_announced(meeting: Meeting) -> dict[Changed, str]:
    """All that a plan says, each in the form in which an announced change keeps it."""
    return {**plans.details(meeting), Changed.PARTS: "\n".join(plans.lines(meeting))}


def change_effect(*, circle: Circle, by: Member, now: datetime, meeting: Meeting, edit: Edit, **_: Any) -> Meeting:
    """The plan changes; raises NothingChanged."""
    return write_change(circle=circle, by=by, now=now, meeting=meeting, edit=edit)


def write_change(*, circle: Circle, by: Member, now: datetime, meeting: Meeting, edit: Edit) -> Meeting:
    """Change a plan, with what it was written down for everybody; raises NothingChanged."""
    before = as_announced(meeting)
    edit(meeting)
    after = as_announced(meeting)
    changed = [what for what in before if before[what] != after[what]]
    if not changed:
        raise NothingChanged
    change_what_it_takes(meeting)
    changes = [
        PlanChange(circle=circle, meeting=meeting, by=by, at=now, what=what, before=before[what], after=after[what])
        for what in changed
    ]
    carry_covers(circle=circle, rows=changes)
    PlanChange.objects.bulk_create(changes)
    tell(channel=meeting.scope.public_id)
    tell(channel=circle_scope(circle).public_id)
    return meeting
