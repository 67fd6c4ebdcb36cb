"""A proposal that is among other people than those of the meeting that takes it up."""

import pytest

from handinhand.decisions.actions import close_positions, open_positions, propose, take_position
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Proposal
from handinhand.meetings.actions import rooms, said
from handinhand.meetings.choices import PartKind
from tests.browsing import client_of, send, text_of
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SECRET = "Only those who were at the first meeting read this."


def room(meeting) -> str:
    return f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}/room/"


@pytest.fixture
def earlier(harbour, now):
    """A proposal of a meeting that Tom and Dee were at, which waits."""
    meeting = begin(harbour, now=now, come=("Tom", "Dee"))
    proposal = propose(circle=harbour.circle, scope=meeting.scope, by=harbour.tom, text=SECRET, now=now)
    rooms.close(meeting=meeting, by=harbour.tom, now=now)
    return proposal


@pytest.fixture
def meeting(harbour, now, earlier):
    """A later meeting, in its part for deciding, with two more people."""
    return go(begin(harbour, now=now), PartKind.DECISION, by=harbour.tom, now=now)


def test_taken_up_it_is_decided_by_its_own_people_and_the_room_is_there_for_all(harbour, now, earlier, meeting):
    answer = send(
        client_of(harbour.tom),
        f"{room(meeting)}do/take-up/",
        proposal=earlier.public_id,
        part=part(meeting, PartKind.DECISION).public_id,
    )
    assert answer.status_code == 302
    assert SECRET in text_of(client_of(harbour.dee).get(room(meeting)))
    for other in (harbour.asha, harbour.marcus):
        page = client_of(other).get(room(meeting))
        assert page.status_code == 200
        assert "Part for decision" in text_of(page)
        assert SECRET not in text_of(page)
    rooms.hold(meeting=fresh(meeting), by=harbour.asha, now=now)
    assert client_of(harbour.asha).get(room(meeting)).status_code == 200


def test_another_one_taken_up_instead_lets_it_wait_for_another_time(harbour, now, earlier, meeting):
    here = part(meeting, PartKind.DECISION)
    said.take_up(meeting=meeting, part=here, proposal=earlier, by=harbour.tom, now=now)
    ours = propose(circle=harbour.circle, scope=meeting.scope, by=harbour.asha, text="Tea first.", now=now)
    said.take_up(meeting=meeting, part=part(meeting, PartKind.DECISION), proposal=ours, by=harbour.tom, now=now)
    states = dict(Proposal.objects.values_list("pk", "state"))
    assert states == {earlier.pk: ProposalState.PROPOSED, ours.pk: ProposalState.OPEN}


def test_one_decided_among_others_is_told_so_where_somebody_tries_to_take_it_up(harbour, now, earlier, meeting):
    open_positions(proposal=earlier, by=harbour.tom, now=now)
    for who in (harbour.tom, harbour.dee):
        take_position(proposal=earlier, by=who, kind="agree", now=now)
    rule = harbour.circle.decision_rule
    rule.share_percent = 25
    rule.save()
    close_positions(proposal=earlier, by=harbour.tom, now=now)
    assert Proposal.objects.get(pk=earlier.pk).state == ProposalState.ADOPTED
    rooms.hold(meeting=fresh(meeting), by=harbour.asha, now=now)
    asha = client_of(harbour.asha)
    here = part(meeting, PartKind.DECISION).public_id
    answer = send(asha, f"{room(meeting)}do/take-up/", proposal=earlier.public_id, part=here)
    assert answer.status_code == 302
    assert "This is for the people whom it was proposed to." in text_of(asha.get(room(meeting)))


def test_who_will_see_a_concern_is_said_of_the_people_it_goes_to(harbour, now, meeting):
    everybody = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="Our own mugs.", now=now)
    here = part(meeting, PartKind.DECISION)
    said.take_up(meeting=meeting, part=here, proposal=everybody, by=harbour.tom, now=now)
    tom = client_of(harbour.tom)
    page = text_of(tom.get(room(meeting)))
    box = page[page.index('id="position"') : page.index('id="take-position"')]
    question = page[page.index('id="ask"') : page.index('id="ask-it"')]
    for words in (box, question):
        assert "people in this circle can see this, with your name" in words
        assert "this meeting can see" not in words
    ours = propose(circle=harbour.circle, scope=meeting.scope, by=harbour.tom, text="Tea first.", now=now)
    said.take_up(meeting=fresh(meeting), part=part(meeting, PartKind.DECISION), proposal=ours, by=harbour.tom, now=now)
    page = text_of(tom.get(room(meeting)))
    assert (
        "Everyone in this meeting can see this" in page[page.index('id="position"') : page.index('id="take-position"')]
    )
