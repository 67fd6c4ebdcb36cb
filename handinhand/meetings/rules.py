"""Who may plan, change and answer, and when: each rule gives a reason in plain words, or nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.fairness.energy import Cost
from handinhand.meetings.choices import MeetingState, OfferKind, PartKind
from handinhand.meetings.models import Meeting, Part, PartQuestion

PARTS_LIMIT = 400
QUESTIONS_LIMIT = 40
SERIES_LIMIT = 12
# Our own: two hours and a half, breaks and all, until a circle says otherwise.
LONGEST_MEETING = 150
CLEAR_DAYS = 2
PAPERS_LIMIT = 400
LATE = timedelta(hours=1)
LONGEST_AHEAD = timedelta(days=2 * 365)
COME_IN_BEFORE = timedelta(minutes=30)
# What writing for somebody takes beside the meeting, and how long after its beginning a friend is asked for it.
WRITING_TAKES = Cost(minutes=15)
HOLDING_TAKES = Cost(preparation=30)
WRITING_IS_ASKED_FOR = timedelta(hours=12)


def why_not_then(starts_at: datetime, *, now: datetime) -> str | None:
    """Why a meeting cannot be at a time: it has been, or it is too far away to be planned."""
    if starts_at < now - LATE:
        return _("That day has been. Please choose a day and a time that are still to come.")
    if starts_at > now + LONGEST_AHEAD:
        return _("That day is very far away. Please choose one in the next two years.")
    return None


def may_see(meeting: Meeting, member: Member) -> bool:
    """A plan is its planner's alone until everyone is invited; then it is the circle's."""
    is_planned_for_them = meeting.state != MeetingState.DRAFT or meeting.planned_by_id == member.pk
    return meeting.circle_id == member.circle_id and is_planned_for_them


def why_not_change(meeting: Meeting, member: Member) -> str | None:
    """Why a member cannot change a plan now."""
    if not may_see(meeting, member):
        return _("Only the person who is planning this meeting can change it, until everyone is invited.")
    if meeting.state == MeetingState.OPEN:
        return _("This meeting has begun, so its plan stays as it is. In the room you can agree to do it otherwise.")
    if meeting.state == MeetingState.CLOSED:
        return _("This meeting has been, so its plan stays as it is. You can plan one like this.")
    if meeting.state == MeetingState.CALLED_OFF:
        return _("This meeting is called off, so its plan stays as it was. You can plan one like this.")
    return None


def why_not_add_part(parts: int) -> str | None:
    """Why there is no room for one more part."""
    return _("This plan is full. Please take out a part first.") if parts >= PARTS_LIMIT else None


def why_not_add_question(questions: int) -> str | None:
    """Why there is no room for one more question."""
    return _("This part is full. Please take out a question first.") if questions >= QUESTIONS_LIMIT else None


def why_not_take_out(thing: Part | PartQuestion) -> str | None:
    """Why a part or a question stays: what people wrote for it would lose its place."""
    if thing.said.exists():
        return _("Somebody has written something for this, so it stays in the plan.")
    return None


def why_not_invite(meeting: Meeting, member: Member, *, now: datetime) -> str | None:
    """Why everyone cannot be invited yet."""
    if meeting.state != MeetingState.DRAFT:
        return _("Everyone is invited already.")
    return why_not_change(meeting, member) or why_not_then(meeting.starts_at, now=now)


def why_not_answer(meeting: Meeting, member: Member) -> str | None:
    """Why an answer cannot be given or changed now."""
    if meeting.circle_id != member.circle_id or meeting.state == MeetingState.DRAFT:
        return _("Nobody is invited to this meeting yet.")
    if meeting.state == MeetingState.CLOSED:
        return _("This meeting has been. Who was there stays as it is.")
    if meeting.state == MeetingState.CALLED_OFF:
        return _("This meeting is called off. It will not be, so nothing is left to answer.")
    return None


def why_not_plan_again(
    meeting: Meeting, member: Member, moments: Sequence[datetime] = (), *, now: datetime
) -> str | None:
    """Why a meeting cannot be planned again at some moments."""
    if not may_see(meeting, member) or meeting.state == MeetingState.DRAFT:
        return _("Please invite everyone to this meeting first. Then it can be planned again.")
    if len(moments) > SERIES_LIMIT:
        return _("That is more than can be planned at once. Please choose fewer.")
    return next((reason for each in moments if (reason := why_not_then(each, now=now))), None)


def why_not_call_off(meeting: Meeting, member: Member) -> str | None:
    """Why a meeting cannot be called off now."""
    if not may_see(meeting, member) or meeting.state == MeetingState.DRAFT:
        return _("Nobody is invited to this meeting yet, so there is nothing to call off.")
    if meeting.state == MeetingState.OPEN:
        return _("This meeting has begun. Whoever holds it can close it.")
    if meeting.state == MeetingState.CLOSED:
        return _("This meeting has been, so it stays as it was.")
    return None


def can_come_in(meeting: Meeting, *, now: datetime) -> bool:
    """Whether the room is there: while the meeting is open, and from half an hour before it begins."""
    if meeting.state == MeetingState.OPEN:
        return True
    return meeting.state == MeetingState.INVITED and now >= meeting.starts_at - COME_IN_BEFORE


def is_late(came_at: datetime, meeting: Meeting) -> bool:
    """Whether fewer than two clear days are left for reading: neither the day it came nor the meeting's own counts."""
    zone = ZoneInfo(meeting.circle.time_zone)
    days = meeting.starts_at.astimezone(zone).date() - came_at.astimezone(zone).date()
    return days <= timedelta(days=CLEAR_DAYS)


