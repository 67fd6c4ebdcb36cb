"""What is asked in a meeting and answered without names: opened by whoever holds it, as of when it began."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.meetings.actions import rooms, series
from handinhand.meetings.actions.unnamed import ask_in_meeting, open_without_names
from handinhand.unnamed.choices import BoxState
from handinhand.unnamed.models import Unnamed
from handinhand.unnamed.queries import box_for
from handinhand.unnamed.rules import NotNow
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import NAMES, Group
from tests.meetings.plans import fresh as fresh_plan
from tests.meetings.rooms import begin, fresh, make_meeting
from tests.unnamed.boxes import allow, answered
from tests.unnamed.boxes import fresh as fresh_box

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HOUR = timedelta(hours=1)
FIVE = NAMES[:5]


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def meeting(harbour: Group, today):
    allow(harbour, now=today)
    return begin(harbour, now=today, come=FIVE)


def ask(meeting, harbour: Group, *, now):
    given = {"question": "What do we not say?", "choices": [], "is_scale": False}
    return ask_in_meeting(meeting=meeting, by=harbour.dee, now=now, **given)


def test_whoever_holds_it_opens_it_and_the_times_are_the_meetings(harbour, meeting, today):
    box = ask(meeting, harbour, now=today + HOUR)
    for name in FIVE:
        answered(harbour, box, name, now=today + HOUR)
    with pytest.raises(rooms.NotNow):
        open_without_names(meeting=meeting, by=harbour.dee, box_id=box.public_id)
    open_without_names(meeting=meeting, by=harbour.tom, box_id=box.public_id)
    opened = Words.objects.filter(unnamed__box=box)
    assert {(each.author_id, each.shared_at) for each in opened} == {(None, meeting.starts_at)}
    assert {each.body for each in opened} == {f"An answer that {name} gives." for name in FIVE}
    assert box_for(viewer=harbour.ravi, box_id=box.public_id) is None


def test_what_nobody_opened_opens_as_the_meeting_closes(harbour, meeting, today):
    five, four = ask(meeting, harbour, now=today), ask(meeting, harbour, now=today)
    for box, names in ((five, FIVE), (four, FIVE[:4])):
        for name in names:
            answered(harbour, box, name, now=today)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=today + HOUR)
    assert (fresh_box(five).state, fresh_box(four).state) == (BoxState.OPENED, BoxState.FEW)
    assert Unnamed.objects.filter(box=five).count() == 5
    assert fresh_box(five).opened_at == meeting.starts_at


def test_a_meeting_that_is_called_off_opens_nothing_and_loses_nothing(harbour, today):
    allow(harbour, now=today)
    meeting = make_meeting(harbour, now=today + timedelta(days=9))
    for name in FIVE:
        from_plan(meeting, harbour, name)
    box = ask(meeting, harbour, now=today)
    for name in FIVE:
        answered(harbour, box, name, now=today)
    series.not_to_be(meeting=fresh_plan(meeting), now=today)
    assert fresh_box(box).state == BoxState.FEW
    with pytest.raises(NotNow):
        ask(fresh(meeting), harbour, now=today)


def from_plan(meeting, harbour: Group, name: str) -> None:
    from_page = send(
        client_of(harbour.members[name]),
        f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/answer/",
        answer="coming",
    )
    assert from_page.status_code == 302, text_of(from_page)


def test_the_pages_ask_answer_and_open(harbour, meeting, today):
    address = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/without-names/"
    dee = client_of(harbour.dee)
    asked = send(dee, address, question="What do we not say?", how="words", choices="")
    box_address = asked["Location"]
    for number, name in enumerate(FIVE):
        given = {"text": f"{name} wrote.", "phrase": f"1,2,3,4,5,{number}"}
        page = text_of(send(client_of(harbour.members[name]), box_address, **given))
        assert "It is kept, without your name" in page
    holds = text_of(client_of(harbour.tom).get(address))
    assert "Open all answers together" in holds
    assert "Open all answers together" not in text_of(dee.get(address))
    box_id = box_address.rstrip("/").rsplit("/", 1)[-1]
    send(client_of(harbour.tom), f"{address}{box_id}/open/")
    opened = text_of(dee.get(box_address))
    assert all(f"{name} wrote." in opened for name in FIVE)
    assert "Say first that you take part" in text_of(client_of(harbour.ravi).get(address))
