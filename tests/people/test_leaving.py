import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from handinhand.live.models import Channel
from handinhand.live.queries import ending_channel
from handinhand.people.models import Address
from tests.people.visitors import EMAIL, WHEN, is_in, new_person, send, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["get", "post"])
def test_hiding_ends_the_visit_and_leads_somewhere_neutral_with_nothing_personal(method, settings):
    settings.NEUTRAL_SITE = "https://weather.example/"
    tom = new_person()
    client = signed_in(tom)
    client.get("/me/card/")
    answer = getattr(client, method)("/hide/")
    assert (answer.status_code, answer["Location"]) == (303, "https://weather.example/")
    assert (answer["Referrer-Policy"], answer["Cache-Control"]) == ("no-referrer", "no-store")
    for name in ("visit", "csrftoken", "comfort"):
        assert (answer.cookies[name].value, answer.cookies[name]["max-age"]) == ("", 0)
    assert not Session.objects.exists()
    assert Channel.objects.get(key=ending_channel(tom.public_id)).version == 1
    assert not is_in(client)


def test_hiding_needs_no_token_and_no_scripts():
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(new_person()).cookies
    assert client.post("/hide/").status_code == 303
    assert not is_in(client)


def test_a_cookie_kept_from_before_hiding_is_worth_nothing():
    client = signed_in(new_person())
    kept = client.cookies["visit"].value
    client.get("/hide/")
    client.cookies["visit"] = kept
    assert not is_in(client)


def test_a_stranger_can_hide_too():
    assert Client().get("/hide/").status_code == 303


def test_signing_out_ends_this_visit_and_no_other():
    tom = new_person()
    phone, computer = signed_in(tom), signed_in(tom)
    assert send(phone, "/sign-out/")["Location"] == "/signed-out/"
    assert "You are signed out" in phone.get("/signed-out/").content.decode()
    assert not is_in(phone)
    assert is_in(computer)


def test_signing_out_everywhere_ends_all_and_their_streams():
    tom = new_person()
    phone, computer = signed_in(tom), signed_in(tom)
    send(phone, "/sign-out/everywhere/")
    assert not is_in(phone)
    assert not is_in(computer)
    assert Channel.objects.get(key=ending_channel(tom.public_id)).version == 1


def test_looking_at_the_page_signs_nobody_out():
    client = signed_in(new_person())
    client.get("/sign-out/")
    assert is_in(client)
    assert client.get("/sign-out/everywhere/").status_code == 405


def test_what_hiding_cannot_do_is_said():
    assert "It does not clear the browser’s history" in Client().get("/about-hiding/").content.decode()


def test_what_is_kept_is_what_browsers_and_tables_keep(settings):
    tom = new_person()
    Address.objects.create(person=tom, email=EMAIL, confirmed_at=WHEN)
    client = signed_in(tom)
    client.get("/me/card/")
    stranger = Client()
    stranger.post("/me/comfort/", {"light": "dusk", "letters": "usual", "motion": "usual"})
    page = client.get("/what-is-kept/").content.decode()
    for name in {*client.cookies, *stranger.cookies}:
        assert f"<b>{name}</b>" in page
