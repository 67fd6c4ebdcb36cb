"""What I was writing when I hid a page: gone, or, if I asked for that, kept for me alone and taken up again."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from handinhand.people.actions import clear_old, make_card, sign_out_everywhere
from handinhand.people.models import Unsent
from handinhand.words.models import Words
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.people.visitors import send

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TEXT = "The lift is too small for a wheelchair."


def choose(client: Client, hiding: str) -> None:
    client.post("/me/comfort/", {"light": "light", "letters": "usual", "motion": "usual", "hiding": hiding})


def ticket_on(client: Client, where: str) -> str:
    found = re.search(r'data-keeps="([^"]+)"', client.get(where).content.decode())
    return found[1] if found else ""


def hide(client: Client, where: str, ticket: str, text: str = TEXT, key: str = "a-key-of-this-form") -> None:
    """What the script does: the words go after the visit has ended, and with nothing but the ticket."""
    client.get("/hide/")
    box = json.dumps([where, "text", key, text])
    answer = Client(enforce_csrf_checks=True).post("/hide/words/", {"ticket": ticket, "where": where, "box": box})
    assert answer.content == b"Received."


def come_back(group: Group, name: str = "Dee", *, shared: bool = False) -> Client:
    code = make_card(person=group.members[name].person, now=timezone.now())
    client = Client()
    answer = send(client, "/sign-in/card/", code=code, **({"shared": "yes"} if shared else {}))
    assert answer.status_code == 302
    return client


@pytest.fixture
def where(harbour: Group) -> str:
    """A page with a box."""
    return f"/c/{harbour.circle.public_id}/promises/make/"


def test_nothing_is_kept_unless_i_asked(harbour: Group, where: str) -> None:
    client = client_of(harbour.dee)
    assert ticket_on(client, where) == ""
    choose(client, "kept")
    ticket = ticket_on(client, where)
    choose(client, "gone")
    hide(client, where, ticket)
    assert not Unsent.objects.exists()


def test_kept_words_wait_on_today_and_stand_on_their_page_again_under_their_key(harbour: Group, where: str) -> None:
    client = client_of(harbour.dee)
    choose(client, "kept")
    hide(client, where, ticket_on(client, where))
    assert not Session.objects.exists()
    back = come_back(harbour)
    assert "What you were writing when you hid a page is kept for you." in text_of(back.get("/"))
    assert TEXT in text_of(back.get("/me/unsent/"))
    page = text_of(back.get(where))
    assert TEXT in page
    assert 'data-key="a-key-of-this-form"' in page
    assert TEXT not in text_of(back.get("/me/"))


def test_once_it_is_sent_nothing_is_kept_and_sending_twice_is_once(harbour: Group, where: str) -> None:
    client = client_of(harbour.dee)
    choose(client, "kept")
    ticket, form = ticket_on(client, where), {"key": "a-key-of-this-form", "text": TEXT, "by_when": ""}
    client.post(where, form)
    hide(client, where, ticket)
    back = come_back(harbour)
    back.post(where, form)
    assert [each.body for each in Words.objects.filter(author=harbour.dee.person)].count(TEXT) == 1
    other = come_back(harbour)
    hide(other, where, ticket, text="Another thing.", key="another-key-of-it")
    last = come_back(harbour)
    last.post(where, {**form, "key": "another-key-of-it", "text": "Another thing."})
    assert TEXT not in text_of(last.get(where))
    assert not Unsent.objects.exists()


def test_nobody_else_sees_that_or_what_is_kept(harbour: Group, where: str) -> None:
    asha, client = client_of(harbour.asha), client_of(harbour.dee)
    choose(client, "kept")
    ticket = ticket_on(client, where)
    pages = ("/", where, "/me/unsent/", f"/c/{harbour.circle.public_id}/members/")
    new = re.compile(r'name="(key|csrfmiddlewaretoken)" value="[^"]*"|data-ticket="[^"]*"')
    before = [new.sub("", text_of(asha.get(each))) for each in pages]
    hide(client, where, ticket)
    assert Unsent.objects.count() == 1
    assert [new.sub("", text_of(asha.get(each))) for each in pages] == before
    kept = Unsent.objects.get()
    send(asha, f"/me/unsent/{kept.public_id}/gone/")
    assert Unsent.objects.filter(pk=kept.pk).exists()


def test_on_a_shared_device_nothing_is_kept_whatever_was_chosen(harbour: Group, where: str) -> None:
    choose(client_of(harbour.dee), "kept")
    shared = come_back(harbour, shared=True)
    assert ticket_on(shared, where) == ""
    mine = client_of(harbour.dee)
    box = json.dumps([where, "text", "", TEXT])
    shared.post("/hide/words/", {"ticket": ticket_on(mine, where), "where": where, "box": box})
    assert not Unsent.objects.exists()


def test_after_signing_out_everywhere_a_ticket_is_worth_nothing(harbour: Group, where: str) -> None:
    client = client_of(harbour.dee)
    choose(client, "kept")
    ticket = ticket_on(client, where)
    sign_out_everywhere(by=harbour.dee.person)
    hide(client, where, ticket)
    hide(client, where, "not a ticket")
    assert not Unsent.objects.exists()


def test_it_goes_by_itself_after_a_week_and_at_once_when_i_say_so(harbour: Group, where: str) -> None:
    client = client_of(harbour.dee)
    choose(client, "kept")
    ticket = ticket_on(client, where)
    hide(client, where, ticket)
    clear_old(now=timezone.now() + timedelta(days=6))
    assert Unsent.objects.count() == 1
    clear_old(now=timezone.now() + timedelta(days=8))
    assert not Unsent.objects.exists()
    hide(client, where, ticket)
    back = come_back(harbour)
    answer = send(back, f"/me/unsent/{Unsent.objects.get().public_id}/gone/")
    assert answer["Location"] == "/me/unsent/"
    assert "is kept for you" not in text_of(back.get("/"))
    assert TEXT not in text_of(back.get(where))
    hide(back, where, ticket)
    choose(come_back(harbour), "gone")
    assert not Unsent.objects.exists()


@pytest.mark.parametrize("box", ["", "[]", "{}", "null", '["/a/", "text", "k"]', '["/a/", "text", "", 5]', "[" * 4000])
def test_what_is_no_box_is_left_out(harbour: Group, where: str, box: str) -> None:
    client = client_of(harbour.dee)
    choose(client, "kept")
    ticket = ticket_on(client, where)
    for to in (where, "https://elsewhere.example/", "//elsewhere.example", "/" + "a" * 400):
        answer = Client().post("/hide/words/", {"ticket": ticket, "where": to, "box": box})
        assert answer.content == b"Received."
    whole = json.dumps([where, "text", "", TEXT])
    Client().post("/hide/words/", {"ticket": ticket, "where": "//elsewhere.example", "box": whole})
    assert not Unsent.objects.exists()


def test_the_same_page_hidden_twice_is_kept_once_and_a_few_pages_at_the_most(harbour: Group, where: str) -> None:
    client = client_of(harbour.dee)
    choose(client, "kept")
    ticket = ticket_on(client, where)
    for _twice in range(2):
        hide(client, where, ticket)
    assert Unsent.objects.count() == 1
    for number in range(8):
        hide(client, f"{where}?n={number}", ticket, text=f"Thing {number}.")
    assert Unsent.objects.count() == 5
    kept = text_of(come_back(harbour).get("/me/unsent/"))
    assert re.findall(r"Thing (\d)\.", kept) == ["7", "6", "5", "4", "3"]


def test_the_first_page_after_joining_says_once_what_hiding_does_and_cannot_do(harbour: Group) -> None:
    client = Client()
    form = {"name": "Quay Circle", "purpose": "To talk.", "time_zone": "Europe/London", "limits": "We tell."}
    answer = send(client, "/start/", my_name="Yuki", shape="star", colour="plum", **form)
    first, second = (text_of(client.get(answer["Location"])) for _time in range(2))
    assert "“Hide this page” stands at the top of every page." in first
    assert "It does not clear the history of this browser." in first
    assert "stands at the top of every page. Press it" not in second
