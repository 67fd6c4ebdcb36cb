"""Who will be there: what is shown to those at a meeting with me is theirs only while there is such a meeting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.meetings.actions import answers, rooms, series
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Meeting
from handinhand.profiles import actions
from handinhand.profiles.choices import Sees
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.meetings.plans import fresh as fresh_meeting
from tests.meetings.plans import invited
from tests.meetings.rooms import begin
from tests.profiles.people import fresh, readers, write

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TEXT = "I sit near the door."


def answer(group: Group, meeting: Meeting, name: str, kind: AnswerKind = AnswerKind.COMING) -> None:
    answers.answer(meeting=fresh_meeting(meeting), by=fresh(group.members[name]), kind=kind, now=timezone.now())


def company_page(group: Group, meeting: Meeting, name: str) -> str:
    client = client_of(group.members[name])
    return text_of(client.get(f"/c/{group.circle.public_id}/meetings/{meeting.public_id}/who/"))


@pytest.mark.parametrize("line_first", [True, False])
def test_a_line_for_a_meetings_people_is_read_by_those_who_come_and_by_nobody_else(harbour: Group, line_first: bool):
    meeting = invited(harbour, now=timezone.now())
    if line_first:
        write(harbour.dee, TEXT, Sees.COMPANY, now=timezone.now())
        assert readers(harbour, harbour.dee, TEXT) == {"Dee"}
    for name, kind in (("Dee", AnswerKind.COMING), ("Asha", AnswerKind.WRITING), ("Sam", AnswerKind.NOT_THIS_TIME)):
        answer(harbour, meeting, name, kind)
    if not line_first:
        write(harbour.dee, TEXT, Sees.COMPANY, now=timezone.now())
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Asha"}
    assert TEXT in company_page(harbour, meeting, "Asha")
    for name in ("Sam", "Tom"):
        page = company_page(harbour, meeting, name)
        assert TEXT not in page
        assert "Once you say that you take part" in page
    answer(harbour, meeting, "Asha", AnswerKind.NOT_THIS_TIME)
    assert readers(harbour, harbour.dee, TEXT) == {"Dee"}
    answer(harbour, meeting, "Tom")
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Tom"}
    answer(harbour, meeting, "Dee", AnswerKind.NOT_THIS_TIME)
    assert readers(harbour, harbour.dee, TEXT) == {"Dee"}


def test_it_closes_when_the_meeting_closes_or_is_called_off_but_not_to_those_of_another_one(harbour: Group):
    write(harbour.dee, TEXT, Sees.COMPANY, now=timezone.now())
    held = begin(harbour, now=timezone.now(), come=("Tom", "Dee", "Asha"))
    off = invited(harbour, now=timezone.now())
    for name in ("Dee", "Asha", "Jo"):
        answer(harbour, off, name)
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Tom", "Asha", "Jo"}
    rooms.close(meeting=fresh_meeting(held), by=fresh(harbour.tom), now=timezone.now())
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Asha", "Jo"}
    series.call_off(meeting=fresh_meeting(off), by=fresh(harbour.asha), and_later=False, now=timezone.now())
    assert readers(harbour, harbour.dee, TEXT) == {"Dee"}
    assert TEXT not in company_page(harbour, off, "Asha")


def test_a_meeting_that_nobody_opened_is_over_by_itself(harbour: Group):
    write(harbour.dee, TEXT, Sees.COMPANY, now=timezone.now())
    meeting = invited(harbour, now=timezone.now())
    for name in ("Dee", "Asha"):
        answer(harbour, meeting, name)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(hours=20))
    actions.keep_all_company(now=timezone.now())
    assert readers(harbour, harbour.dee, TEXT) == {"Dee", "Asha"}
    actions.keep_all_company(now=timezone.now() + timedelta(hours=8))
    assert readers(harbour, harbour.dee, TEXT) == {"Dee"}


def test_the_sentence_names_them_and_the_page_shows_what_each_lets_be_seen(harbour: Group):
    meeting = invited(harbour, now=timezone.now())
    for name in ("Dee", "Asha", "Tom"):
        answer(harbour, meeting, name)
    write(harbour.dee, TEXT, Sees.COMPANY, now=timezone.now())
    write(harbour.tom, "For me alone.", Sees.ME, now=timezone.now())
    write(harbour.tom, "For everybody.", now=timezone.now())
    mine = text_of(client_of(harbour.dee).get(f"/c/{harbour.circle.public_id}/my-page/"))
    assert "who will be at a meeting with you can see this. For now: Tom and Asha." in mine
    page = company_page(harbour, meeting, "Asha")
    assert TEXT in page
    assert "For everybody." in page
    assert "For me alone." not in page
    plan = text_of(client_of(harbour.asha).get(f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/"))
    assert f"/meetings/{meeting.public_id}/who/" in plan
