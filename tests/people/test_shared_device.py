"""A shared device: a visit without an age, that ends by itself, and after which nothing is left."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from handinhand.circles import actions as circles
from handinhand.people import actions
from handinhand.people.shared import QUIET
from tests.people.visitors import WHEN, is_in, new_person, send

pytestmark = [pytest.mark.django_db, pytest.mark.both]
COOKIES = ("visit", "csrftoken", "comfort")


@pytest.fixture
def clock():
    with time_machine.travel(WHEN, tick=False) as clock:
        yield clock


def came_in(client, *, shared="yes"):
    code = actions.make_card(person=new_person(), now=WHEN)
    return send(client, "/sign-in/card/", code=code, shared=shared)


def test_every_way_of_coming_in_asks(client, harbour):
    invitation = circles.invite(by=harbour.tom, now=harbour.tom.joined_at)
    with time_machine.travel(harbour.tom.joined_at, tick=False):
        for address in ("/sign-in/card/", "/start/", f"/join/{invitation.token}/"):
            page = client.get(address).content.decode()
            assert 'name="shared" value="yes"' in page
            assert "checked> This is a shared device" not in page
            assert f"after {int(QUIET.total_seconds() // 60)} minutes" in page


def test_on_a_shared_device_no_cookie_has_an_age(client, clock):
    client.cookies["comfort"] = "dusk.large.calm.ar"
    answer = came_in(client)
    assert {name for name in COOKIES if name in answer.cookies} == set(COOKIES)
    for name in ("visit", "csrftoken"):
        assert answer.cookies[name]["max-age"] == answer.cookies[name]["expires"] == ""
    assert answer.cookies["comfort"]["max-age"] == 0
    assert is_in(client)
    later = client.get("/me/comfort/")
    assert 'data-comfort="dusk large calm"' in later.content.decode()
    assert all(each["max-age"] == "" for each in later.cookies.values() if each.value)


def test_elsewhere_a_visit_is_as_long_as_ever(client, clock):
    answer = came_in(client, shared="")
    assert answer.cookies["visit"]["max-age"] == 60 * 60 * 24 * 90
    assert "I am done here" not in client.get("/me/").content.decode()
    assert "Clear-Site-Data" not in send(client, "/sign-out/")


def test_it_ends_after_a_quiet_while_and_pressing_something_lengthens_it(client, clock):
    came_in(client)
    for _ in range(4):
        clock.shift(QUIET - timedelta(minutes=2))
        assert is_in(client)
    clock.shift(QUIET + timedelta(seconds=1))
    assert not is_in(client)
    assert not Session.objects.filter(expire_date__gt=WHEN + 6 * QUIET).exists()


def test_a_page_that_follows_by_itself_does_not_lengthen_it(client, clock):
    came_in(client)
    for _ in range(3):
        clock.shift(QUIET / 4)
        assert client.get("/me/", headers={"X-Follow": "1"}).status_code == 200
    clock.shift(QUIET / 4 + timedelta(seconds=1))
    assert client.get("/me/", headers={"X-Follow": "1"})["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    ("address", "forgets"),
    [("/done/", '"cache", "storage"'), ("/sign-out/", '"cache", "storage"'), ("/hide/", '"storage"')],
)
def test_every_way_out_forgets(client, clock, address, forgets):
    came_in(client)
    assert "I am done here" in client.get("/me/").content.decode()
    answer = send(client, address)
    assert answer["Clear-Site-Data"] == forgets
    assert answer["Cache-Control"] == "no-store"
    for name in COOKIES:
        assert answer.cookies[name].value == ""
        assert answer.cookies[name]["max-age"] == 0
    assert not is_in(client)
    assert not Session.objects.exists()


def test_done_can_be_pressed_again_and_without_any_proof():
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post("/done/")
    assert answer["Location"] == "/signed-out/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


def test_a_box_left_alone_or_filled_with_something_else_is_no(client, clock):
    assert came_in(client, shared="no").cookies["visit"]["max-age"]


def test_the_box_stays_ticked_when_a_code_needs_another_look(client):
    answer = send(client, "/sign-in/card/", code="0000 0000 0000 0000", shared="yes")
    assert 'aria-describedby="shared_helptext shared_more" checked>' in answer.content.decode()
    assert answer.status_code == 422
