"""Setting and calling off a meeting, where a circle wants several of us to agree to it first."""

import json
from hashlib import sha256

from django.utils.translation import gettext as _

from handinhand.circles.actions import Asking
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.meetings import times
from handinhand.meetings.actions.announcing import as_announced
from handinhand.meetings.choices import Changed, MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries import plans
from handinhand.ui.apart import apart


def find_draft(circle: Circle, meeting_id: str) -> Meeting | None:
    """A plan to which nobody is invited yet, held; nothing once everyone is, or when no part is left in it."""
    found = _find(circle, meeting_id, MeetingState.DRAFT)
    return found if found is not None and found.parts.exists() else None


def find_ahead(circle: Circle, meeting_id: str) -> Meeting | None:
    """A meeting that is still to be, held; nothing once it has begun, or is called off."""
    return _find(circle, meeting_id, MeetingState.INVITED)


def _find(circle: Circle, meeting_id: str, state: MeetingState) -> Meeting | None:
    held = Meeting.objects.select_for_update(of=("self",)).select_related("scope", "circle")
    return held.filter(circle=circle, public_id=meeting_id, state=state).first()


def what_setting_does(*, by: Member, found: Meeting) -> str:
    """What happens when a meeting is set, exactly."""
    said = {"title": apart(found.title), "when": times.say_start(found.starts_at, found.circle.time_zone)}
    return _("Everyone here is invited to “%(title)s” (%(when)s). Then all of us can read its plan.") % said


def what_calling_off_does(*, by: Member, found: Meeting) -> str:
    """What happens when a meeting is called off, exactly."""
    said = {"title": apart(found.title), "when": times.say_start(found.starts_at, found.circle.time_zone)}
    return _("The meeting “%(title)s” (%(when)s) is called off. Its plan stays to be read.") % said


def as_planned(found: Meeting) -> str:
    """A plan with all that it says, in short: whoever agrees to set it agreed to this one."""
    return print_of(as_announced(found))


def as_called(found: Meeting) -> str:
    """A meeting's name and time, in short: whoever agrees to call it off agreed to call off that one."""
    said = plans.details(found)
    return print_of({what: said[what] for what in (Changed.TITLE, Changed.TIME)})


def print_of(said: dict[Changed, str]) -> str:
    """What a plan says, in short, by which it is known again."""
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


ASKINGS: dict[Power, Asking] = {
    Power.PLAN_MEETING: Asking(find=find_draft, named="meeting", says=what_setting_does, as_it_is=as_planned),
    Power.CALL_OFF: Asking(find=find_ahead, named="meeting", says=what_calling_off_does, as_it_is=as_called),
}
