"""Today says calmly, once and to its author alone, that words led to something and how one is named can be said."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handinhand.people.actions.energy import begin_rest
from handinhand.promises import actions as promises
from handinhand.promises.choices import CreditKind
from handinhand.promises.models import Credit
from handinhand.words import actions as words_actions
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.home.test_thread import at, propose, say

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SENTENCE = "Something came of words of yours."


@pytest.fixture
def idea(harbour: Group) -> Words:
    return say(harbour, timezone.now()).words


@pytest.fixture
def dee(harbour: Group) -> Client:
    return client_of(harbour.dee)


def test_it_leads_to_where_one_says_so_and_is_not_asked_again(harbour: Group, idea: Words, dee: Client) -> None:
    assert SENTENCE not in text_of(dee.get("/"))
    propose(harbour, timezone.now(), idea)
    page = text_of(dee.get("/"))
    assert SENTENCE in page
    assert f'href="{at(harbour, idea)}"' in page
    assert "How would you like to be named here?" in text_of(dee.get(at(harbour, idea)))
    for other in harbour.members.values():
        assert (SENTENCE in text_of(client_of(other).get("/"))) is (other == harbour.dee)
    promises.choose_credit(words=idea, by=harbour.dee.person, kind=CreditKind.BY_NAME)
    assert SENTENCE not in text_of(dee.get("/"))


def test_staying_unnamed_is_one_tap_and_asked_once(harbour: Group, idea: Words, dee: Client) -> None:
    propose(harbour, timezone.now(), idea)
    assert f'action="{at(harbour, idea, "credit")}"' in text_of(dee.get("/"))
    send(dee, at(harbour, idea, "credit"), named="not_at_all")
    assert Credit.objects.get().kind == CreditKind.NOT_AT_ALL
    propose(harbour, timezone.now(), idea, text="We ask again.")
    assert SENTENCE not in text_of(dee.get("/"))


def test_nothing_is_asked_while_one_rests_nor_of_words_that_are_gone(harbour: Group, idea: Words, dee: Client) -> None:
    made = propose(harbour, timezone.now(), idea)
    now = timezone.now()
    begin_rest(by=harbour.dee.person, begins_at=now, ends_at=None, is_shown=False, now=now)
    assert SENTENCE not in text_of(dee.get("/"))
    send(dee, "/me/rest/back/")
    assert SENTENCE in text_of(dee.get("/"))
    words_actions.take_back(words=made.words, by=harbour.asha.person)
    assert SENTENCE not in text_of(dee.get("/"))


def test_what_one_made_of_ones_own_words_asks_nothing(harbour: Group, idea: Words, dee: Client) -> None:
    propose(harbour, timezone.now(), idea, by=harbour.dee)
    assert SENTENCE not in text_of(dee.get("/"))


def test_today_asks_the_database_as_often_as_before(harbour: Group, idea: Words, dee: Client) -> None:
    propose(harbour, timezone.now(), None)
    dee.get("/")
    with CaptureQueriesContext(connection) as before:
        dee.get("/")
    promises.carry_on(
        source=idea, onward=propose(harbour, timezone.now(), None).words, by=harbour.asha, now=timezone.now()
    )
    with CaptureQueriesContext(connection) as after:
        assert SENTENCE in text_of(dee.get("/"))
    assert len(after) == len(before)
