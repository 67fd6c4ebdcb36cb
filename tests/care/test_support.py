"""“I could use some support”: whom to reach now first; then one person is told, and nobody else can know."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handinhand.care.actions import persons as choosing
from handinhand.care.actions import support as actions
from handinhand.care.choices.persons import Answer, Place
from handinhand.care.models import TurnedTo
from handinhand.care.queries.persons import my_people
from handinhand.care.reach_now import COUNTRIES
from handinhand.care.rules.persons import NotNow
from handinhand.circles.actions import leave
from handinhand.circles.models import Member
from handinhand.ledger.models import Entry
from handinhand.people.models import Ask
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.care.test_my_person import have_person
from tests.cast import Group

pytestmark = [pytest.mark.django_db]

HARD = "The gulls were loud today."
PAGE = reverse("care:support")


@pytest.fixture
def now():
    """Sight reads the real clock."""
    return timezone.now()


def told(harbour: Group, now, *, who="dee", place=Place.FIRST, text=HARD) -> TurnedTo:
    """Tom has a person, and turns to them."""
    support = have_person(harbour, now, who=who, place=place)
    return actions.turn_to(support=support, by=harbour.tom.person, text=text, now=now)


def test_first_whom_to_reach_now_then_the_box(harbour: Group, now):
    have_person(harbour, now)
    page = text_of(client_of(harbour.tom).get(PAGE))
    order = ["Nobody reads this place day and night.", "When Dee looks", "116 123", "988", harbour.circle.limits]
    places = [page.index(each) for each in [*order, "<textarea"]]
    assert places == sorted(places)
    assert "Only Dee and you can see this, with your name." in page


def test_without_a_person_there_are_the_contacts_and_a_way_to_choose(harbour: Group):
    page = text_of(client_of(harbour.tom).get(PAGE))
    assert "116 123" in page
    assert "You can choose somebody from one of your circles" in page
    assert "<textarea" not in page


@pytest.mark.parametrize("country", COUNTRIES, ids=lambda each: each.code)
def test_every_contact_says_who_says_so_and_when_that_was_looked_up(harbour: Group, country):
    page = text_of(client_of(harbour.tom).get(PAGE))
    part = page[page.index(f'id="{country.code}"') :].split("</details>")[0]
    for contact in country.contacts:
        assert f'href="tel:{contact.dials}"' in part
        assert f"From {contact.source}, looked up on 25 November 2026." in part
    assert "If somebody is in danger now" in part


def test_it_tells_only_them_and_shows_when_it_was_opened(harbour: Group, now):
    have_person(harbour, now)
    support = my_people(person=harbour.tom.person, now=now).first.support
    tom, dee, asha = (client_of(each) for each in (harbour.tom, harbour.dee, harbour.asha))
    assert send(tom, PAGE, to=support.public_id, text=HARD).headers["Location"] == PAGE
    page = text_of(tom.get(PAGE))
    assert "Not opened yet." in page
    assert HARD in page
    turned = TurnedTo.objects.get()
    where = reverse("care:turned", args=[turned.public_id])
    assert "To read that somebody could use some support, from you" in text_of(dee.get("/"))
    before = text_of(dee.get(where))
    assert "When you open it, they see that it is opened" in before
    assert HARD not in before
    assert "Not opened yet." in text_of(tom.get(PAGE))
    send(dee, reverse("care:open_turned", args=[turned.public_id]))
    assert HARD in text_of(dee.get(where))
    assert "Opened. An answer can take a while." in text_of(tom.get(PAGE))
    send(dee, reverse("care:answer_turned", args=[turned.public_id]), answer="talk", text="After six?")
    answered = text_of(tom.get(PAGE))
    assert str(Answer.TALK.label) in answered
    assert "After six?" in answered
    assert "could use some support, from you" not in text_of(dee.get("/"))
    assert asha.get(where).status_code == 404
    assert not Words.objects.visible_to(harbour.asha.person).exists()
    assert not Entry.objects.exists()


def test_two_within_a_second_are_one(harbour: Group, now):
    turned = told(harbour, now, text="")
    again = actions.turn_to(support=turned.support, by=harbour.tom.person, text=HARD, now=now + timedelta(seconds=1))
    third = actions.turn_to(support=turned.support, by=harbour.tom.person, text="", now=now + timedelta(seconds=1))
    assert turned.pk == again.pk == third.pk
    assert Ask.objects.filter(kind="support").count() == 1
    assert [each.body for each in Words.objects.visible_to(harbour.dee.person)] == [HARD]


def test_what_waits_offers_the_second_and_the_contacts(harbour: Group, now):
    told(harbour, now - timedelta(hours=4))
    have_person(harbour, now, who="asha", place=Place.SECOND)
    page = text_of(client_of(harbour.tom).get(PAGE))
    assert "You can also tell somebody else you chose." in page
    assert page.index("Not opened yet.") < page.index("116 123")
    second = my_people(person=harbour.tom.person, now=now).second.support
    send(client_of(harbour.tom), PAGE, to=second.public_id, text=HARD)
    assert TurnedTo.objects.count() == 2


def test_taken_back_nothing_is_left(harbour: Group, now):
    turned = told(harbour, now)
    send(client_of(harbour.tom), reverse("care:take_back", args=[turned.support.public_id]))
    assert not TurnedTo.objects.exists()
    assert not Words.objects.filter(body__isnull=False, author=harbour.tom.person).exists()
    assert not Ask.objects.filter(kind="support", closed_at__isnull=True).exists()
    assert client_of(harbour.dee).get(reverse("care:turned", args=[turned.public_id])).status_code == 404
    with pytest.raises(NotNow, match="They took it back"):
        actions.answer(turned=turned, by=harbour.dee.person, answer=Answer.READ, text="", now=now)


def test_put_away_the_answer_is_its_authors_alone(harbour: Group, now):
    turned = told(harbour, now)
    actions.answer(turned=turned, by=harbour.dee.person, answer=None, text="I am here.", now=now)
    actions.take_back(turned=turned, by=harbour.tom.person, now=now)
    assert not Words.objects.visible_to(harbour.tom.person).exists()
    assert [each.body for each in Words.objects.visible_to(harbour.dee.person)] == ["I am here."]


def test_somebody_who_just_said_no_is_told_nothing(harbour: Group, now):
    support = have_person(harbour, now)
    choosing.say_not_this_time(support=support, by=harbour.dee.person, now=now)
    with pytest.raises(NotNow, match="is not your person now"):
        actions.turn_to(support=support, by=harbour.tom.person, text=HARD, now=now)
    answer = send(client_of(harbour.tom), PAGE, to=support.public_id, text=HARD)
    assert answer.status_code == 422
    assert HARD in text_of(answer)
    assert not TurnedTo.objects.exists()


@pytest.mark.parametrize("how", ["left", "held"])
def test_whoever_cannot_read_is_told_nothing(harbour: Group, now, how):
    support = have_person(harbour, now)
    if how == "left":
        leave(by=harbour.dee, now=now)
    else:
        Member.objects.filter(pk=harbour.dee.pk).update(held_until=now + timedelta(days=1))
    with pytest.raises(NotNow, match="Your words are still here"):
        actions.turn_to(support=support, by=harbour.tom.person, text=HARD, now=now)
    assert not TurnedTo.objects.exists()


def test_very_many_words_come_back_whole_with_a_sentence(harbour: Group, now):
    support = have_person(harbour, now)
    many = "gull " * 20_000
    answer = send(client_of(harbour.tom), PAGE, to=support.public_id, text=many)
    assert answer.status_code == 422
    assert "letters too long" in text_of(answer)
    assert many.strip() in text_of(answer)
    assert not TurnedTo.objects.exists()


def test_only_whoever_it_is_may_send_open_answer_or_take_back(harbour: Group, now):
    turned = told(harbour, now)
    asha = client_of(harbour.asha)
    for name in ("care:open_turned", "care:answer_turned"):
        assert send(asha, reverse(name, args=[turned.public_id]), answer="read").status_code == 404
        assert send(client_of(harbour.tom), reverse(name, args=[turned.public_id]), answer="read").status_code == 404
    assert send(asha, reverse("care:take_back", args=[turned.support.public_id])).status_code == 404
    actions.take_back(turned=turned, by=harbour.dee.person, now=now)
    turned.refresh_from_db()
    assert turned.opened_at is None


def test_help_leads_with_it_and_every_page_has_the_way(harbour: Group):
    tom = client_of(harbour.tom)
    help_page = text_of(tom.get(reverse("home:help")))
    assert help_page.index(PAGE) < help_page.index("If somebody is in danger now")
    foot = text_of(tom.get(reverse("people:me"))).split("<footer")[1]
    assert PAGE in foot


def test_a_watcher_cannot_tell(harbour: Group, now):
    """Every page that others may see is the same, byte for byte, before anything and after all of it."""
    watched = watch(harbour, "asha", "marcus")
    turned = told(harbour, now)
    assert watch(harbour, "asha", "marcus") == watched
    actions.answer(turned=turned, by=harbour.dee.person, answer=Answer.LATER, text="Tomorrow.", now=now)
    assert watch(harbour, "asha", "marcus") == watched
    choosing.say_not_this_time(support=turned.support, by=harbour.dee.person, now=now)
    assert watch(harbour, "asha", "marcus") == watched


def test_after_a_month_nothing_of_it_is_left(harbour: Group, now):
    turned = told(harbour, now - timedelta(days=31))
    actions.answer(turned=turned, by=harbour.dee.person, answer=None, text="I am here.", now=now - timedelta(days=31))
    actions.clear_turned(now=now - timedelta(days=2))
    assert TurnedTo.objects.exists()
    actions.clear_turned(now=now)
    assert not TurnedTo.objects.exists()
    assert not Words.objects.visible_to(harbour.tom.person).exists()
    assert [each.body for each in Words.objects.visible_to(harbour.dee.person)] == ["I am here."]


WATCHED = (
    "home:circle",
    "circles:members",
    "circles:ledger",
    "meetings:list",
    "decisions:list",
    "promises:list",
    "work:list",
    "tea:here",
    "care:of_circle",
)


def watch(harbour: Group, *names: str) -> list[tuple[str, int]]:
    """What others see of the circle and on their own pages, without what is random on each page."""
    pages = []
    circle = harbour.circle.public_id
    own = ("home:today", "home:help", "people:me", "home:open_to_me", "care:my_person", "care:support", "care:mine")
    for name in names:
        client = client_of(getattr(harbour, name))
        members = [getattr(harbour, who).public_id for who in ("tom", "dee")]
        addresses = [reverse(each, args=[circle]) for each in WATCHED] + [reverse(each) for each in own]
        addresses += [reverse("circles:member", args=[circle, each]) for each in members]
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                page = text_of(client.get(address))
            plain = re.sub(r'(name="(csrfmiddlewaretoken|key)" value|data-ticket)="[^"]*"', "", page)
            pages.append((plain, len(queries)))
    return pages


@pytest.mark.parametrize("second", [False, True])
def test_my_person_has_left_and_the_page_says_so_and_offers_the_second(harbour: Group, now, second):
    told(harbour, now)
    if second:
        have_person(harbour, now, who="asha", place=Place.SECOND)
    leave(by=harbour.dee, now=now)
    page = text_of(client_of(harbour.tom).get(PAGE))
    assert "Dee is not in the circle with you now, so they cannot look at this any more." in page
    assert "Not opened yet." not in page
    assert HARD in page
    assert ("You can turn to Asha meanwhile." in page) is second
    assert ('href="#tell-person"' in page and 'id="tell-person"' in page) is second
    assert ("You can also choose somebody else." in page) is not second


def test_while_my_person_is_held_the_page_says_that_they_cannot_look_now(harbour: Group, now):
    told(harbour, now)
    Member.objects.filter(pk=harbour.dee.pk).update(held_until=now + timedelta(days=1))
    page = text_of(client_of(harbour.tom).get(PAGE))
    assert "Dee cannot look at this just now." in page
    assert "Not opened yet." not in page
