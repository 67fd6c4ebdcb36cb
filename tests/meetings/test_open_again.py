"""Where somebody who holds something rests, or left and came back, every page says so: open again, without blame."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.meetings.actions import roles, rooms
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import PartKind, Role
from handinhand.meetings.models import Meeting
from handinhand.people import actions
from handinhand.people.choices import AskKind
from handinhand.people.models import Commitment
from handinhand.words.actions import let_see
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.meetings.plans import sent
from tests.meetings.rooms import begin, fresh, go, make_meeting, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BEFORE_IT_OPENS = timedelta(minutes=10)
HELD = (Role.HOLD, Role.NOTES, Role.CARE, Role.SECOND)


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def meeting(harbour: Group, today) -> Meeting:
    """A meeting whose room opens now, held by Dee and Sam."""
    meeting = make_meeting(harbour, now=today + BEFORE_IT_OPENS)
    for role, member in zip(HELD, (harbour.dee, harbour.dee, harbour.dee, harbour.sam), strict=True):
        roles.take(meeting=meeting, by=member, role=role, now=today)
    for member in (harbour.tom, harbour.dee):
        let_see(scope=meeting.scope, person=member.person)
    return fresh(meeting)


def look(member, meeting: Meeting, page: str) -> str:
    return text_of(client_of(member).get(f"/c/{member.circle.public_id}/meetings/{meeting.public_id}/{page}"))


def pages(meeting: Meeting) -> list[str]:
    walk = [f"look-round/{each.public_id}/" for each in meeting.parts.all()]
    return ["", "room/", "look-round/", "paper/", "paper/?letters=large", *walk]


def test_every_page_before_it_opens_names_a_holder_and_no_resting_one(harbour, meeting, today):
    named = [each for each in pages(meeting) if "Dee" in look(harbour.tom, meeting, each)]
    assert {"", "room/", "look-round/", "paper/"} < set(named)
    actions.begin_rest(by=harbour.dee.person, begins_at=today, ends_at=None, is_shown=False, now=today)
    for page in pages(meeting):
        assert "Dee" not in look(harbour.tom, meeting, page), page
    room = look(harbour.tom, meeting, "room/")
    assert "Nobody looks after care yet" in room
    assert "Whoever begins the meeting holds it first. Anybody can pick that up later." in room
    assert "/holds/notes/take/" in room
    assert "You look after care" in look(harbour.dee, meeting, "room/"), "it is hers, as she sees it"
    actions.come_back(by=harbour.dee.person, now=timezone.now())
    assert [each for each in pages(meeting) if "Dee" in look(harbour.tom, meeting, each)] == named


def test_what_others_see_is_the_same_as_if_it_was_handed_back(harbour, meeting, today):
    """Nobody can tell a rest from handing back: not on any page, byte for byte, and nothing says who rests."""

    def seen() -> list[str]:
        client = client_of(harbour.tom)
        at = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/"
        return [_bare(client.get(at + page).content.decode()) for page in pages(meeting)]

    actions.begin_rest(by=harbour.dee.person, begins_at=today, ends_at=None, is_shown=False, now=today)
    resting = seen()
    actions.come_back(by=harbour.dee.person, now=timezone.now())
    for role in (Role.HOLD, Role.NOTES, Role.CARE):
        roles.hand_back(meeting=meeting, by=harbour.dee, role=role, now=today)
    assert seen() == resting


def _bare(page: str) -> str:
    """A page without what is new at every look: its keys and tickets."""
    lines = page.replace(">", ">\n").splitlines()
    return "\n".join(each for each in lines if "csrf" not in each and 'name="key"' not in each and "ticket" not in each)


def test_a_meeting_that_goes_on_is_handed_back_and_picked_up(harbour, today):
    meeting = begin(harbour, now=today, come=("Tom", "Dee"))
    roles.hand_back(meeting=meeting, by=harbour.dee, role=Role.HOLD, now=today)
    assert fresh(meeting).holder == harbour.tom, "only whoever holds it hands it back"
    tom = client_of(harbour.tom)
    at = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/"
    room = text_of(tom.get(at + "room/"))
    assert "The meeting goes on. Anybody who came in can pick it up, you too. Nobody asks why." in room
    for _twice in range(2):
        assert tom.post(at + "holds/hold/hand-back/", sent(page="room")).url == at + "room/"
    assert fresh(meeting).holder is None
    assert not Commitment.objects.filter(kind=AskKind.HOLD_MEETING).exists()
    for name in ("Tom", "Dee"):
        assert "Nobody holds this meeting now. Anybody can pick it up." in look(harbour.members[name], meeting, "room/")
    with pytest.raises(NotNow, match="in-the-room"):
        roles.take(meeting=fresh(meeting), by=harbour.dee, role=Role.HOLD, now=today)
    with pytest.raises(NotNow, match="holder"):
        rooms.close(meeting=fresh(meeting), by=harbour.tom, now=today)
    rooms.hold(meeting=fresh(meeting), by=harbour.dee, now=today)
    assert fresh(meeting).holder == harbour.dee
    assert Commitment.objects.get(kind=AskKind.HOLD_MEETING).person == harbour.dee.person
    assert go(fresh(meeting), PartKind.LEAVING, by=harbour.dee, now=today).current == part(meeting, PartKind.LEAVING)
