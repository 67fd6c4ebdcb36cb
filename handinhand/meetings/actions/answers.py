"""Answering an invitation: how somebody will take part. No reason is ever asked."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.care.actions import keep_at_hand
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.models import Member
from handinhand.live.actions import tell
from handinhand.meetings.actions.rooms import locked
from handinhand.meetings.actions.taking import begin_to_come
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Answer, Attendance, Meeting
from handinhand.meetings.rules import why_not_answer
from handinhand.profiles.actions import keep_company
from handinhand.words.actions import let_see, stop_seeing


class TooLate(Exception):
    """An answer cannot be given or changed now; the text says why, in plain words."""


@transaction.atomic
def answer(*, meeting: Meeting, by: Member, kind: AnswerKind, now: datetime) -> Answer:
    """Say how one will take part, or say it anew; raises TooLate once the meeting has been.

    Whoever takes part in some way belongs to this meeting and sees what is shared in it; whoever came in stays.
    """
    meeting = locked(meeting)
    reason = why_not_answer(meeting, by)
    if reason is not None:
        raise TooLate(reason)
    if hold_present(meeting.circle, by.person) is None:
        raise TooLate(_("This is for members of the circle."))
    earlier = Answer.objects.filter(meeting=meeting, member=by).values_list("kind", flat=True).first()
    given = {"kind": kind, "at": now}
    kept, _new = Answer.objects.update_or_create(
        meeting=meeting, member=by, defaults=given, create_defaults={**given, "circle": meeting.circle}
    )
    begin_to_come(meeting=meeting, member=by, kind=kind, now=now)
    if kind != AnswerKind.NOT_THIS_TIME:
        let_see(scope=meeting.scope, person=by.person)
    elif not Attendance.objects.filter(meeting=meeting, member=by).exists():
        stop_seeing(scope=meeting.scope, person=by.person)
    keep_company(circle=meeting.circle, now=now)
    keep_at_hand(circle=meeting.circle, now=now)
    tell(channel=by.person.public_id)
    # Nobody else sees a "Not this time", so nobody is told of one, but for an answer that they saw before.
    if not {earlier or AnswerKind.NOT_THIS_TIME, kind} <= {AnswerKind.NOT_THIS_TIME}:
        tell(channel=meeting.scope.public_id)
    return kept
