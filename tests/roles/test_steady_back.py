"""The steady seat of a role, handed back for one meeting, is open for that meeting, to whoever handed it back, too."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from handinhand.meetings.models import Meeting
from handinhand.roles import actions
from handinhand.roles.actions import RoleStays
from handinhand.roles.choices import Place, Seats
from handinhand.roles.models import Loan
from handinhand.roles.queries import seeing
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.roles.lent import coming

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def today() -> datetime:
    return timezone.now()


@pytest.fixture
def meeting(harbour: Group, today: datetime) -> Meeting:
    """Dee welcomes for a term, Sam at this meeting."""
    found = coming(harbour, now=today)
    actions.change(by=harbour.tom, ref="welcome", name="", takes="", seats=Seats.STEADY, now=today)
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + timedelta(days=60)).date(), now=today)
    actions.take_on(by=harbour.sam, ref="welcome", meeting_id=found.public_id, now=today)
    return found


def seats_in(group: Group, now: datetime) -> dict[str, str]:
    shown = seeing.one_role(viewer=group.tom, ref="welcome", now=now).meetings[0].lent
    return {each.place: each.who.name for each in shown}


def can_take(group: Group, name: str, now: datetime) -> bool:
    return seeing.one_role(viewer=group.members[name], ref="welcome", now=now).meetings[0].can_take


@pytest.mark.parametrize("name", ["Tom", "Dee"])
def test_handed_back_for_one_meeting_it_is_open_for_it(harbour: Group, today, meeting: Meeting, name: str):
    term = Loan.objects.get(member=harbour.dee)
    assert not can_take(harbour, "Tom", today)
    with pytest.raises(RoleStays):
        actions.take_on(by=harbour.tom, ref="welcome", meeting_id=meeting.public_id, now=today)
    dee, at = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/roles/welcome/"
    answer = send(dee, f"{at}hand-back/", loan=term.public_id, meeting=meeting.public_id)
    assert "It is open again" in text_of(dee.get(answer["Location"]))
    assert seats_in(harbour, today) == {Place.ROTATING: "Sam"}
    assert not can_take(harbour, "Sam", today)
    assert can_take(harbour, name, today)
    actions.take_on(by=harbour.members[name], ref="welcome", meeting_id=meeting.public_id, now=today)
    assert seats_in(harbour, today) == {Place.ROTATING: "Sam", Place.STEADY: name}
    for other in ("Asha", "Dee"):
        assert not can_take(harbour, other, today)
    term.refresh_from_db()
    assert term.ended_at is None, "the term goes on"


def test_it_can_be_drawn_for_that_meeting(harbour: Group, today, meeting: Meeting):
    term = Loan.objects.get(member=harbour.dee)
    with pytest.raises(RoleStays, match="Somebody holds this already"):
        actions.open_draw(by=harbour.tom, ref="welcome", days=1, meeting_id=meeting.public_id, now=today)
    actions.hand_back(by=harbour.dee, loan_id=term.public_id, meeting_id=meeting.public_id, now=today)
    assert actions.open_draw(by=harbour.tom, ref="welcome", days=1, meeting_id=meeting.public_id, now=today)
