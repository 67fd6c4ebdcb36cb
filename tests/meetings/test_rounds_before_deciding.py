"""Rounds of questions and quick reactions before positions, in the room: optional, in turns, and nobody is pushed."""

import pytest

from handinhand.decisions import actions
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Position, Proposal
from handinhand.meetings.actions import rooms, said
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Seat
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("that_evening")]
MUGS = "We bring our own mugs."


@pytest.fixture
def meeting(harbour: Group, now):
    return go(begin(harbour, now=now), PartKind.DECISION, by=harbour.tom, now=now)


@pytest.fixture
def proposal(harbour: Group, now) -> Proposal:
    return actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.dee, text=MUGS, now=now)


def room(meeting) -> str:
    return f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}/room/"


def press(harbour: Group, meeting, proposal, name: str, who: str = "tom", **more: str) -> str:
    """Press a button in the room; what the room says then."""
    here, client = part(meeting, PartKind.DECISION).public_id, client_of(getattr(harbour, who))
    answer = send(client, f"{room(meeting)}do/{name}/", part=here, proposal=proposal.public_id, **more)
    assert answer.status_code == 302
    return text_of(client.get(room(meeting)))


def test_a_simple_decision_is_as_short_as_it_was(harbour: Group, meeting, proposal):
    press(harbour, meeting, proposal, "take-up")
    assert Proposal.objects.get().state == ProposalState.OPEN
    assert not Seat.objects.exists()
    assert "has the turn" not in text_of(client_of(harbour.dee).get(room(meeting)))


def test_questions_then_reactions_then_positions_each_in_turns(harbour: Group, meeting, proposal):
    page = press(harbour, meeting, proposal, "talk-first", what="questions")
    assert "Questions first" in page
    assert "Go on to quick reactions" in page
    assert "Where do you stand?" not in page
    assert Seat.objects.count() == 4
    for _each in range(4):
        whose = Seat.objects.filter(outcome="").order_by("order").first().member
        send(client_of(whose), f"{room(meeting)}do/pass/", whose=whose.public_id, again="no")
    assert set(Seat.objects.values_list("outcome", flat=True)) == {"passed"}
    press(harbour, meeting, proposal, "talk-first", what="reactions")
    assert set(Seat.objects.values_list("outcome", flat=True)) == {""}
    press(harbour, meeting, proposal, "take-up")
    assert Proposal.objects.get().state == ProposalState.OPEN
    assert not Seat.objects.exists(), "nobody keeps who passed"
    assert "Where do you stand?" in text_of(client_of(harbour.dee).get(room(meeting)))


def test_only_whoever_holds_the_meeting_begins_a_round(harbour: Group, meeting, proposal):
    page = press(harbour, meeting, proposal, "talk-first", who="asha", what="questions")
    assert Proposal.objects.get().state == ProposalState.PROPOSED
    assert "Only whoever holds the meeting" in page


@pytest.mark.parametrize("what", ["", "adopted", "open", "\x00"])
def test_no_other_state_can_be_sent_for(harbour: Group, meeting, proposal, what):
    press(harbour, meeting, proposal, "talk-first", what=what)
    assert Proposal.objects.get().state == ProposalState.PROPOSED


def test_whom_it_touches_begins_if_they_like(harbour: Group, meeting, proposal, now):
    actions.say_it_touches(proposal=proposal, by=harbour.tom, whom=harbour.marcus.public_id, now=now)
    room_page = text_of(client_of(harbour.marcus).get(room(meeting)))
    assert "This touches you. Open it to read it" in room_page
    assert "This touches you. Open it to read it" not in text_of(client_of(harbour.dee).get(room(meeting)))
    assert "has not heard of it yet" in press(harbour, meeting, proposal, "take-up")
    assert Proposal.objects.get().state == ProposalState.PROPOSED
    marcus = client_of(harbour.marcus)
    page = f"/c/{meeting.circle.public_id}/decisions/{proposal.public_id}/"
    assert "I have read it, and would like to speak first" in text_of(marcus.get(page))
    send(marcus, f"{page}heard/", begins="yes")
    press(harbour, meeting, proposal, "talk-first", what="questions")
    assert Seat.objects.order_by("order").first().member == harbour.marcus
    press(harbour, meeting, proposal, "take-up")
    assert Proposal.objects.get().state == ProposalState.OPEN


def test_going_on_lays_it_aside_and_forgets_the_seats(harbour: Group, meeting, proposal, now):
    press(harbour, meeting, proposal, "talk-first", what="questions")
    go(fresh(meeting), PartKind.LEAVING, by=harbour.tom, now=now)
    assert Proposal.objects.get().state == ProposalState.PROPOSED
    assert not Seat.objects.exists()


def test_coming_in_late_one_has_a_seat_in_the_round(harbour: Group, meeting, proposal, now):
    press(harbour, meeting, proposal, "talk-first", what="questions")
    rooms.come_in(meeting=fresh(meeting), by=harbour.sam, now=now)
    assert Seat.objects.order_by("order").last().member == harbour.sam


def test_positions_written_ahead_stand_in_the_room(harbour: Group, meeting, proposal, now):
    closes = now.replace(day=30)
    actions.open_in_writing(proposal=proposal, by=harbour.dee, closes_at=closes, now=now)
    actions.take_position(proposal=proposal, by=harbour.asha, kind="agree", now=now)
    said.take_up(
        meeting=fresh(meeting), part=part(meeting, PartKind.DECISION), proposal=proposal, by=harbour.tom, now=now
    )
    assert "You said: I agree" in text_of(client_of(harbour.asha).get(room(meeting)))
    press(harbour, meeting, proposal, "close-decision")
    assert Proposal.objects.get().state == ProposalState.OPEN, "who writes has until the day that was said"
    assert Position.objects.count() == 1
