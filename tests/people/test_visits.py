from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from handinhand.people.visits import SessionStore, kept_as
from tests.people.visitors import WHEN, is_in, new_person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_stolen_database_lets_nobody_in_and_tells_nobody_s_visit():
    person = new_person()
    cookie = signed_in(person).cookies["visit"].value
    row = Session.objects.get()
    assert cookie not in (row.session_key + row.session_data)
    assert "person" not in row.session_data
    thief = Client()
    thief.cookies["visit"] = row.session_key
    assert not is_in(thief)


def test_what_a_visit_holds_opens_in_no_other_visit():
    victim, thief = new_person(), new_person()
    signed_in(victim)
    theirs = signed_in(thief)
    mine = Session.objects.get(session_key=kept_as(theirs.cookies["visit"].value))
    other = Session.objects.exclude(pk=mine.pk).get()
    Session.objects.filter(pk=mine.pk).update(session_data=other.session_data)
    assert not is_in(theirs)


@pytest.mark.parametrize("data", ["", "not base64 ä", "QUJD", "QUJD" * 20])
def test_a_broken_visit_is_nobody_s(data):
    client = signed_in(new_person())
    Session.objects.update(session_data=data)
    assert not is_in(client)


def test_a_visit_in_use_runs_on_and_one_left_alone_ends():
    with time_machine.travel(WHEN, tick=False) as clock:
        client = signed_in(new_person())
        first_end = Session.objects.get().expire_date
        clock.shift(timedelta(days=2))
        assert is_in(client)
        assert Session.objects.get().expire_date == first_end + timedelta(days=2)
        clock.shift(timedelta(days=91))
        assert not is_in(client)


def test_ended_visits_are_cleared():
    with time_machine.travel(WHEN, tick=False) as clock:
        signed_in(new_person())
        clock.shift(timedelta(days=91))
        SessionStore.clear_expired()
        assert not Session.objects.exists()


@pytest.mark.parametrize("cookie", ["x", "a" * 100_000, "\x00" * 32, "ä" * 32, "null", "0" * 32])
def test_a_cookie_of_anything_is_nobody_s(cookie):
    visit = SessionStore(cookie)
    assert visit.get("person") is None
    visit["asked"] = {}
    visit.save()
    assert visit.session_key != cookie
