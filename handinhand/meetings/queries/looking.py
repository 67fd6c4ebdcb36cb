"""The empty room, for somebody who looks round before the day: nobody is read about, and nothing is written."""

import copy
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handinhand.circles.models import Member
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Meeting, Part
from handinhand.meetings.queries.meetings import NoSuchMeeting
from handinhand.meetings.queries.roles import holder_for
from handinhand.meetings.queries.rooms import Room, questions_of
from handinhand.meetings.queries.touching import parts_to_read

WHAT_HAPPENS: dict[str, str | Promise] = {
    PartKind.ARRIVING: _("People come in, one after the other, and find their place. Nobody has to say anything."),
    PartKind.TALK: _("Raise your hand to speak. Those not heard yet come first."),
    PartKind.ROUND: _("One person at a time. Everyone may pass, and is asked again at the end."),
    PartKind.IDEAS: _("Everyone writes quietly. Later all ideas are opened together."),
    PartKind.DECISION: _(
        "Somebody proposes something. Each of us can agree, live with it, have a concern, or stand aside. "
        "You can also say nothing."
    ),
    PartKind.BREAK: _("Time to rest, move, or have some tea."),
    PartKind.LEAVING: _("We read back what was promised. Then we go home."),
}


@dataclass(frozen=True)
class Look:
    """One part of the empty room, and the way on from it."""

    room: Room
    what_happens: str
    before: Part | None
    after: Part | None


def look_at(*, viewer: Member, meeting: Meeting, part_id: str) -> Look:
    """The room as it will look to the viewer in one part, with nobody else in it; raises NoSuchMeeting."""
    parts = parts_to_read(meeting, person=viewer.person_id)
    part = next((part for part in parts if part.public_id == part_id), None)
    if part is None:
        raise NoSuchMeeting
    # A stand-in that is open: it is never saved, and the meeting itself stays as it is.
    stand_in = copy.copy(meeting)
    stand_in.holder = holder_for(meeting, viewer)
    stand_in.state = MeetingState.OPEN
    part.meeting = stand_in
    part.proposal_id = None
    room = Room(
        meeting=stand_in,
        viewer=viewer,
        parts=parts,
        part=part,
        number=parts.index(part) + 1,
        people=[viewer],
        seeing=[viewer],
        came_in=True,
        is_out=False,
        in_scope=True,
        turn=viewer if part.kind == PartKind.ROUND else None,
        questions=questions_of(part, person=viewer.person_id)
        if part.kind in {PartKind.IDEAS, PartKind.ROUND, PartKind.TALK}
        else [],
    )
    return Look(room=room, what_happens=str(WHAT_HAPPENS[part.kind]), before=room.before, after=room.after)