def why_not_add_paper(meeting: Meeting, member: Member, papers: int) -> str | None:
    """Why a paper cannot be attached now."""
    if meeting.circle_id != member.circle_id or not may_see(meeting, member):
        return _("Only the person who is planning this meeting can change it, until everyone is invited.")
    if meeting.state == MeetingState.CLOSED:
        return _("This meeting has been, so nothing new is attached to it. You can attach it to the next one.")
    if papers >= PAPERS_LIMIT:
        return _("There are many papers for this meeting already. Please take one back first.")
    return None


def why_not_send_ahead(meeting: Meeting, part: Part) -> str | None:
    """Why words cannot be sent ahead for a part now."""
    reason = _why_not_ahead_of(meeting)
    if reason is None and meeting.current_id == part.pk:
        reason = _("This part is happening now, so you can share your words in the room.")
    current = meeting.current
    if reason is None and current is not None and part.position < current.position:
        reason = _("This part has been. You can share your words in the room, in the part that is now.")
    if reason is None and part.kind in {PartKind.BREAK, PartKind.DECISION}:
        reason = _("Nothing is written for this part. You can choose another one.")
    return reason


def why_not_position_ahead(meeting: Meeting) -> str | None:
    """Why a position cannot be sent ahead to a meeting now."""
    return _why_not_ahead_of(meeting)


def _why_not_ahead_of(meeting: Meeting) -> str | None:
    if meeting.state == MeetingState.CALLED_OFF:
        return _("This meeting was called off, so nothing can be sent ahead of it.")
    if meeting.state == MeetingState.CLOSED:
        return _("This meeting has been, so nothing can be sent ahead of it.")
    if meeting.state == MeetingState.DRAFT:
        return _("Nobody is invited to this meeting yet.")
    return None


def why_not_change_in_room(meeting: Meeting, kind: OfferKind, *, part: Part | None, after: Part | None) -> str | None:
    """Why a change to the plan cannot be made in the room now: what has been stays as it was."""
    now_at = meeting.current.position if meeting.current is not None else -1
    if meeting.state != MeetingState.OPEN:
        return _("This meeting is not happening now.")
    if kind != OfferKind.ADD and part is None:
        return _("This part is no longer in the plan.")
    if part is not None and (part.position < now_at or (part.position == now_at and kind != OfferKind.LENGTH)):
        return _("This part has begun by now, so the plan stays as it is. You can choose another one.")
    if kind in {OfferKind.ADD, OfferKind.MOVE} and after is not None and after.position < now_at:
        return _("That place in the plan has passed by now. You can choose another one.")
    if kind == OfferKind.MOVE and (after is None or part == after):
        return _("Please choose another part for it to come after.")
    return None


def why_not_step_out_of(meeting: Meeting, part: Part) -> str | None:
    """Why nobody can say now that they step out of a part: it is one that comes, or that is now."""
    if meeting.state not in {MeetingState.INVITED, MeetingState.OPEN}:
        return _("This meeting is not ahead of us, so there is nothing to step out of. Nothing is kept.")
    now_at = meeting.current.position if meeting.current is not None else -1
    if part.position < now_at:
        return _("This part has been by now. Nothing is kept.")
    return None


def why_not_role(meeting: Meeting) -> str | None:
    """Why nothing can be held in a meeting, or handed back, now."""
    if meeting.state == MeetingState.DRAFT:
        return _("Nobody is invited to this meeting yet.")
    if meeting.state == MeetingState.CLOSED:
        return _("This meeting has been, so there is nothing left to hold in it.")
    if meeting.state == MeetingState.CALLED_OFF:
        return _("This meeting is called off, so there is nothing to hold in it.")
    return None
