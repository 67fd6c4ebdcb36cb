"""Looking round before the day: the empty room as it will look, where nothing can be sent and nobody knows."""

import re
from datetime import datetime

import pytest
from django.apps import apps
from django.test import Client

from handinhand.meetings.actions import answers
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Meeting, Part
from tests.cast import Group
from tests.meetings.plans import add, client_of, invited
from tests.meetings.rooms import begin, go

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def at(meeting: Meeting, *more: str) -> str:
    return "/".join(["/c", meeting.circle.public_id, "meetings", meeting.public_id, "look-round", *more, ""])


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row there is, but for the visits of browsers."""
    models = [model for model in apps.get_models() if model._meta.app_label != "sessions"]
    return {model._meta.label: sorted(model._base_manager.values_list(), key=str) for model in models}


def walk(browser: Client, meeting: Meeting) -> dict[str, str]:
    """The picture of every part, by its kind."""
    parts = Part.objects.filter(meeting=meeting).order_by("position")
    return {part.kind: browser.get(at(meeting, part.public_id)).text for part in parts}


def picture(page: str) -> str:
    return page[page.index('<div class="picture">') : page.index("</main>")]


def test_the_walk_says_what_happens_who_holds_what_and_how_to_pass_and_step_out(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    text = client_of(harbour.dee).get(at(meeting)).text
    for said in (
        "Nobody can tell that you looked.",
        "The harbour hall",
        "It takes 90 minutes with breaks.",
        "Whoever begins the meeting holds it first.",
        "you press “Pass for now”",
        "Step out: the button is there in every part.",
        "One person at a time. Everyone may pass, and is asked again at the end.",
        "We read back what was promised. Then we go home.",
    ):
        assert said in text


def test_every_part_shows_the_buttons_and_boxes_of_the_real_room(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    add(meeting, by=harbour.asha, now=now)
    seen = walk(client_of(harbour.dee), meeting)
    assert set(seen) == {"arriving", "talk", "round", "ideas", "break", "decision", "leaving"}
    for kind, shows in {
        "arriving": ("How am I?", "Share it"),
        "talk": ("Raise my hand", "Keep it to myself"),
        "round": ("You have the turn", "I have finished", "Pass for now"),
        "ideas": ("Add my idea",),
        "break": ("Time to rest, move, or have some tea.",),
        "decision": ("Write a proposal", "stand aside"),
        "leaving": ("I want to promise something",),
    }.items():
        assert not [each for each in (*shows, "Step out") if each not in seen[kind]], kind
        assert "You are looking round" in seen[kind]


def test_nothing_in_a_picture_can_be_sent_or_followed(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    add(meeting, by=harbour.asha, now=now, title='"><form action="/x"><a href="/y">')
    for kind, page in walk(client_of(harbour.dee), meeting).items():
        shown = picture(page)
        assert not re.search(r'<form|<input type="hidden"|data-stay|data-follow|<a [^>]*href', shown), kind
        assert "csrfmiddlewaretoken" not in shown
        buttons = re.findall(r"<button[^>]*>", shown)
        assert buttons
        assert all('type="button"' in each for each in buttons)
        assert "data-ticket" not in page


def test_looking_writes_nothing_and_nobody_can_tell(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    answers.answer(meeting=meeting, by=harbour.dee, kind=AnswerKind.COMING, now=now)
    dee, tom = client_of(harbour.dee), client_of(harbour.tom)
    plan = at(meeting).replace("look-round/", "")
    without_keys = re.compile(r'value="[^"]*"|data-ticket="[^"]*"')
    before, told = everything(), without_keys.sub("", tom.get(plan).text)
    dee.get(at(meeting))
    walk(dee, meeting)
    assert everything() == before
    assert without_keys.sub("", tom.get(plan).text) == told


def test_the_empty_room_is_empty_while_the_real_one_is_not(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now, come=("Tom", "Dee")), "talk", by=harbour.tom, now=now)
    for page in walk(client_of(harbour.dee), meeting).values():
        assert ">Tom</bdi>" not in picture(page).replace("Tom holds this meeting", "")


def test_nobody_can_send_anything_to_the_empty_room(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    part = Part.objects.filter(meeting=meeting).order_by("position")[0]
    before = everything()
    answer = client_of(harbour.dee).post(at(meeting, part.public_id), {"body": "Hello there"})
    assert answer.status_code == 405
    assert everything() == before
