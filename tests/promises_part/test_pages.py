"""The pages of promises: who gets them, what they say, bad input, and what they cost."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handinhand.circles.actions import leave
from handinhand.ground.paging import A_PAGE
from handinhand.promises import actions
from handinhand.promises.choices import AnswerKind
from handinhand.promises.models import Promise
from handinhand.words import actions as words_actions
from handinhand.words.choices import ScopeKind
from tests.browsing import client_of, send, text_of
from tests.cast import Group, add_member

pytestmark = pytest.mark.django_db

MUGS = "I will ask about the mugs."
ROOM = "bcdfghjkmnpq"


@pytest.fixture(autouse=True)
def on_the_day(now):
    with time_machine.travel(now, tick=True):
        yield


def at(group: Group, name: str, *ids: str) -> str:
    return reverse(f"promises:{name}", args=[group.circle.public_id, *ids])


def promised(harbour: Group, now, by="tom", **more) -> Promise:
    given = {"scope": harbour.scope, "text": MUGS, "by_when": date(2026, 12, 12), **more}
    return actions.make(circle=harbour.circle, by=getattr(harbour, by) if by else None, now=now, **given)


def test_promise_answer_and_read_it(harbour: Group):
    tom, dee = client_of(harbour.tom), client_of(harbour.dee)
    page = text_of(tom.get(at(harbour, "list")))
    assert "people in this circle can see this, with your name" in page
    assert harbour.circle.limits in page
    assert send(tom, at(harbour, "make"), text=MUGS, by_when="2026-12-12").headers["Location"] == at(harbour, "list")
    promise = Promise.objects.get()
    listed = text_of(dee.get(at(harbour, "list")))
    assert MUGS in listed
    assert "by 12 December 2026" in listed
    one = at(harbour, "promise", promise.public_id)
    assert "It stays in view until Tom says what came of it." in text_of(dee.get(one))
    assert "Say what came of it" not in text_of(dee.get(one))
    assert (
        send(tom, at(harbour, "answer", promise.public_id), kind="done", text="On the shelf.").headers["Location"]
        == one
    )
    assert "On the shelf." in text_of(dee.get(one))
    assert "On the shelf." in text_of(dee.get(at(harbour, "list")))


def test_changed_shows_the_promise_that_follows(harbour: Group, now):
    promise = promised(harbour, now)
    send(
        client_of(harbour.tom), at(harbour, "answer", promise.public_id),
        kind="changed", text="I will bring cups.", by_when="2026-12-20",
    )  # fmt: skip
    follower = Promise.objects.get(follows=promise)
    page = text_of(client_of(harbour.dee).get(at(harbour, "promise", promise.public_id)))
    assert at(harbour, "promise", follower.public_id) in page
    assert "Changed to: I will bring cups." in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": ""}, "Please write something here."),
        ({"text": "\x00"}, "letter in here that we cannot keep"),
        ({"text": "x" * 4001}, "1 letter too long"),
        ({"text": MUGS, "by_when": "31 February"}, "We cannot find that day."),
        ({"text": MUGS, "by_when": "2026-02-31"}, "We cannot find that day."),
        ({"text": MUGS, "by_when": "2026-11-23"}, "That day has passed."),
        ({"text": MUGS, "by_when": "0001-01-01"}, "That day has passed."),
    ],
)
def test_a_promise_that_needs_another_look(harbour: Group, sent, sentence):
    answer = send(client_of(harbour.tom), at(harbour, "make"), **sent)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Promise.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Please choose one."),
        ({"kind": "late"}, "Please choose one of these."),
        ({"kind": "not_possible"}, "Please say why it is not possible"),
        ({"kind": "changed", "text": " "}, "Please say what you will do instead"),
        ({"kind": "changed", "text": "Cups.", "by_when": "2020-01-01"}, "That day has passed."),
        ({"kind": "done", "text": "x" * 4001}, "1 letter too long"),
    ],
)
def test_an_answer_that_needs_another_look(harbour: Group, now, sent, sentence):
    promise = promised(harbour, now)
    answer = send(client_of(harbour.tom), at(harbour, "answer", promise.public_id), **sent)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Promise.objects.get().answered_at is None


def test_somebody_elses_answer_is_not_taken_and_not_lost(harbour: Group, now):
    promise = promised(harbour, now)
    answer = send(client_of(harbour.dee), at(harbour, "answer", promise.public_id), kind="done", text="I saw them.")
    assert answer.status_code == 422
    assert "Whoever promised this says what came of it." in text_of(answer)
    assert "I saw them." in text_of(answer)


def test_take_on_what_was_asked(harbour: Group, now):
    promise = promised(harbour, now, by=None)
    dee = client_of(harbour.dee)
    one = at(harbour, "promise", promise.public_id)
    assert "I take it on" in text_of(dee.get(one))
    bad = send(dee, at(harbour, "take_on", promise.public_id), by_when="soon")
    assert "We cannot find that day." in text_of(bad)
    send(dee, at(harbour, "take_on", promise.public_id), by_when="")
    assert Promise.objects.get().by == harbour.dee
    assert "I take it on" not in text_of(client_of(harbour.sam).get(one))
    late = send(client_of(harbour.sam), at(harbour, "take_on", promise.public_id))
    assert "Somebody has taken this on already." in text_of(late)


def test_from_a_room_it_is_among_the_people_of_the_meeting(harbour: Group, now):
    scope = words_actions.make_scope(circle=harbour.circle, kind=ScopeKind.MEETING)
    for name in ("tom", "dee"):
        words_actions.let_see(scope=scope, person=getattr(harbour, name).person)
    tom = client_of(harbour.tom)
    page = text_of(tom.get(f"{at(harbour, 'list')}?room={ROOM}&among={scope.public_id}"))
    assert "Everyone in this meeting can see this, with your name: Dee." in page
    answer = send(tom, at(harbour, "make"), text=MUGS, room=ROOM, among=scope.public_id)
    assert answer.headers["Location"] == reverse("meetings:room", args=[harbour.circle.public_id, ROOM])
    assert Promise.objects.get().scope == scope
    assert MUGS not in text_of(client_of(harbour.marcus).get(at(harbour, "list")))
    sneaked = send(client_of(harbour.marcus), at(harbour, "make"), text=MUGS, among=scope.public_id)
    assert sneaked.status_code == 404
    assert Promise.objects.count() == 1


def test_for_those_who_are_not_in_the_circle_there_is_no_page(harbour: Group, hillside: Group, now):
    promise = promised(harbour, now, by="ravi")
    ravi, bo = client_of(harbour.ravi), client_of(hillside.bo)
    leave(by=harbour.ravi, now=now)
    for somebody in (ravi, bo):
        for address in (at(harbour, "list"), at(harbour, "promise", promise.public_id)):
            answer = somebody.get(address)
            assert answer.status_code == 404
            assert MUGS not in text_of(answer)
        for address in (
            at(harbour, "make"), at(harbour, "answer", promise.public_id), at(harbour, "take_on", promise.public_id),
        ):  # fmt: skip
            assert send(somebody, address, text="x", kind="done").status_code == 404
    assert bo.get(at(hillside, "promise", promise.public_id)).status_code == 404
    assert Client().get(at(harbour, "list")).headers["Location"].startswith(reverse("people:sign_in"))
    assert Promise.objects.get().answered_at is None


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_cost_the_same_with_three_and_with_thirty_behind_them(harbour: Group, now):
    tom = client_of(harbour.tom)
    first = [promised(harbour, now) for _ in range(3)]
    actions.answer(promise=first[0], by=harbour.tom, kind="changed", text="Cups.", now=now)
    pages = [at(harbour, "list"), *(at(harbour, "promise", each.public_id) for each in first[:2])]
    for each in pages:
        tom.get(each)
    before = [counted(tom, each) for each in pages]
    for number in range(27):
        add_member(harbour, f"Guest {number}", now=now)
        made = promised(harbour, now, by=f"Guest {number}", by_when=date(2026, 12, 1) + timedelta(days=number))
        if number % 2:
            actions.answer(promise=made, by=harbour.members[f"Guest {number}"], kind="done", text="", now=now)
    assert [counted(tom, each) for each in pages] == before
    assert max(before) <= 12, before


def test_what_came_of_promises_stands_a_page_at_a_time_and_none_is_lost(harbour: Group, now):
    for number in range(A_PAGE + 5):
        made = promised(harbour, now, text=f"Promise {number:02}.")
        actions.answer(promise=made, by=harbour.tom, kind=AnswerKind.DONE, text=f"Done {number:02}.", now=now)
    tom, first_page = client_of(harbour.tom), at(harbour, "list")
    first = tom.get(first_page).content.decode()
    where = re.search(r'href="([^"]+\?before=\w+)#answered"', first)
    second = tom.get(where[1]).content.decode()
    found = [re.findall(r"Done (\d\d)\.", page) for page in (first, second)]
    assert [len(each) for each in found] == [A_PAGE, 5]
    assert found[0] + found[1] == [f"{number:02}" for number in reversed(range(A_PAGE + 5))]
    assert "?before=" not in second
    assert tom.get(f"{first_page}?before=%00nothing").content.decode().count(">Done ") == A_PAGE
