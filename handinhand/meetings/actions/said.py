"""What is said in a meeting, and how far it may go."""

from datetime import datetime

from django.db import transaction

from handinhand.care.actions import check_in
from handinhand.circles.models import Member
from handinhand.decisions.actions import lay_aside, open_positions, propose
from handinhand.decisions.models import Proposal
from handinhand.live.actions import tell
from handinhand.meetings.actions.opening import take_positions_ahead
from handinhand.meetings.actions.rooms import NotNow, check_holds, check_open, locked
from handinhand.meetings.actions.turns import count_written_turn
from handinhand.meetings.choices import MeetingState, PartKind, Wider
from handinhand.meetings.models import Meeting, Part, PartQuestion, Said
from handinhand.words.actions import own_scope_for, share, show_to, write
from handinhand.words.choices import State
from handinhand.words.queries import circle_scope, is_in


@transaction.atomic
def say(
    *, meeting: Meeting, part: Part, by: Member, body: str, keep: bool, now: datetime, question: PartQuestion | None
) -> Said:
    """Keep words in a part: shared with this meeting, or seen by their author alone (kept, or ideas not yet opened).

    What somebody was still writing when the meeting closed is kept for them alone.
    """
    meeting = locked(meeting)
    is_over = meeting.state == MeetingState.CLOSED
    if not is_over:
        check_open(meeting)
    if not is_in(meeting.scope_id, by.person):
        raise NotNow("in")
    state = State.DRAFT if keep or is_over or part.kind == PartKind.IDEAS else State.SHARED
    words = write(circle=meeting.circle, scope=meeting.scope, by=by.person, body=body, state=state, now=now)
    said = Said.objects.create(circle=meeting.circle, meeting=meeting, part=part, question=question, words=words)
    if state == State.SHARED and meeting.current_id == part.pk:
        count_written_turn(meeting=meeting, by=by)
    return said


@transaction.atomic
def share_kept(*, said: Said, by: Member, now: datetime) -> None:
    """Share with the meeting what was kept to oneself; ideas that are not opened yet stay where they are."""
    part = said.part
    if part.kind == PartKind.IDEAS and part.ideas_opened_at is None and said.meeting.state == MeetingState.OPEN:
        return
    share(words=said.words, by=by.person, now=now)


@transaction.atomic
def say_how_i_am(
    *, meeting: Meeting, by: Member, body: str, to_meeting: bool, now: datetime, picture: str = ""
) -> None:
    """How I am: to nobody but me, at any time, or to this meeting while it happens."""
    if to_meeting:
        check_open(meeting)
    scope = meeting.scope if to_meeting else own_scope_for(circle=meeting.circle, person=by.person)
    if not is_in(scope.pk, by.person):
        raise NotNow("in")
    check_in(circle=meeting.circle, scope=scope, by=by.person, body=body, picture=picture, now=now)


@transaction.atomic
def propose_here(*, meeting: Meeting, by: Member, body: str, now: datetime) -> Proposal:
    """Write a proposal in the meeting, for its people to see."""
    check_open(meeting)
    if not is_in(meeting.scope_id, by.person):
        raise NotNow("in")
    return propose(circle=meeting.circle, scope=meeting.scope, by=by, text=body, now=now)


@transaction.atomic
def take_up(
    *, meeting: Meeting, part: Part, proposal: Proposal, by: Member, now: datetime, without_names: bool = False
) -> None:
    """Take up a proposal: positions open, and one that was in hand waits. One of an earlier meeting is its people's.

    What was sent ahead has a name on it, so it is not taken where positions are without names.
    """
    meeting = locked(meeting)
    check_holds(meeting, by)
    if part.kind != PartKind.DECISION or meeting.current_id != part.pk:
        raise NotNow("decision")
    opened = open_positions(proposal=proposal, by=by, now=now, without_names=without_names)
    if not without_names:
        take_positions_ahead(meeting, opened, now=now)
    if part.proposal is not None and part.proposal != proposal:
        lay_aside(proposal=part.proposal)
    part.seats.all().delete()
    part.proposal = proposal
    part.save(update_fields=["proposal"])
    tell(channel=meeting.scope.public_id)


@transaction.atomic
def let_further(*, said: Said, by: Member, wider: Wider) -> None:
    """Say whether one's words may go beyond those who were there; changeable at any time."""
    scope = circle_scope(said.meeting.circle) if wider == Wider.YES else said.meeting.scope
    if said.words.scope_id != scope.pk:
        show_to(words=said.words, scope=scope, by=by.person)
    said.wider = wider
    said.save(update_fields=["wider"])
