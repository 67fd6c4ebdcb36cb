"""Planning a meeting: from a kind starting point, read for pace, everyone invited, and every later change announced.

Where a change takes a yes of several of us, it is asked, and what was asked is given back.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from handinhand.circles.actions import NeedsOthers, Overtaken, Refused, use_power
from handinhand.circles.choices import Power, UseState
from handinhand.circles.models import Member, PowerUse
from handinhand.circles.queries.asking import rule_in_force
from handinhand.fairness.agreeing import Takes
from handinhand.ground.models import Circle
from handinhand.ground.own_text import own_texts_of
from handinhand.live.actions import tell
from handinhand.meetings.actions import editing, late, papers
from handinhand.meetings.actions.announcing import NothingChanged, change_effect
from handinhand.meetings.actions.editing import PlanNeedsOthers, PlanStays, refuse
from handinhand.meetings.actions.late import ask_late
from handinhand.meetings.actions.rooms import locked
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import PLAN_TEXTS, Meeting, Part, PartQuestion
from handinhand.meetings.queries import plans
from handinhand.meetings.queries.late import is_late
from handinhand.meetings.rules import may_see, why_not_change, why_not_invite, why_not_then
from handinhand.words.actions import carry_covers, make_scope
from handinhand.words.choices import ScopeKind
from handinhand.words.queries import circle_scope

# Our own: eighty minutes with a break in the middle, to be changed by whoever plans.
STARTING_POINT: tuple[tuple[PartKind, str, int], ...] = (
    (PartKind.ARRIVING, gettext_noop("Arriving"), 10),
    (PartKind.TALK, gettext_noop("What is new"), 15),
    (PartKind.ROUND, gettext_noop("What each of us thinks"), 20),
    (PartKind.BREAK, gettext_noop("Break"), 15),
    (PartKind.DECISION, gettext_noop("What we agree"), 20),
    (PartKind.LEAVING, gettext_noop("Leaving"), 10),
)


class FindingsWait(PlanStays):
    """Reading for pace found something that the planner has neither done nor left as it is."""


@transaction.atomic
def start_plan(
    *,
    circle: Circle,
    by: Member,
    title: str,
    why: str,
    starts_at: datetime,
    place: str,
    opening_question: str,
    now: datetime,
    link: str = "",
    preparation: int | None = None,
) -> Meeting:
    """Begin a plan from a kind starting point; only its planner sees it until everyone is invited."""
    meeting = _begin(
        circle,
        by,
        title=title,
        why=why,
        starts_at=starts_at,
        place=place,
        link=link,
        opening_question=opening_question,
        preparation=preparation,
        now=now,
    )
    Part.objects.bulk_create(
        Part(circle=circle, meeting=meeting, position=place, kind=kind, title=_(title), detail="", minutes=minutes)
        for place, (kind, title, minutes) in enumerate(STARTING_POINT)
    )
    return meeting


@transaction.atomic
def copy_plan(*, meeting: Meeting, by: Member, starts_at: datetime, now: datetime) -> Meeting:
    """Plan one like this: a new plan with the same parts, questions and topics, on another day."""
    if not may_see(meeting, by):
        raise PlanStays(_("This plan is not here for you."))
    copy = _begin(
        meeting.circle,
        by,
        starts_at=starts_at,
        link=meeting.link or "",
        preparation=meeting.preparation,
        now=now,
        **own_texts_of(meeting, PLAN_TEXTS),
    )
    editing.copy_parts(meeting, to=copy)
    return copy


def _begin(circle: Circle, by: Member, *, starts_at: datetime, now: datetime, **details: Any) -> Meeting:
    refuse(why_not_then(starts_at, now=now))
    scope = make_scope(circle=circle, kind=ScopeKind.MEETING)
    meeting = Meeting(circle=circle, scope=scope, planned_by=by, starts_at=starts_at, **details)
    carry_covers(circle=circle, rows=[meeting])
    meeting.save()
    return meeting


@transaction.atomic
def change_details(
    *,
    meeting: Meeting,
    by: Member,
    title: str,
    why: str,
    starts_at: datetime,
    place: str,
    opening_question: str,
    now: datetime,
    link: str = "",
    preparation: int | None = None,
) -> PowerUse | None:
    """Change what a plan says apart from its parts."""
    if starts_at != meeting.starts_at:
        refuse(why_not_then(starts_at, now=now))
    edit = partial(
        editing.set_details,
        title=title,
        why=why,
        starts_at=starts_at,
        place=place,
        link=link,
        opening_question=opening_question,
        preparation=preparation,
    )
    return _edit(meeting, by, now, edit, begins=starts_at)


@transaction.atomic
def add_part(
    *,
    meeting: Meeting,
    by: Member,
    kind: PartKind,
    title: str,
    detail: str,
    minutes: int,
    touches_on: Sequence[str],
    now: datetime,
    is_heavy: bool = False,
) -> PowerUse | None:
    """Put one more part into a plan."""
    edit = partial(
        editing.insert_part,
        kind=kind,
        title=title,
        detail=detail,
        minutes=minutes,
        touches_on=touches_on,
        is_heavy=is_heavy,
    )
    return _edit(meeting, by, now, edit)


@transaction.atomic
def change_part(
    *,
    part: Part,
    by: Member,
    kind: PartKind,
    title: str,
    detail: str,
    minutes: int,
    touches_on: Sequence[str],
    now: datetime,
    is_heavy: bool = False,
) -> PowerUse | None:
    """Change one part of a plan."""
    edit = partial(
        editing.change_part,
        part=part,
        kind=kind,
        title=title,
        detail=detail,
        minutes=minutes,
        touches_on=touches_on,
        is_heavy=is_heavy,
    )
    return _edit(part.meeting, by, now, edit)


@transaction.atomic
def move_part(*, part: Part, by: Member, up: bool, now: datetime) -> PowerUse | None:
    """Let a part come one place earlier or later."""
    return _edit(part.meeting, by, now, partial(editing.move_part, part=part, up=up))


@transaction.atomic
def remove_part(*, part: Part, by: Member, now: datetime) -> PowerUse | None:
    """Take a part out of a plan."""
    return _edit(part.meeting, by, now, partial(editing.remove_part, part=part, now=now))


@transaction.atomic
def add_question(
    *, part: Part, by: Member, title: str, detail: str, touches_on: Sequence[str], now: datetime
) -> PowerUse | None:
    """Put one more question into a part."""
    edit = partial(editing.add_question, part=part, title=title, detail=detail, touches_on=touches_on)
    return _edit(part.meeting, by, now, edit)


@transaction.atomic
def remove_question(*, question: PartQuestion, by: Member, now: datetime) -> PowerUse | None:
    """Take a question out of a part."""
    return _edit(question.part.meeting, by, now, partial(editing.remove_question, question=question))


@transaction.atomic
def accept_finding(*, meeting: Meeting, key: str, by: Member, now: datetime) -> PowerUse | None:
    """Do what reading for pace proposes; a finding that is no longer there changes nothing."""
    return _edit(meeting, by, now, partial(editing.accept, key=key, by=by))


@transaction.atomic
def leave_finding(*, meeting: Meeting, key: str, by: Member, now: datetime) -> None:
    """Leave the plan as it is where reading for pace found something; it is not said again."""
    meeting = locked(meeting)
    refuse(why_not_change(meeting, by))
    if key in [finding.key for finding in plans.findings(meeting, viewer=by)]:
        meeting.left_findings = [*meeting.left_findings, key]
        meeting.save(update_fields=["left_findings"])


@transaction.atomic
def invite(*, meeting: Meeting, by: Member, now: datetime) -> None:
    """Invite everyone in the circle; raises FindingsWait while a finding is neither done nor left."""
    meeting = locked(meeting)
    refuse(why_not_invite(meeting, by, now=now))
    if plans.findings(meeting, viewer=by):
        raise FindingsWait(_("Before everyone is invited, please look at how this plan reads for pace."))
    if not meeting.parts.exists():
        raise PlanStays(_("Nothing is in this plan yet. Please add a part first."))
    _use(Power.PLAN_MEETING, meeting, by, now)


def invite_effect(*, circle: Circle, now: datetime, meeting: Meeting, **_more: Any) -> Meeting:
    """Everyone in the circle can see the plan and answer; raises Overtaken where its day has been by then."""
    if why_not_then(meeting.starts_at, now=now) is not None:
        raise Overtaken
    meeting.state = MeetingState.INVITED
    meeting.invited_at = now
    meeting.save(update_fields=["state", "invited_at"])
    papers.open_with(meeting=meeting, now=now)
    tell(channel=circle_scope(circle).public_id)
    return meeting


def _edit(
    meeting: Meeting, by: Member, now: datetime, edit: "partial[Any]", *, begins: datetime | None = None
) -> PowerUse | None:
    """Make a change: plainly while only the planner sees it, and as an announced use of a power after that.

    Where it takes more of us, they are asked, and it is what is given back.
    """
    meeting = locked(meeting)
    refuse(why_not_change(meeting, by))
    if meeting.state == MeetingState.DRAFT:
        edit(meeting)
        return None
    power = Power.CHANGE_PLAN_LATE if is_late(meeting, now=now, begins=begins) else Power.CHANGE_PLAN
    # Brought forward, begun and closed, it would be called off by one.
    is_forward = power == Power.CHANGE_PLAN_LATE and begins is not None and begins < meeting.starts_at
    no_less = rule_in_force(meeting.circle, Power.CALL_OFF) if is_forward else Takes()
    with suppress(NothingChanged):
        if no_less == Takes():
            with suppress(PlanNeedsOthers):
                _use(power, meeting, by, now, edit=edit)
                return None
        use = ask_late(meeting=meeting, by=by, edit=edit, now=now, no_less=no_less)
        return use if use.state != UseState.DONE else None
    return None


def _use(power: Power, meeting: Meeting, by: Member, now: datetime, **request: Any) -> None:
    """Use a power on a meeting; raises PlanStays for somebody who left a moment ago."""
    try:
        use_power(power=power, circle=meeting.circle, by=by, now=now, meeting=meeting, **request)
    except NeedsOthers as needs:
        raise PlanNeedsOthers(str(needs)) from needs
    except Refused as refused:
        raise PlanStays(str(refused)) from refused


EFFECTS = {Power.PLAN_MEETING: invite_effect, Power.CHANGE_PLAN: change_effect, **late.EFFECTS}
