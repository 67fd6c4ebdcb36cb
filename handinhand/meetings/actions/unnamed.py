"""What is asked in a meeting and answered without names: opened by whoever holds it, or as the meeting closes."""

from datetime import datetime

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.live.actions import tell
from handinhand.meetings.actions.rooms import check_holds, check_open, locked
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.unnamed.actions import ask, open_box
from handinhand.unnamed.models import Box
from handinhand.unnamed.queries import boxes_in
from handinhand.unnamed.rules import NotNow
from handinhand.words.queries import is_in


@transaction.atomic
def ask_in_meeting(
    *, meeting: Meeting, by: Member, question: str, choices: list[str], is_scale: bool, now: datetime
) -> Box:
    """Ask the people of a meeting something that they answer without their names; raises NotNow."""
    held = locked(meeting)
    if held.state not in {MeetingState.INVITED, MeetingState.OPEN} or not is_in(held.scope_id, by.person):
        raise NotNow(_("This is for the people of a meeting, until it is over. Say first that you take part."))
    return ask(
        circle=held.circle,
        scope=held.scope,
        by=by.person,
        question=question,
        choices=choices,
        is_scale=is_scale,
        opens_at=None,
        now=now,
    )


@transaction.atomic
def open_without_names(*, meeting: Meeting, by: Member, box_id: str) -> None:
    """Open what was answered, as of when the meeting began; fewer than five answers stay closed."""
    held = locked(meeting)
    check_open(held)
    check_holds(held, by)
    box = next((each for each in boxes_in(held.scope) if each.public_id == box_id), None)
    if box is None:
        raise Http404
    open_box(box=box, at=held.starts_at)
    tell(channel=held.scope.public_id)
