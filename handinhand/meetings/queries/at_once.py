"""What changing a plan does in the last two days before its meeting, said before anything is saved."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.names import number_word
from handinhand.circles.queries.at_once import AtOnce, is_enough_alone, what_is_asked_first
from handinhand.meetings import times
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.late import is_late
from handinhand.meetings.queries.plans import answers


def changing_late(meeting: Meeting, member: Member, *, now: datetime) -> AtOnce | None:
    """What a change does so late; nothing while there is more time, or while nobody is invited."""
    if not is_late(meeting, now=now):
        return None
    alone, has_been = is_enough_alone(member, Power.CHANGE_PLAN_LATE), meeting.starts_at < now
    if has_been and alone:
        return None
    when = {"when": times.say_start(meeting.starts_at, meeting.circle.time_zone)}
    soon, past = _("On %(when)s it begins, so it is soon."), _("It was to begin on %(when)s.")
    begins = (past if has_been else soon) % when
    here = [each for each in answers(meeting) if each.member.left_at is None]
    coming = sum(each.kind != AnswerKind.NOT_THIS_TIME for each in here)
    said = ngettext(
        "So far %(number)s of us said that they take part.", "So far %(number)s of us said that they take part.", coming
    ) % {"number": number_word(coming)}
    told = _(
        "Everyone here reads it on their Today and on the plan: what it was, what it is now, and that it was you."
        " Messages come in the hours that each of us chose, so somebody may come without having read it."
    )
    if alone:
        what = _("What you save counts at once.")
        if not is_enough_alone(member, Power.CALL_OFF):
            asked = _("Only bringing it forward is asked first, as calling it off is.")
            what = f"{what} {asked}"
        undone = _("Each of us can change it back. Everybody can answer anew, until the meeting has been.")
    else:
        asked = _("We are asked first. Until enough of us say yes, the plan stays as it is.")
        what = what_is_asked_first(member, Power.CHANGE_PLAN_LATE, asked)
        undone = _("It is changed back in the same way. Everybody can answer anew, until the meeting has been.")
    return AtOnce(
        what=f"{begins} {what}",
        hears=f"{said} {told}" if coming else told,
        undone=undone,
    )
