"""Who may plan, change and answer, and when: each rule gives a reason in plain words, or nothing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting, Part, PartQuestion

PARTS_LIMIT = 400
QUESTIONS_LIMIT = 40
# Our own: two hours and a half, breaks and all, until a circle says otherwise.
LONGEST_MEETING = 150
CLEAR_DAYS = 2
PAPERS_LIMIT = 400
LATE = timedelta(hours=1)
LONGEST_AHEAD = timedelta(days=2 * 365)
COME_IN_BEFORE = timedelta(minutes=30)


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
