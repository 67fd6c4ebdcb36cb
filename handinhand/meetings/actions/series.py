"""Meetings that come again: planned at once, each a meeting of its own; and meetings that are called off."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.care.actions import keep_at_hand
from handinhand.circles.actions import NeedsOthers, Refused, use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.ground.own_text import own_texts_of
from handinhand.live.actions import tell
from handinhand.meetings.actions.editing import PlanNeedsOthers, PlanStays, copy_parts, refuse
from handinhand.meetings.actions.ending import leave_what_was_asked
from handinhand.meetings.actions.rooms import locked
from handinhand.meetings.actions.taking import take_nothing
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import PLAN_TEXTS, Meeting, Series
from handinhand.meetings.queries import plans
from handinhand.meetings.queries.series import not_yet_planned
from handinhand.meetings.rules import why_not_call_off, why_not_plan_again
from handinhand.profiles.actions import keep_company
from handinhand.words.actions import carry_covers, make_scope
from handinhand.words.choices import ScopeKind
from handinhand.words.queries import circle_scope


@transaction.atomic
def plan_again(*, meeting: Meeting, by: Member, moments: Sequence[datetime], now: datetime) -> list[Meeting]:
    """Plan a meeting again at some moments, everyone invited to all of them; raises PlanStays.

    Where a meeting of the series stands on one of these days already, no second one is planned.
    """
    meeting = locked(meeting)
    refuse(why_not_plan_again(meeting, by, moments, now=now))
    if plans.findings(meeting):
        raise PlanStays(_("Before it comes again, please look at how this plan reads for pace."))
    if meeting.series_id is not None:
        # Two who plan the same series again, from two of its meetings, take turns.
        Series.objects.select_for_update().get(pk=meeting.series_id)
        moments = not_yet_planned(meeting, moments)
    if not moments:
        return []
    try:
        planned: list[Meeting] = _use(Power.PLAN_AGAIN, meeting, by, now, moments=moments).planned
    except PlanNeedsOthers as needs:
        # Several meetings have no plan of their own yet that others could read and agree to.
        raise PlanStays(
            _("Here several of us agree before a meeting is set. So each one is asked for by itself: plan one like it.")
        ) from needs
    return planned


class Planned:
    """What planning again made: the series, by whose id the ledger names it, and its new meetings."""

    def __init__(self, series: Series, planned: list[Meeting]) -> None:
        self.public_id, self.planned = series.public_id, planned


def plan_again_effect(
    *, circle: Circle, by: Member, now: datetime, meeting: Meeting, moments: Sequence[datetime], **_: Any
) -> Planned:
    """Each moment gets a meeting of its own, with the parts, questions and topics of the first."""
    series = meeting.series
    if series is None:
        series = meeting.series = Series.objects.create(circle=circle, made_by=by, made_at=now)
        meeting.save(update_fields=["series"])
    planned = [_copy(meeting, series, by, moment, now) for moment in moments]
    tell(channel=circle_scope(circle).public_id)
    return Planned(series, planned)


def _copy(meeting: Meeting, series: Series, by: Member, moment: datetime, now: datetime) -> Meeting:
    copy = Meeting(
        circle=meeting.circle,
        scope=make_scope(circle=meeting.circle, kind=ScopeKind.MEETING),
        link=meeting.link or "",
        preparation=meeting.preparation,
        starts_at=moment,
        state=MeetingState.INVITED,
        planned_by=by,
        invited_at=now,
        left_findings=meeting.left_findings,
        series=series,
        **own_texts_of(meeting, PLAN_TEXTS),
    )
    carry_covers(circle=meeting.circle, rows=[copy])
    copy.save()
    copy_parts(meeting, to=copy)
    return copy


@transaction.atomic
def call_off(*, meeting: Meeting, by: Member, and_later: bool, now: datetime) -> list[Meeting]:
    """Call off a meeting, and the later ones of its series if so asked; raises PlanStays."""
    meeting = locked(meeting)
    if meeting.state == MeetingState.CALLED_OFF:
        return []
    refuse(why_not_call_off(meeting, by))
    meetings = [meeting]
    if and_later and meeting.series_id is not None:
        later = Meeting.objects.select_for_update(of=("self",)).filter(
            series=meeting.series_id, state=MeetingState.INVITED, starts_at__gt=meeting.starts_at
        )
        meetings += later.select_related("circle", "scope").order_by("starts_at", "pk")
    for each in meetings:
        _use(Power.CALL_OFF, each, by, now)
    return meetings


def call_off_effect(*, now: datetime, meeting: Meeting, **_: Any) -> Meeting:
    """The meeting will not be; its plan and its answers stay as they were."""
    return not_to_be(meeting=meeting, now=now)


@transaction.atomic
def not_to_be(*, meeting: Meeting, now: datetime) -> Meeting:
    """A meeting that was to be is called off, and takes nothing of anybody's time."""
    circle = meeting.circle
    meeting.state = MeetingState.CALLED_OFF
    meeting.called_off_at = now
    meeting.save(update_fields=["state", "called_off_at"])
    take_nothing(meeting=meeting, now=now)
    leave_what_was_asked(meeting)
    keep_company(circle=circle, now=now)
    keep_at_hand(circle=circle, now=now)
    tell(channel=meeting.scope.public_id)
    tell(channel=circle_scope(circle).public_id)
    return meeting


def _use(power: Power, meeting: Meeting, by: Member, now: datetime, **request: Any) -> Any:
    """Use a power on a meeting; raises PlanStays for somebody who left a moment ago."""
    try:
        return use_power(power=power, circle=meeting.circle, by=by, now=now, meeting=meeting, **request)
    except NeedsOthers as needs:
        raise PlanNeedsOthers(str(needs)) from needs
    except Refused as refused:
        raise PlanStays(str(refused)) from refused


EFFECTS: dict[Power, Callable[..., Any]] = {
    Power.PLAN_AGAIN: plan_again_effect,
    Power.CALL_OFF: call_off_effect,
}
