import pytest
from django.test import Client
from django.utils.html import strip_tags

from handinhand.people.actions import make_card
from handinhand.people.models import Address, Comfort
from tests.people.visitors import EMAIL, WHEN, new_person, send, signed_in

pytestmark = pytest.mark.django_db
BAD = {
    "nul": "a\x00b",
    "long": "x" * 100_000,
    "empty": "",
    "spaces": "   ",
    "unseen": "\u200b\u2060",
    "emoji": "💚" * 70,
    "markup": "<script>alert(1)</script>",
}
FORBIDDEN = (" error", "invalid", "failed", "forbidden", "denied", "illegal", " must ")


def check(answer):
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nothing you wrote is lost." in page
    assert "<script>alert" not in page
    said = strip_tags(page.split("<main")[1].split("</main>")[0]).lower()
    assert not any(word in said for word in FORBIDDEN)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_strangers_boxes(text):
    client = Client()
    check(send(client, "/sign-in/letter/", email=text))
    check(send(client, "/sign-in/card/", code=text))
    send(client, "/sign-in/letter/", email=EMAIL)
    check(send(client, "/sign-in/code/", code=text))


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_one_s_own_boxes(text):
    client = signed_in(new_person())
    check(send(client, "/me/address/", email=text))
    send(client, "/me/address/", email=EMAIL)
    check(send(client, "/me/address/code/", code=text))
    assert not Address.objects.exists()
    usual = {"light": "light", "letters": "usual", "motion": "usual", "language": ""}
    for name in usual:
        answer = client.post("/me/comfort/", {**usual, name: text})
        if answer.status_code == 422:
            check(answer)
    assert all(comfort.light == "light" and not comfort.language for comfort in Comfort.objects.all())


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
@pytest.mark.parametrize("name", ["next", "back"])
def test_where_to_go_on(text, name):
    tom = new_person()
    client = signed_in(tom)
    assert client.get("/sign-in/", {name: text})["Location"] == "/"
    usual = {"light": "light", "letters": "usual", "motion": "usual", "language": ""}
    assert client.post("/me/comfort/", {**usual, name: text})["Location"] == "/me/comfort/"
    code = make_card(person=tom, now=WHEN)
    assert send(Client(), "/sign-in/card/", code=code, **{name: text})["Location"] == "/"


@pytest.mark.parametrize("token", ["x", "%00", "a" * 100_000, "💚", "%F0%9F"])
def test_links_of_anything(token):
    for answer in (Client().get(f"/sign-in/link/{token}/"), send(Client(), f"/sign-in/link/{token}/")):
        assert "We can send you a new one" in answer.content.decode()


@pytest.mark.parametrize("sent", ["", "a\x00b", "k" * 100_000])
def test_keys_of_anything(sent):
    answer = Client().post("/sign-in/card/", {"key": sent, "code": "0" * 16})
    assert "Please go back one page and send it again." in answer.content.decode()
