"""What happens at one tap is said before it: what exactly, to whom, who hears of it, and how it is undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.circles.choices import Power
from handinhand.circles.models import Invitation, OwnRule
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import answers, planning
from handinhand.meetings.choices import AnswerKind, MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.changes import announced
from tests.browsing import client_of, send, text_of
from tests.cast import make_group
from tests.meetings.rooms import make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both]
EXACTLY = "What will happen, exactly"


@pytest.fixture
def today():
    return timezone.now()


def change_rule(group, *, agree: int, notice_days: int = 0) -> None:
    given = {"agree": agree, "for_themselves": 0, "for_organisations": 0, "notice_days": notice_days}
    OwnRule.objects.create(
        circle=group.circle, power=Power.INVITE, decision_id="bcdfghjkmnpq", since=timezone.now(), **given
    )


def test_an_invitation_says_what_it_does_and_does_that(harbour, today):
    client, address = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/invite/"
    before = text_of(client.get(address))
    assert EXACTLY in before
    assert "An invitation is there at once" in before
    assert "Each of us can take an invitation back. Whoever joined by it before that stays." in before
    send(client, address)
    assert Invitation.objects.filter(circle=harbour.circle).count() == 1
    assert Entry.objects.filter(circle=harbour.circle, power=Power.INVITE).count() == 1


@pytest.mark.parametrize(("agree", "days"), [(2, 0), (1, 3)])
def test_where_the_circle_is_asked_first_the_page_says_so_and_nothing_is_made(harbour, agree, days):
    change_rule(harbour, agree=agree, notice_days=days)
    client, address = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/invite/"
    before = text_of(client.get(address))
    assert "Until enough of us say yes, there is no invitation." in before
    assert "An invitation is there at once" not in before
    assert ("It takes a yes of two of us." in before) is (agree == 2)
    send(client, address)
    assert not Invitation.objects.filter(circle=harbour.circle).exists()


def test_whoever_is_alone_in_a_circle_invites_at_once_whatever_its_rule(today):
    alone = make_group(name="A circle of one", now=today, people=("Tom",))
    change_rule(alone, agree=3)
    client, address = client_of(alone.members["Tom"]), f"/c/{alone.circle.public_id}/invite/"
    assert "An invitation is there at once" in text_of(client.get(address))
    send(client, address)
    assert Invitation.objects.filter(circle=alone.circle).count() == 1


def pages_of_change(meeting: Meeting) -> list[str]:
    part = meeting.parts.order_by("position")[0]
    at = f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}"
    return [
        f"{at}/details/",
        f"{at}/parts/",
        f"{at}/parts/new/",
        f"{at}/parts/{part.public_id}/",
        f"{at}/parts/{part.public_id}/remove/",
    ]


def test_a_late_change_of_a_plan_says_who_counts_on_it_and_what_they_read(harbour, today):
    meeting = make_meeting(harbour, now=today + timedelta(hours=40))
    for name, kind in {"Tom": AnswerKind.COMING, "Sam": AnswerKind.WRITING, "Nia": AnswerKind.NOT_THIS_TIME}.items():
        answers.answer(meeting=meeting, by=harbour.members[name], kind=kind, now=today)
    client = client_of(harbour.dee)
    for address in pages_of_change(meeting):
        page = text_of(client.get(address))
        assert EXACTLY in page, address
        assert "So far two of us said that they take part." in page
        assert "Each of us can change it back." in page
        assert "Everyone is invited already." not in page
    given = {"title": "A first visit", "why": "", "starts_at": meeting.starts_at, "place": "", "opening_question": ""}
    planning.change_details(meeting=meeting, by=harbour.dee, now=today, **given)
    assert announced(Meeting.objects.get(pk=meeting.pk))[0].who == "Dee"


@pytest.mark.parametrize("when", ["later", "draft", "past"])
def test_with_more_time_or_nobody_invited_it_is_not_there(harbour, today, when):
    hours = {"later": 49, "draft": 40, "past": -1}[when]
    meeting = make_meeting(harbour, now=today + timedelta(hours=hours))
    if when == "draft":
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.DRAFT, planned_by=harbour.dee)
    page = text_of(client_of(harbour.dee).get(pages_of_change(meeting)[0]))
    assert EXACTLY not in page
    assert ("Everyone is invited already." in page) is (when != "draft")
