"""The pages of being let back in: no word tells a stranger who is a member, and what is late is said plainly."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.notices.models import Letter
from handinhand.people.actions import make_card
from handinhand.people.models import Address
from handinhand.returning import rules
from handinhand.returning.models import Asked
from tests.browsing import client_of, send, text_of
from tests.home.wishes import safe

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CHANGES = re.compile(r'(name="(?:key|csrfmiddlewaretoken)" value|id="\w+-\w+"|action|data-ticket)="[^"]*"')
CODE = re.compile(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b")


@pytest.fixture
def clock(now):
    with time_machine.travel(now + timedelta(hours=1), tick=False) as clock:
        yield clock


@pytest.fixture
def invitation(harbour, now):
    return circles.invite(by=harbour.asha, now=now)


@pytest.fixture
def circle(harbour):
    return f"/c/{harbour.circle.public_id}/"


def asks(invitation, name, **more):
    stranger = Client()
    answer = send(stranger, f"/join/{invitation.token}/back/", name=name, **more)
    assert answer["Location"] == "/back/"
    return stranger


def code_of(stranger):
    found = CODE.search(text_of(stranger.get("/back/")))
    assert found is not None
    return found[0]


def knows(member, circle, code):
    client = client_of(member)
    found = send(client, f"{circle}back/", code=code)
    assert "do you know" in text_of(client.get(found["Location"])).lower()
    return client, send(client, found["Location"])


def test_a_stranger_cannot_tell_who_is_a_member(invitation, clock, harbour):
    seen = set()
    for name in ("Tom", "Nobody at all"):
        stranger = asks(invitation, name)
        page = text_of(stranger.get("/back/"))
        seen.add(CODE.sub("", re.sub(CHANGES, "", page)).replace(name, ""))
        for other in harbour.members:
            assert other == name or other not in page
    assert len(seen) == 1


def test_the_whole_way_by_its_pages(invitation, clock, harbour, circle):
    Address.objects.create(person=harbour.tom.person, email="tom@example.org", confirmed_at=timezone.now())
    safe(harbour.tom, timezone.now())
    stranger = asks(invitation, "Tom")
    code = code_of(stranger)
    clock.shift(60)
    knows(harbour.asha, circle, code)
    at_home = client_of(harbour.tom)
    assert "in your name" not in text_of(at_home.get("/"))
    knows(harbour.jo, circle, code.lower().replace("-", " "))
    assert "Asha and Jo said that they know them." in text_of(at_home.get("/"))
    assert Letter.objects.count() == 1
    asked = Asked.objects.get()
    early = send(stranger, f"/back/{asked.public_id}/come-in/")
    assert "Not yet" in text_of(stranger.get(early["Location"]))
    clock.shift(rules.WAITS)
    came = send(stranger, f"/back/{asked.public_id}/come-in/", key="once-and-again")
    assert came["Location"] == circle
    assert send(stranger, f"/back/{asked.public_id}/come-in/", key="once-and-again")["Location"] == circle
    assert "You are back in the circle" in text_of(stranger.get(circle))
    assert "Tom (let back in) was let back in" in text_of(client_of(harbour.dee).get(f"{circle}done/"))
    assert "Tom (let back in)" in text_of(client_of(harbour.dee).get(f"{circle}members/"))
    send(at_home, f"/back/{asked.public_id}/stop/")
    assert stranger.get(circle).status_code == 404
    assert "You are in no circle right now" in text_of(stranger.get("/"))
    assert "Tom ended a place that was opened in their name" in text_of(at_home.get(f"{circle}done/"))


def test_stopped_a_moment_before_they_come_in_is_said_plainly(invitation, clock, harbour, circle):
    stranger = asks(invitation, "Tom")
    code = code_of(stranger)
    clock.shift(60)
    for name in ("Asha", "Jo"):
        knows(harbour.members[name], circle, code)
    clock.shift(rules.WAITS)
    asked = Asked.objects.get()
    assert "two days are over" in text_of(stranger.get("/back/"))
    send(client_of(harbour.tom), f"/back/{asked.public_id}/stop/")
    answer = send(stranger, f"/back/{asked.public_id}/come-in/")
    assert "This was stopped, or its time is over." in text_of(stranger.get(answer["Location"]))
    late = client_of(harbour.dee)
    answer = send(late, f"{circle}back/{asked.public_id}/")
    assert "This was stopped, or its time is over. They can ask anew." in text_of(late.get(answer["Location"]))


def test_a_withdrawn_invitation_asks_nothing(invitation, clock, harbour):
    circles.withdraw_invitation(invitation=invitation, by=harbour.asha, now=timezone.now())
    answer = send(Client(), f"/join/{invitation.token}/back/", name="Tom")
    assert "This opens nothing now" in text_of(answer)
    assert not Asked.objects.exists()


def test_nothing_typed_is_lost_when_a_name_needs_another_look(invitation, clock):
    answer = send(Client(), f"/join/{invitation.token}/back/", name="To\u202em", shared="yes")
    assert answer.status_code == 422
    assert "There is a hidden sign in here" in text_of(answer)
    assert "checked> This is a shared device" in text_of(answer)


def test_many_asks_from_one_place_are_told_to_come_tomorrow(invitation, clock):
    for _ in range(rules.ASKS_FROM.times):
        asks(invitation, "Tom")
    answer = send(Client(), f"/join/{invitation.token}/back/", name="Tom")
    assert "Many have asked here just now." in text_of(answer)
    assert 'value="Tom"' in text_of(answer)


def test_what_i_wished_for_stands_there_again_and_only_i_see_it(clock, harbour, circle):
    tom, dee = client_of(harbour.tom), client_of(harbour.dee)
    send(tom, f"{circle}back/mine/", let_back="no", opener=harbour.sam.public_id)
    page = text_of(tom.get(f"{circle}back/mine/"))
    assert re.search(r'value="no"[^>]*checked', page)
    assert re.search(rf'value="{harbour.sam.public_id}"[^>]*checked', page)
    assert re.search(r'value="yes"[^>]*checked', text_of(dee.get(f"{circle}back/mine/")))


def test_who_had_a_visit_as_nobody_and_comes_in_as_themselves_is_them_in_this_browser(
    invitation, clock, harbour, circle
):
    send(client_of(harbour.tom), f"{circle}back/mine/", let_back="yes", opener=harbour.sam.public_id)
    stranger = asks(invitation, "Tom", shared="yes")
    code = code_of(stranger)
    clock.shift(60)
    for name in ("Asha", "Sam"):
        knows(harbour.members[name], circle, code)
    clock.shift(rules.WAITS)
    asked = Asked.objects.get()
    # The visit of before is over by then; the card brings them to their ask on a shared device again.
    stranger = Client()
    card = make_card(person=asked.asker, now=timezone.now())
    send(stranger, "/sign-in/card/", code=card, shared="yes")
    send(stranger, f"/back/{asked.public_id}/come-in/")
    sam, dee = client_of(harbour.sam), client_of(harbour.dee)
    assert "They named you beforehand" not in text_of(dee.get(f"{circle}back/{asked.public_id}/"))
    assert send(dee, f"{circle}back/{asked.public_id}/open/").status_code == 404
    assert "They named you beforehand" in text_of(sam.get(f"{circle}back/{asked.public_id}/"))
    send(sam, f"{circle}back/{asked.public_id}/open/")
    answer = send(stranger, f"/back/{asked.public_id}/as-myself/")
    assert answer.cookies["visit"]["max-age"] == ""
    assert "I am done here" in text_of(stranger.get("/"))
    assert "Hello Tom" in text_of(stranger.get("/"))
    assert "(let back in)" not in text_of(stranger.get(f"{circle}members/"))


def test_before_each_yes_the_page_says_what_it_does(harbour, clock, invitation, circle):
    """The first opens nothing; the second begins the two days, and says when they end and who hears of it."""
    code = code_of(asks(invitation, "Tom"))
    said = []
    for member in (harbour.dee, harbour.asha):
        client = client_of(member)
        said.append(text_of(client.get(send(client, f"{circle}back/", code=code)["Location"])))
        knows(member, circle, code)
    assert "Nobody comes in by your yes alone." in said[0]
    assert "Yours is the second yes." not in said[0]
    assert "Yours is the second yes." in said[1]
    assert "Tom is told on Today" in said[1]
    assert all("You cannot take this yes back." in each for each in said)
    assert Asked.objects.get().waits_until is not None
