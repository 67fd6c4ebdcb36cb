"""Passkeys without a browser: whatever is sent, nobody comes in who should not, and the answer is a page."""

from datetime import timedelta

import pytest

from handinhand.people import actions, passkeys, rules
from handinhand.people.actions import passkeys as acts
from handinhand.people.models import Passkey
from tests.people.visitors import is_in, new_person, send, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both]
GARBLED = (
    "",
    "{",
    "[]",
    "null",
    "7",
    '{"id": 1}',
    '{"rawId": "AA", "response": {}}',
    "x" * 19_000,
    "[" * 19_000,
    '{"a":' * 900,
)


@pytest.fixture(autouse=True)
def named(settings):
    settings.PUBLIC_ADDRESS = "https://hand.example.org"
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.mark.parametrize("answer", GARBLED)
def test_an_answer_that_no_browser_made_is_a_page(client, answer):
    assert "data-options=" in client.get("/sign-in/passkey/").content.decode()
    page = send(client, "/sign-in/passkey/", answer=answer, shared="yes")
    assert page.status_code == 422
    assert ("Your browser did not say anything" if not answer else "This passkey brings nobody in") in (
        page.content.decode()
    )
    assert "checked> This is a shared device" in page.content.decode()
    assert not is_in(client)
    mine = signed_in(new_person())
    mine.get("/me/passkeys/")
    page = send(mine, "/me/passkeys/", name="Blue phone", answer=answer)
    assert page.status_code == 422
    assert 'value="Blue phone"' in page.content.decode()
    assert not Passkey.objects.exists()


def test_what_is_asked_names_nobody_s_passkey_and_is_new_each_time(client):
    pages = [client.get("/sign-in/passkey/").content.decode() for _twice in range(2)]
    asked = [passkeys.to_come_in() for _twice in range(2)]
    assert asked[0].state["challenge"] != asked[1].state["challenge"]
    assert all("allowCredentials" not in each for each in pages)
    assert all("hand.example.org" in each for each in pages)


def test_what_is_asked_is_taken_once_and_for_a_while(now):
    state = {**passkeys.to_come_in().state, "at": now.timestamp()}
    acts.take_once(state=state, now=now)
    for then in (now, now + timedelta(minutes=1)):
        with pytest.raises(actions.NotThePasskey):
            acts.take_once(state=state, now=then)
    late = {**passkeys.to_come_in().state, "at": now.timestamp()}
    with pytest.raises(actions.NotThePasskey):
        acts.take_once(state=late, now=now + acts.ASKED_FOR)
    with pytest.raises(actions.NotThePasskey):
        acts.take_once(state={}, now=now)


def test_wrong_tries_are_limited_from_one_place(now):
    for _ in range(rules.PASSKEYS_FROM.times):
        with pytest.raises(actions.NotThePasskey):
            actions.come_in_by_passkey(state={}, answer="{}", where="here", now=now)
    with pytest.raises(actions.TooManyTries):
        actions.come_in_by_passkey(state={}, answer="{}", where="here", now=now)


@pytest.mark.parametrize(
    ("origin", "ours"),
    [
        ("https://hand.example.org", True),
        ("https://hand.example.org:8443", False),
        ("http://hand.example.org", False),
        ("https://evil.hand.example.org", False),
        ("https://hand.example.org.evil.example", False),
        ("null", False),
    ],
)
def test_only_this_very_address_counts(origin, ours):
    assert passkeys.is_this_place(origin) is ours


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://[::1]:8000"])
def test_a_place_without_a_name_says_so_and_offers_none(client, settings, address):
    settings.PUBLIC_ADDRESS = address
    assert "so it can have no passkeys" in client.get("/sign-in/passkey/").content.decode()
    assert "A passkey on this device" not in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    ("before", "now_", "fits"), [(0, 0, True), (0, 1, True), (5, 6, True), (5, 5, False), (5, 0, False)]
)
def test_a_counter_goes_up_or_stays_nothing(now, before, now_, fits):
    person = new_person()
    key = Passkey.objects.create(person=person, name="Phone", public_half="-", lookup="a", counter=before, made_at=now)
    if fits:
        acts._count(key, now_)
    else:
        with pytest.raises(actions.NotThePasskey):
            acts._count(key, now_)
    key.refresh_from_db()
    assert key.counter == (now_ if fits else before)


def test_a_passkey_is_its_persons_own(now):
    tom, asha = new_person(), new_person()
    key = Passkey.objects.create(person=tom, name="Tom’s", public_half="-", lookup="a", counter=0, made_at=now)
    hers = signed_in(asha)
    assert hers.get(f"/me/passkeys/{key.public_id}/remove/").status_code == 404
    assert send(hers, f"/me/passkeys/{key.public_id}/remove/").status_code == 404
    assert "Tom’s" not in hers.get("/me/").content.decode()
    assert Passkey.objects.get().name == "Tom’s"
