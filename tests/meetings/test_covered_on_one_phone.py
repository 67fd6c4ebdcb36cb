"""What is covered stands on the room's phone no more, whoever wrote it and whoever carries the phone."""

import pytest
from django.utils import timezone

from handinhand.circles.actions.covering import cover, uncover
from handinhand.decisions.actions import propose
from handinhand.meetings.actions import phones, said
from handinhand.meetings.choices import PartKind
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BODY = "The house with the green door is where she lives."
MAY = "We meet in May at her house."


def the_phone(harbour: Group, keeper, meeting):
    """The phone of whoever keeps the notes, as the room's, and its address."""
    phones.carry(meeting=fresh(meeting), by=keeper, now=timezone.now())
    client, address = client_of(keeper), f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/phone/"
    send(client, f"{address}carry/")
    return lambda: text_of(client.get(address))


@pytest.fixture
def meeting(harbour: Group):
    """Tom holds it; people talk."""
    meeting = begin(harbour, now=timezone.now(), come=("Tom", "Asha", "Dee"))
    return go(meeting, PartKind.TALK, by=harbour.tom, now=timezone.now())


@pytest.mark.parametrize("author", ["dee", "asha"])
def test_words_that_were_covered_are_gone_from_it_for_as_long(harbour: Group, meeting, author):
    now = timezone.now()
    by = getattr(harbour, author)
    phone = the_phone(harbour, harbour.asha, meeting)
    kept = said.say(meeting=fresh(meeting), part=meeting.current, by=by, body=BODY, keep=False, now=now, question=None)
    assert BODY in phone()
    cover(words=kept.words, by=harbour.tom, now=now)
    page = phone()
    assert BODY not in page
    assert page.count("Something is covered here.") == 1
    kept.words.refresh_from_db()
    uncover(words=kept.words, by=harbour.tom, now=now)
    assert BODY in phone()
    assert "Something is covered here." not in phone()


@pytest.mark.parametrize("is_taken_up", [False, True])
def test_a_proposal_that_was_covered_is_read_there_by_nobody(harbour: Group, meeting, is_taken_up):
    now = timezone.now()
    phone = the_phone(harbour, harbour.tom, meeting)
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=MAY, now=now)
    current = go(meeting, PartKind.DECISION, by=harbour.tom, now=now)
    if is_taken_up:
        over = part(meeting, PartKind.DECISION)
        said.take_up(meeting=current, part=over, proposal=proposal, by=harbour.tom, now=now)
    assert MAY in phone()
    cover(words=proposal.words, by=harbour.dee, now=now)
    assert MAY not in phone()
    assert "Something is covered here." in phone()
