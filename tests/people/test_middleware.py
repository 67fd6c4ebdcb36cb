from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from handinhand.people.actions import choose_comfort, sign_out_everywhere
from handinhand.words.models import Words
from tests.people.visitors import is_in, new_person, signed_in

pytestmark = pytest.mark.django_db


def test_a_stranger_is_shown_the_door_and_led_on_from_there():
    answer = Client().get("/me/?a=b")
    assert answer.status_code == 302
    assert urlsplit(answer["Location"]).path == "/sign-in/"
    assert parse_qs(urlsplit(answer["Location"]).query) == {"next": ["/me/?a=b"]}


def test_a_form_of_a_stranger_is_shown_the_door_too():
    assert Client().post("/me/card/")["Location"] == "/sign-in/"


def test_who_is_looking_costs_two_reads_and_a_stranger_none(django_assert_num_queries):
    tom = new_person()
    choose_comfort(by=tom, light="dusk", letters="usual", motion="usual", language="")
    client = signed_in(tom)
    with django_assert_num_queries(2):
        assert 'data-comfort="dusk usual usual"' in client.get("/about-hiding/").content.decode()
    with django_assert_num_queries(0):
        assert 'data-comfort="light usual usual"' in Client().get("/about-hiding/").content.decode()


def test_pages_of_somebody_stay_in_no_cache_and_differ_by_cookie():
    answer = signed_in(new_person()).get("/about-hiding/")
    assert answer["Cache-Control"] == "no-store"
    assert {"Cookie", "Accept-Language"} <= {each.strip() for each in answer["Vary"].split(",")}


def test_signing_out_everywhere_ends_every_visit_at_once():
    tom = new_person()
    phone, computer = signed_in(tom), signed_in(tom)
    assert is_in(phone)
    sign_out_everywhere(by=tom)
    assert not is_in(phone)
    assert not is_in(computer)
    assert not Session.objects.exists()


def test_somebody_who_is_no_more_is_a_stranger():
    tom = new_person()
    client = signed_in(tom)
    tom.delete()
    assert not is_in(client)


def test_the_language_is_one_s_own_choice_then_the_browser_s():
    tom = new_person()
    client = signed_in(tom)
    assert (
        '<html lang="ar" dir="rtl"' in client.get("/about-hiding/", headers={"accept-language": "ar"}).content.decode()
    )
    choose_comfort(by=tom, light="light", letters="usual", motion="usual", language="en-gb")
    answer = client.get("/about-hiding/", headers={"accept-language": "ar"})
    assert '<html lang="en-gb" dir="ltr"' in answer.content.decode()
    stranger = Client()
    stranger.cookies["comfort"] = "dusk.large.calm.ar"
    page = stranger.get("/about-hiding/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="ar" dir="rtl" data-comfort="dusk large calm"' in page
    assert '<html lang="en' in Client().get("/about-hiding/", headers={"accept-language": "en"}).content.decode()


@pytest.mark.parametrize("cookie", ["", "....", "<script>", "x" * 5000, "dusk dusk", "ä.large"])
def test_a_comfort_cookie_of_anything_does_no_harm(cookie):
    stranger = Client()
    stranger.cookies["comfort"] = cookie
    page = stranger.get("/about-hiding/").content.decode()
    assert 'data-comfort="light ' in page
    assert "<script>" not in page.split("data-comfort")[1].split(">")[0]


def test_words_sent_after_the_visit_ended_are_given_back(harbour):
    browser = signed_in(harbour.tom.person)
    words = "A chair by the window, where you can see the way out."
    browser.cookies.pop("visit")
    answer = browser.post(f"/c/{harbour.circle.public_id}/decisions/propose/", {"text": words, "key": "k" * 16})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Please come back in first" in page
    assert words in page
    assert not Words.objects.exists()
