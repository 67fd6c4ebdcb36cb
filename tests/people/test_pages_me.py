from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from handinhand.people.actions import make_card
from handinhand.people.models import Address, Comfort
from tests.people.visitors import EMAIL, WHEN, another, code_in, is_in, new_person, newest, send, signed_in

pytestmark = pytest.mark.django_db
CHOSEN = {"light": "dusk", "letters": "large", "motion": "calm", "language": "ar"}


def test_somebody_without_a_way_back_is_told_so_until_they_have_one():
    tom = new_person()
    client = signed_in(tom)
    assert "You have no way to come back yet" in client.get("/me/").content.decode()
    assert "You have no way to come back yet" in client.get("/sign-out/").content.decode()
    make_card(person=tom, now=WHEN)
    assert "You have no way to come back yet" not in client.get("/me/").content.decode()
    assert "You made a card on 24 November 2026." in client.get("/me/").content.decode()
    assert "You have no way to come back yet" not in client.get("/sign-out/").content.decode()


def test_an_address_is_given_confirmed_changed_and_taken_away():
    client = signed_in(new_person())
    assert send(client, "/me/address/", email=EMAIL)["Location"] == "/me/address/code/"
    assert EMAIL in client.get("/me/address/code/").content.decode()
    assert (
        "not the code in the letter"
        in send(client, "/me/address/code/", code=another(code_in(newest()))).content.decode()
    )
    assert not Address.objects.exists()
    send(client, "/me/address/code/", code=code_in(newest()))
    me = client.get("/me/").content.decode()
    assert EMAIL in me
    assert "you can come back with a letter to this address" in me
    assert "Until then the address you gave before stays." in client.get("/me/address/").content.decode()
    assert "on this device only" in client.get("/me/address/remove/").content.decode()
    send(client, "/me/address/remove/")
    assert EMAIL not in client.get("/me/").content.decode()
    assert not Address.objects.exists()


def test_an_address_that_waits_is_kept_in_the_visit_alone_and_sealed_there():
    client = signed_in(new_person())
    send(client, "/me/address/", email=EMAIL)
    assert not Address.objects.exists()
    assert EMAIL not in Session.objects.get().session_data


@pytest.mark.parametrize(
    "email", ["tom", "tom@", "@example.org", "a@b@c", "tom@example.org\nbcc: x@y.org", "t om@x.org"]
)
def test_what_is_no_address_is_said_kindly_and_kept_in_the_box(email):
    page = send(signed_in(new_person()), "/me/address/", email=email).content.decode()
    assert "We cannot send a letter there. Please write it like name@example.org." in page
    assert email.split("\n")[0] in page


def test_a_card_is_shown_for_ten_minutes_in_this_visit_alone():
    tom = new_person()
    with time_machine.travel(WHEN, tick=False) as clock:
        client, other = signed_in(tom), signed_in(tom)
        client.get("/me/card/")
        send(client, "/me/card/")
        page = client.get("/me/card/").content.decode()
        code = page.split('<p class="code"><bdi dir="ltr">')[2].split("<")[0]
        assert "127.0.0.1:8000<wbr>/sign-in/card/" in page
        assert code in client.get("/me/card/").content.decode()
        assert code not in other.get("/me/card/").content.decode()
        assert "the one before stops working" in other.get("/me/card/").content.decode()
        clock.shift(timedelta(minutes=10))
        assert code not in client.get("/me/card/").content.decode()
    fresh = Client()
    send(fresh, "/sign-in/card/", code=code)
    assert is_in(fresh)


def test_a_card_that_is_kept_is_shown_no_more():
    client = signed_in(new_person())
    send(client, "/me/card/")
    assert "I have it now" in client.get("/me/card/").content.decode()
    send(client, "/me/card/kept/")
    assert "I have it now" not in client.get("/me/card/").content.decode()


def test_comfort_is_kept_for_a_person_and_for_a_stranger_in_their_browser_alone(django_assert_num_queries):
    tom = new_person()
    client = signed_in(tom)
    assert client.post("/me/comfort/", CHOSEN)["Location"] == "/me/comfort/"
    assert Comfort.objects.get(person=tom).letters == "large"
    stranger = Client()
    with django_assert_num_queries(0):
        answer = stranger.post("/me/comfort/", {**CHOSEN, "language": "", "back": "/sign-in/"})
        assert answer["Location"] == "/sign-in/"
        page = stranger.get("/sign-in/").content.decode()
    assert 'data-comfort="dusk large calm"' in page
    assert answer.cookies["comfort"]["httponly"]


def test_comfort_we_do_not_know_is_not_kept():
    page = signed_in(new_person()).post("/me/comfort/", {**CHOSEN, "light": "<b>"})
    assert "Please choose one of these." in page.content.decode()
    assert not Comfort.objects.exists()


def test_every_page_of_one_s_own_says_no_name_of_a_circle_in_its_title():
    client = signed_in(new_person())
    for path in ("/me/", "/me/comfort/", "/me/address/", "/me/card/", "/sign-out/"):
        title = client.get(path).content.decode().split("<title>")[1].split("</title>")[0].lower()
        assert "circle" not in title
        assert "hand in hand" not in title
