"""The Harbour Circle is what we say it is, whenever somebody looks."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from handinhand.circles.actions import leave
from handinhand.circles.choices import Standing
from handinhand.circles.models import Member
from handinhand.fairness.pacing import PlannedPart, read
from handinhand.ground.keeping import ensure_key
from handinhand.ground.models import Circle, Person
from handinhand.home import harbour
from handinhand.home.actions import ensure_demonstration
from handinhand.meetings.choices import AnswerKind, MeetingState, PartKind
from handinhand.meetings.models import Answer, Attendance, Meeting, Said
from handinhand.people.queries import demonstration_link
from handinhand.promises.models import Promise
from tests.browsing import client_of, text_of

pytestmark = [pytest.mark.django_db]

HOURS = [
    datetime(2026, 11, 24, 18, 0, tzinfo=UTC),
    datetime(2026, 11, 24, 23, 50, tzinfo=UTC),
    datetime(2026, 11, 25, 0, 20, tzinfo=UTC),
    datetime(2026, 7, 1, 2, 3, 4, 5, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 0, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 20, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 20, tzinfo=UTC),
    datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
]


def words_of(client: Client, address: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(client.get(address))).split())


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_it_is_in_the_middle_of_the_round_of_a_meeting_that_happens_now(now):
    people = ensure_demonstration(now=now)
    assert len(people) == 8
    assert [each.name for each in people if each.standing == Standing.FOR_ORGANISATION] == ["Asha", "Marcus"]
    meeting = Meeting.objects.get(state=MeetingState.OPEN)
    parts = list(meeting.parts.order_by("position"))
    assert read([PlannedPart(part.kind, part.minutes, part.title) for part in parts]) == []
    assert meeting.current.kind == PartKind.ROUND
    before = timedelta(minutes=sum(part.minutes for part in parts if part.position < meeting.current.position))
    assert meeting.starts_at == meeting.opened_at
    assert timedelta() <= now - (meeting.starts_at + before) < timedelta(minutes=5)
    assert Attendance.objects.filter(meeting=meeting).count() == 7
    assert Answer.objects.filter(meeting=meeting, kind=AnswerKind.COMING).count() == 7
    assert Said.objects.filter(meeting=meeting).latest("pk").words.written_at <= now


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_one_meeting_is_behind_it_and_one_ahead(now):
    people = {each.name: each for each in ensure_demonstration(now=now)}
    behind = Meeting.objects.get(state=MeetingState.CLOSED)
    ahead = Meeting.objects.get(state=MeetingState.INVITED)
    assert behind.starts_at == behind.opened_at < behind.closed_at < now - timedelta(days=20)
    assert now + timedelta(days=8) < ahead.starts_at < now + timedelta(days=10)
    for promise in Promise.objects.all():
        assert behind.opened_at <= promise.made_at <= behind.closed_at
        assert promise.answered_at is not None or promise.by_when > now.date()
    assert Promise.objects.filter(answered_at=None).count() == 2
    assert Promise.objects.get(answered_at__isnull=False).by == people["Marcus"]


def test_pages_say_so(now):
    with time_machine.travel(now, tick=True):
        tom = client_of(next(each for each in ensure_demonstration(now=now) if each.name == "Tom"))
        today = words_of(tom, "/")
        assert "Happening now What makes a first visit feel safe You said: I will come" in today
        meeting = Meeting.objects.get(state=MeetingState.OPEN)
        plan = words_of(tom, reverse("meetings:plan", args=[meeting.circle.public_id, meeting.public_id]))
        assert "Tuesday 24 November 2026, about 5:10 p.m. to 7:25 p.m." in plan
        behind = Meeting.objects.get(state=MeetingState.CLOSED)
        told = words_of(tom, reverse("meetings:summary", args=[behind.circle.public_id, behind.public_id]))
        assert "It can, on Tuesdays and Thursdays, from January." in told
        assert "People come once, and then we never see them again." in told


def test_it_stays_for_the_day_and_is_new_on_the_next(now):
    first = ensure_demonstration(now=now)
    assert ensure_demonstration(now=now + timedelta(hours=10)) == first
    assert Circle.objects.count() == 1
    later = now + timedelta(days=1)
    fresh = ensure_demonstration(now=later)
    assert [each.name for each in fresh] == [each.name for each in first]
    assert {each.pk for each in fresh}.isdisjoint(each.pk for each in first)
    assert ensure_demonstration(now=later) == fresh
    assert Meeting.objects.filter(circle=fresh[0].circle).count() == 3


def test_links_of_yesterday_still_lead_somewhere(now, client: Client):
    tom = ensure_demonstration(now=now)[0]
    ensure_demonstration(now=now + timedelta(days=1))
    link = demonstration_link(tom.person).removeprefix("http://127.0.0.1:8000")
    with time_machine.travel(now + timedelta(days=1), tick=True):
        assert client.get(link, HTTP_HOST="localhost")["Location"] == "/"
        assert "Hello Tom" in words_of(client, "/")


def test_who_left_is_not_shown_and_when_all_left_it_begins_anew(now):
    people = ensure_demonstration(now=now)
    leave(by=people[0], now=now)
    assert ensure_demonstration(now=now) == people[1:]
    for each in people[1:]:
        leave(by=each, now=now)
    again = ensure_demonstration(now=now + timedelta(seconds=1))
    assert [each.name for each in again] == [each.name for each in people]


@pytest.mark.django_db(transaction=True)
def test_of_two_that_make_it_at_once_one_makes_it(now):
    ensure_key(create=True)
    start = threading.Barrier(2)
    found: list[list[int]] = []

    def make() -> None:
        start.wait(timeout=10)
        try:
            found.append([each.pk for each in ensure_demonstration(now=now)])
        finally:
            connection.close()

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert found[0] == found[1]
    assert (Member.objects.count(), Person.objects.count(), Circle.objects.count()) == (8, 8, 1)


def test_its_people_have_pages_asks_and_a_cup_of_tea_with_somebody(now):
    with time_machine.travel(now, tick=False):
        people = {each.name: each for each in ensure_demonstration(now=now)}
        circle = reverse("home:circle", args=[people["Tom"].circle.public_id])
        of_tom = f"{circle}members/{people['Tom'].public_id}/page/"
        tom, sam = (words_of(client_of(people[name]), of_tom) for name in ("Asha", "Sam"))
        assert "A walk, and nobody asking how I am." in tom
        assert "A walk, and nobody asking how I am." not in sam
        assert "You saw that Nia wanted to speak, and made room." in sam
        assert "Thank you for carrying the chairs." in words_of(client_of(people["Tom"]), f"{circle}my-page/")
        asks = words_of(client_of(people["Kit"]), f"{circle}asks/")
        assert "I can mend a bike on Saturdays." in asks
        assert "Touches on: housing offices Read it" in asks
        assert "Company, one morning." in asks
        assert "Somebody answered you." in words_of(client_of(people["Dee"]), f"{circle}asks/")
        for name in harbour.WOULD_LIKE_TEA:
            assert "a cup of tea, when you" in words_of(client_of(people[name]), f"{circle}tea/")
        assert "I would like to have tea with somebody" in words_of(client_of(people["Kit"]), f"{circle}tea/")
