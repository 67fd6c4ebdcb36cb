from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from handinhand.ground.models import Person
from handinhand.notices.models import Letter
from handinhand.people.actions import make_card
from handinhand.people.models import Address
from tests.people.visitors import (
    EMAIL,
    WHEN,
    another,
    code_in,
    is_in,
    link_in,
    new_person,
    newest,
    send,
    signed_in,
)

pytestmark = pytest.mark.django_db
NAMES = ("csrfmiddlewaretoken", "key")


@pytest.fixture
def tom() -> Person:
    person = new_person()
    Address.objects.create(person=person, email=EMAIL, confirmed_at=WHEN)
    return person


def test_somebody_comes_back_by_the_code_and_goes_on_to_where_they_wanted(tom):
    client = Client()
    door = client.get("/me/card/", follow=True)
    assert "/sign-in/letter/?next=%2Fme%2Fcard%2F" in door.content.decode()
    asked = send(client, "/sign-in/letter/", email=EMAIL, next="/me/card/")
    assert asked["Location"] == "/sign-in/code/"
    answer = send(client, "/sign-in/code/", code=code_in(newest()))
    assert answer["Location"] == "/me/card/"
    assert is_in(client)


def test_looking_at_the_link_uses_nothing_up_and_the_button_does(tom):
    asking, phone = Client(), Client()
    send(asking, "/sign-in/letter/", email=EMAIL)
    link = link_in(newest())
    for _ in range(3):
        assert "Come in" in Client().get(link).content.decode()
        assert "This link does not work" not in phone.get(link).content.decode()
    assert not is_in(phone)
    assert send(phone, link)["Location"] == "/"
    assert is_in(phone)
    for answer in (send(Client(), link), Client().get(link)):
        assert "We can send you a new one" in answer.content.decode()
    assert not is_in(asking)


def test_a_phone_that_sends_the_button_twice_is_in(tom):
    client = Client()
    send(client, "/sign-in/letter/", email=EMAIL)
    link = link_in(newest())
    client.get(link)
    browser = client.cookies["csrftoken"].value
    client.post(link, {"key": "the same key"})
    lost = Client()
    lost.cookies["csrftoken"] = browser
    assert lost.post(link, {"key": "the same key"})["Location"] == "/"
    assert is_in(lost)


def test_the_answer_is_the_same_whether_or_not_we_know_the_address(tom):
    pages = []
    for email in (EMAIL, "nobody@example.org"):
        client = Client()
        asked = send(client, "/sign-in/letter/", email=email)
        code_page = client.get(asked["Location"]).content.decode()
        wrong = send(client, "/sign-in/code/", code="000000" if email != EMAIL else another(code_in(newest())))
        pages.append((asked.status_code, asked["Location"], plain(code_page), plain(wrong.content.decode())))
    assert pages[0] == pages[1]
    assert Letter.objects.count() == 1


def plain(page: str) -> list[str]:
    """What a page says, without what differs on every page."""
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line and 'name="' not in line]


def test_a_code_that_ran_out_says_so_and_a_new_one_is_a_press_away(tom):
    with time_machine.travel(WHEN, tick=False) as clock:
        client = Client()
        send(client, "/sign-in/letter/", email=EMAIL)
        clock.shift(timedelta(minutes=31))
        page = send(client, "/sign-in/code/", code=code_in(newest())).content.decode()
        assert "This was the right code, but its 30 minutes are over." in page
        assert "Send a new letter" in page
        clock.shift(timedelta(minutes=1))
        assert send(client, "/sign-in/letter/again/")["Location"] == "/sign-in/code/?again"
        send(client, "/sign-in/code/", code=code_in(newest()))
        assert is_in(client)


def test_the_address_stands_nowhere_in_the_page_for_the_code(tom):
    client = Client()
    send(client, "/sign-in/letter/", email=EMAIL)
    assert EMAIL not in client.get("/sign-in/code/").content.decode()


def test_somebody_comes_back_by_card(tom):
    code = make_card(person=tom, now=WHEN)
    client = Client()
    page = send(client, "/sign-in/card/", code="0000 0000 0000 0000")
    assert "We know no card with this code." in page.content.decode()
    assert "Here are 3." in send(client, "/sign-in/card/", code="abc").content.decode()
    assert send(client, "/sign-in/card/", code=code.upper(), next="//elsewhere.example")["Location"] == "/"
    assert is_in(client)


@pytest.mark.usefixtures("that_evening")
def test_many_wrong_cards_are_told_to_rest_even_by_another_browser(tom):
    for _ in range(20):
        send(Client(), "/sign-in/card/", code="0" * 16)
    page = send(Client(), "/sign-in/card/", code=make_card(person=tom, now=WHEN))
    assert "That was many tries. Please come again in an hour" in page.content.decode()


@pytest.mark.usefixtures("that_evening")
def test_many_letters_are_told_to_rest(tom):
    for _ in range(5):
        send(Client(), "/sign-in/letter/", email=EMAIL)
    client = Client()
    assert "Many letters were asked for" in send(client, "/sign-in/letter/", email=EMAIL).content.decode()
    session = Client()
    send(session, "/sign-in/letter/", email="other@example.org")
    for _ in range(4):
        send(session, "/sign-in/letter/again/")
    assert "Many letters were asked for" in send(session, "/sign-in/letter/again/").content.decode()


def test_somebody_who_is_here_already_is_not_asked_to_come_back(tom):
    client = signed_in(tom)
    assert client.get("/sign-in/?next=/me/card/")["Location"] == "/me/card/"
    assert client.get("/sign-in/?next=https://elsewhere.example/")["Location"] == "/"


def test_without_mail_the_page_says_so(tom, settings):
    settings.EMAIL_HOST = ""
    assert "This server cannot send letters yet." in Client().get("/sign-in/letter/").content.decode()


def test_a_browser_comes_back_with_the_token_and_the_origin_that_browsers_send(tom):
    code = make_card(person=tom, now=WHEN)
    client = Client(enforce_csrf_checks=True)
    page = client.get("/sign-in/card/")
    assert page["Referrer-Policy"] == "same-origin"  # with "no-referrer" browsers say Origin: null, which is refused
    token, key = (page.content.decode().split(f'name="{name}" value="')[1].split('"')[0] for name in NAMES)
    form = {"csrfmiddlewaretoken": token, "key": key, "code": code}
    assert client.post("/sign-in/card/", form, headers={"origin": "http://testserver"})["Location"] == "/"
    assert is_in(client)
    stranger = Client(enforce_csrf_checks=True)
    assert "Please send that again" in stranger.post("/sign-in/card/", form).content.decode()
    assert not is_in(stranger)
