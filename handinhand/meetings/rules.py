"""Who may plan, change and answer, and when: each rule gives a reason in plain words, or nothing."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Meeting, Part, PartQuestion

PARTS_LIMIT = 400
QUESTIONS_LIMIT = 40
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
    if meeting.state == MeetingState.CLOSED:
        return _("This meeting has been, so nothing can be sent ahead of it.")
    if meeting.state == MeetingState.DRAFT:
        return _("Nobody is invited to this meeting yet.")
    return None
