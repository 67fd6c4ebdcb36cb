"""What a meeting came to, for one person: it composes itself from what was shared."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from handinhand.circles.choices import Power
from handinhand.circles.done import Head, printed_head
from handinhand.circles.models import Member
from handinhand.decisions.queries import Decided, decided_between
from handinhand.ground.prepared import Prepared
from handinhand.ledger.queries import line_about
from handinhand.meetings.choices import Wider
from handinhand.meetings.models import Meeting, Part, Said
from handinhand.meetings.queries.meetings import NoSuchMeeting
from handinhand.meetings.queries.plans import parts as parts_in_order
from handinhand.meetings.queries.said import Line, lines_of
from handinhand.promises.queries import PromiseLine, made_between
from handinhand.words.choices import State
from handinhand.words.models import ScopeMember, Words


@dataclass
class PartLines:
    """What was shared in one part."""

    part: Part
    lines: list[Line]


@dataclass
class Summary:
    """A meeting that was held, as one person may see it."""

    meeting: Meeting
    parts: list[PartLines]
    kept: list[Line]
    to_ask: list[Line]
    decided: list[Decided]
    promises: list[PromiseLine]
    people: list[Member]
    head: Head | None

    @property
    def was_there(self) -> bool:
        """Whether the viewer is one of the people of this meeting, who alone see who they are."""
        return bool(self.people)

    @property
    def said(self) -> bool:
        """Whether there is anything to read of what was said."""
        return any(each.lines for each in self.parts)


def summary_for(*, viewer: Member, meeting: Meeting, now: datetime) -> Summary:
    """The summary of a meeting; whoever was not there sees what its authors let go further."""
    parts = parts_in_order(meeting)
    start, end = meeting.opened_at or meeting.starts_at, meeting.closed_at or meeting.starts_at
    members = _members.rows(circle=meeting.circle_id, scope=meeting.scope_id, meeting=meeting.public_id, closed_at=end)
    everybody = {member.person_id: member for member in members}
    people = [member for member in everybody.values() if member.in_scope]  # type: ignore[attr-defined]
    lines = lines_of(meeting=meeting, viewer=viewer, people=everybody)
    shared = [line for line in lines if line.words.state == State.SHARED]
    return Summary(
        meeting=meeting,
        parts=[PartLines(part, [line for line in shared if line.said.part_id == part.pk]) for part in parts],
        kept=[line for line in lines if line.is_mine and line.words.state != State.SHARED],
        to_ask=[line for line in shared if line.is_mine and line.said.wider == Wider.NOT_ASKED],
        decided=decided_between(viewer=viewer, start=start, end=end),
        promises=made_between(viewer=viewer, start=start, end=end, now=now),
        people=people if viewer in people else [],
        # The line that closed the meeting is bound to all before it, and stays as it is.
        head=printed_head(members[0].number, members[0].hash),  # type: ignore[attr-defined]
    )


@Prepared
def _members(circle: int, scope: int, meeting: str, closed_at: datetime) -> QuerySet[Member]:
    """Everybody who is or was in the circle, in the order they came to it; words keep the name of who wrote them.

    `in_scope` says who said they would take part, or came in: the list that stands once the meeting is over. Each row
    brings along the line that closed the meeting, which costs no question of its own.
    """
    within = ScopeMember.even_held.filter(scope=scope, person=OuterRef("person"))
    closing = line_about(circle=circle, power=str(Power.CLOSE_MEETING), object_id=meeting, at=closed_at)
    everybody = Member.objects.filter(circle=circle).annotate(
        in_scope=Exists(within), number=Subquery(closing.values("number")), hash=Subquery(closing.values("hash"))
    )
    return everybody.order_by("joined_at", "pk")


def own_said(*, viewer: Member, meeting: Meeting, said_id: str) -> Said:
    """One's own words in a meeting; raises NoSuchMeeting for anybody else's."""
    own = Words.objects.visible_to(viewer.person).filter(author=viewer.person)
    found = Said.objects.filter(meeting=meeting, public_id=said_id, words__in=own)
    said = found.select_related("words", "words__scope", "part", "meeting", "meeting__circle", "meeting__scope").first()
    if said is None:
        raise NoSuchMeeting
    return said
