"""What was loaded from the real meetings, as somebody who joined by the printed link sees it."""

import re
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from handinhand.circles.models import Member
from handinhand.meetings.actions.load import LoadResult, load
from handinhand.meetings.models import Meeting
from handinhand.meetings.reading import read_file
from tests.browsing import send, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]

REAL = Path(__file__).parent / "real_meetings.json"


@pytest.fixture
def loaded(db: None, now: datetime):
    with time_machine.travel(now, tick=True):
        yield load(loaded=read_file(REAL), now=now)


@pytest.fixture
def dee(loaded: list[LoadResult]) -> Client:
    """Dee, who came by the way in that `load-meeting` prints."""
    client = Client()
    link = reverse("circles:join", args=[loaded[0].token])
    first = text_of(client.get(link))
    assert loaded[0].circle.name in first
    chosen = {"my_name": "Dee", "shape": "wave", "colour": "leaf", "standing": "for_myself", "organisation": ""}
    send(client, link, **chosen)
    assert Member.objects.get().name == "Dee"
    return client


def page(client: Client, name: str, meeting: Meeting) -> str:
    return said(client, reverse(f"meetings:{name}", args=[meeting.circle.public_id, meeting.public_id]))


def said(client: Client, address: str) -> str:
    """The words of a page, one after the other."""
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(client.get(address))).split())


def test_a_meeting_that_was_held_says_what_was_heard_asked_and_answered(loaded: list[LoadResult], dee: Client) -> None:
    spring, summer = (page(dee, "summary", each.meeting) for each in loaded)
    assert "Most here want the same things Said in the meeting" in spring
    assert "54 clients with complex needs are engaged Said in the meeting" in summer
    assert "before and after, to show the wider effect Asked, and nobody has taken it on yet" in summer
    answered = "Say what we mean by systems change Asked, and answered · A definition of our own was written"
    assert answered in summer
    assert "Open this promise" in summer


def test_what_was_asked_and_answered_stands_among_the_promises(loaded: list[LoadResult], dee: Client) -> None:
    told = said(dee, reverse("promises:list", args=[loaded[0].circle.public_id]))
    still_open, _, came_of = told.partition("What came of it")
    assert still_open.count("Asked, and nobody has taken it on yet Take it on, or answer it") == 2
    assert came_of.count("Asked, and answered · 4 July 2023") == 3
    assert "nobody has taken it on" not in came_of


def test_one_like_it_is_planned_with_its_parts_questions_and_topics(loaded: list[LoadResult], dee: Client) -> None:
    spring = loaded[0].meeting
    told = page(dee, "plan", spring)
    assert "This meeting has been." in told
    assert "Plan one like this" in told
    address = reverse("meetings:like_this", args=[spring.circle.public_id, spring.public_id])
    send(dee, address, day="2026-12-03", clock="14:00")
    planned = page(dee, "plan", Meeting.objects.exclude(pk__in=[each.meeting.pk for each in loaded]).get())
    for part in spring.parts.all():
        assert f"{part.title} · {part.minutes} minutes" in planned
    assert "Women experiencing domestic abuse" in planned
    assert "Touches on: criminal justice, care" in planned
    assert "Thursday 3 December 2026, about 2 p.m. to 4:15 p.m." in planned
    assert "Most here want the same things" not in planned
