"""Talking about what waits for an answer: one part more in the plan of the next meeting."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.circles.models import Member, PowerUse
from handinhand.meetings.actions import planning
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.actions.rooms import locked
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Meeting
from handinhand.promises.models import Promise
from handinhand.promises.queries import line_of
from handinhand.words.choices import ScopeKind

MINUTES = 10


class NotInThePlan(Exception):
    """It cannot be put into a plan as things stand; the text says why, in plain words."""


@transaction.atomic
def talk_about(*, promise: Promise, by: Member, now: datetime) -> tuple[Meeting, PowerUse | None]:
    """Put a promise that waits for an organisation's answer into the next meeting's plan, once: or ask for it.

    The part's name is for the whole circle: it says no words of the promise, and whose it is only where the whole
    circle can read that anyway.
    """
    if not line_of(viewer=by, promise=promise, now=now).waits_for_organisation:
        raise NotInThePlan(_("This does not wait for an answer any more."))
    ahead = Meeting.objects.filter(circle=by.circle_id, state=MeetingState.INVITED, starts_at__gte=now)
    soonest = ahead.order_by("starts_at", "pk").first()
    if soonest is None:
        raise NotInThePlan(_("No meeting is planned yet. You can plan one, and then put it in."))
    meeting, title = locked(soonest), _title(promise)
    if any(part.title == title for part in meeting.parts.all()):
        return meeting, None
    try:
        asked = planning.add_part(
            meeting=meeting,
            by=by,
            kind=PartKind.TALK,
            title=title,
            detail=_("What came of it, and what would help? You find it under Promises."),
            minutes=MINUTES,
            touches_on=[],
            now=now,
        )
    except PlanStays as reason:
        raise NotInThePlan(str(reason)) from reason
    return meeting, asked


def _title(promise: Promise) -> str:
    if promise.scope.kind == ScopeKind.CIRCLE and promise.by is not None and promise.by.organisation:
        return _("What came of a promise of %(organisation)s") % {"organisation": promise.by.organisation}
    return _("What came of a promise")
