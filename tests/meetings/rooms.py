"""A meeting of the Harbour Circle that is going on, for tests of the room."""

from datetime import datetime

from handinhand.circles.models import Member
from handinhand.meetings.actions import pauses, rooms
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Meeting, Part
from handinhand.words.actions import make_scope
from handinhand.words.choices import ScopeKind
from tests.cast import Group

KINDS = (
    PartKind.ARRIVING,
    PartKind.TALK,
    PartKind.ROUND,
    PartKind.IDEAS,
    PartKind.BREAK,
    PartKind.DECISION,
    PartKind.LEAVING,
)


def make_meeting(group: Group, *, now: datetime, kinds: tuple[PartKind, ...] = KINDS) -> Meeting:
    """A meeting that everyone is invited to, with one part of each kind."""
    meeting = Meeting.objects.create(
        circle=group.circle,
        scope=make_scope(circle=group.circle, kind=ScopeKind.MEETING),
        title="What makes a first visit feel safe",
        why="To say what we need.",
        place="The harbour hall",
        opening_question="What did you see on your way here?",
        starts_at=now,
        state=MeetingState.INVITED,
        invited_at=now,
    )
    for position, kind in enumerate(kinds):
        Part.objects.create(
            circle=group.circle,
            meeting=meeting,
            position=position,
            kind=kind,
            title=f"Part for {kind}",
            detail="",
            minutes=10,
        )
    return meeting


def begin(group: Group, *, now: datetime, come: tuple[str, ...] = ("Tom", "Dee", "Asha", "Marcus")) -> Meeting:
    """A meeting that has begun; the first of `come` holds it, all of them came in."""
    meeting = make_meeting(group, now=now)
    rooms.begin(meeting=meeting, by=group.members[come[0]], now=now)
    for name in come[1:]:
        rooms.come_in(meeting=fresh(meeting), by=group.members[name], now=now)
    return fresh(meeting)


def fresh(meeting: Meeting) -> Meeting:
    """The meeting as it is now."""
    return Meeting.objects.select_related("scope", "circle", "holder", "current", "current__proposal").get(
        pk=meeting.pk
    )


def part(meeting: Meeting, kind: PartKind) -> Part:
    """The part of one kind."""
    found = meeting.parts.get(kind=kind)
    found.meeting = meeting
    return found


def go(meeting: Meeting, kind: PartKind, *, by: Member, now: datetime) -> Meeting:
    """Go on to the part of one kind."""
    meeting = fresh(meeting)
    assert meeting.current is not None
    if meeting.current.kind == PartKind.BREAK:
        pauses.ask_to_go_on(meeting=meeting, by=by, now=now)
    rooms.go_to(meeting=meeting, by=by, now=now, leave=meeting.current.public_id, part=part(meeting, kind))
    return fresh(meeting)
