"""What changing a plan does in the last two days before its meeting, said before anything is saved."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handinhand.circles.names import number_word
from handinhand.circles.queries.at_once import AtOnce
from handinhand.meetings import times
from handinhand.meetings.choices import AnswerKind, MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.plans import answers

LAST_DAYS = timedelta(days=2)


def changing_late(meeting: Meeting, *, now: datetime) -> AtOnce | None:
    """What a change does so late; nothing while there is more time, or while nobody is invited. One query."""
    if meeting.state != MeetingState.INVITED or not now <= meeting.starts_at <= now + LAST_DAYS:
        return None
    here = [each for each in answers(meeting) if each.member.left_at is None]
    coming = sum(each.kind != AnswerKind.NOT_THIS_TIME for each in here)
    begins = _("On %(when)s it begins, so it is soon. What you save counts at once.")
    said = ngettext(
        "So far %(number)s of us said that they take part.", "So far %(number)s of us said that they take part.", coming
    ) % {"number": number_word(coming)}
    told = _(
        "Everyone here reads it on their Today and on the plan: what it was, what it is now, and that it was you."
        " Messages come in the hours that each of us chose, so somebody may come without having read it."
    )
    return AtOnce(
        what=begins % {"when": times.say_start(meeting.starts_at, meeting.circle.time_zone)},
        hears=f"{said} {told}" if coming else told,
        undone=_("Each of us can change it back. Everybody can answer anew, until the meeting has been."),
    )
