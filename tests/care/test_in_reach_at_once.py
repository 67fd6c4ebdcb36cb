"""Two asks for support within a second, at the very same moment as anything else: one ask, and a sentence for each."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from handinhand.care.actions import persons
from handinhand.care.choices.persons import Place
from handinhand.care.models import QuietPlan, SupportPerson, TurnedTo
from handinhand.circles.actions import choose_sight_of, leave
from handinhand.people.models import Address, Ask
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.care.test_after_leaving import fresh
from tests.care.test_my_person import have_person
from tests.cast import Group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
PAGE = reverse("care:support")
ONE, OTHER = "The gulls were loud.", "The kettle is cold."


@pytest.fixture
def now() -> datetime:
    """Sight reads the real clock."""
    return timezone.now()


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(do, acts))


def turns(harbour: Group, support: SupportPerson, text: str) -> Callable[[], HttpResponse]:
    client = client_of(harbour.tom)
    return lambda: send(client, PAGE, to=support.public_id, text=text)


def test_two_asks_for_support_at_once_are_one_and_words_are_kept(harbour: Group, now):
    support = have_person(harbour, now)
    answers = together(*(turns(harbour, support, text) for text in (ONE, OTHER, "", ONE)))
    assert [each.status_code for each in answers] == [302] * 4
    kept = TurnedTo.objects.get()
    assert Ask.objects.filter(kind="support", closed_at=None).count() == 1
    assert Words.objects.get(pk=kept.words_id).body in {ONE, OTHER}
    assert Words.objects.count() == 1
    page = text_of(client_of(harbour.tom).get(PAGE))
    assert page.count("Not opened yet.") == 1


def test_to_both_at_once_each_is_told_once(harbour: Group, now):
    first = have_person(harbour, now)
    second = have_person(harbour, now, who="asha", place=Place.SECOND)
    together(*(turns(harbour, to, text) for to in (first, second) for text in (ONE, OTHER)))
    assert TurnedTo.objects.count() == 2
    for member in (harbour.dee, harbour.asha):
        assert Ask.objects.filter(kind="support", of=member.person, closed_at=None).count() == 1
        assert text_of(client_of(member).get("/")).count("could use some support, from you") == 1


@pytest.mark.parametrize("what", ["leaves", "says no", "is let go"])
def test_while_they_go_what_was_written_is_told_or_given_back(harbour: Group, now, what):
    support = have_person(harbour, now)
    goes = {
        "leaves": lambda: leave(by=fresh(harbour.dee), now=timezone.now()),
        "says no": lambda: persons.say_not_this_time(support=support, by=harbour.dee.person, now=timezone.now()),
        "is let go": lambda: persons.end(support=support, by=harbour.tom.person, now=timezone.now()),
    }[what]
    answer, _gone = together(turns(harbour, support, ONE), goes)
    assert answer.status_code in {302, 422}
    if answer.status_code == 422:
        page = text_of(answer)
        assert ONE in page
        assert "This page did not work" not in page
    assert not Ask.objects.filter(kind="support", closed_at=None).exists()
    assert not Words.objects.visible_to(harbour.dee.person).exists()


def test_two_who_are_each_others_person_ask_answer_and_turn_to_each_other_at_once(harbour: Group, now):
    two = (harbour.tom, harbour.dee)
    first = Place.FIRST

    def asks(by, of):
        return lambda: persons.choose(by=by.person, member=of, place=first, now=now)

    together(asks(*two), asks(*reversed(two)), asks(*two), asks(*reversed(two)))
    assert SupportPerson.objects.count() == 2
    rows = {each.of_id: each for each in SupportPerson.objects.all()}

    def says_yes(of, by):
        return lambda: persons.say_yes_to(support=rows[of.person_id], by=by.person, now=now)

    together(says_yes(*two), says_yes(*reversed(two)))
    assert set(SupportPerson.objects.values_list("said", flat=True)) == {"yes"}
    clients = {each.person_id: client_of(each) for each in two}

    def turns_to(by):
        return lambda: send(clients[by.person_id], PAGE, to=rows[by.person_id].public_id, text=ONE)

    answers = together(*(turns_to(each) for each in (*two, *two)))
    assert [each.status_code for each in answers] == [302] * 4
    assert TurnedTo.objects.count() == 2


def test_a_plan_is_kept_twice_at_once_while_its_first_leaves(harbour: Group, now):
    Address.objects.create(person=harbour.dee.person, email="dee@example.org", confirmed_at=now)
    page = reverse("care:quiet_plan", args=[harbour.circle.public_id])
    form = {"how_many": "3", "counted": "days", "first": harbour.asha.public_id, "second": harbour.jo.public_id}
    form |= {"way": "email", "words": ONE, "resting": "waits"}
    clients = [client_of(harbour.dee) for _each in range(3)]
    acts = [lambda client=each: send(client, page, **form) for each in clients]
    *answers, _left = together(*acts, lambda: leave(by=fresh(harbour.asha), now=timezone.now()))
    for each in answers:
        assert each.status_code in {302, 422}
        assert each.status_code == 302 or ONE in text_of(each)
    for plan in QuietPlan.objects.all():
        assert plan.askers.filter(member__left_at__isnull=True).count() <= 1
    assert QuietPlan.objects.count() <= 1
    assert not Ask.objects.filter(of=harbour.asha.person, closed_at=None).exists()


@pytest.mark.parametrize("before", ["nothing", "no answer", "a yes"])
def test_looking_away_while_one_is_chosen_anew_leaves_nothing_asked_or_read(harbour: Group, now, before):
    if before == "no answer":
        persons.choose(by=harbour.tom.person, member=harbour.dee, place=Place.FIRST, now=now - timedelta(days=20))
    kept = have_person(harbour, now) if before == "a yes" else None
    tom, dee = client_of(harbour.tom), client_of(harbour.dee)
    acts = [
        lambda: send(tom, reverse("care:choose_person", args=["first"]), who=harbour.dee.public_id).status_code,
        lambda: choose_sight_of(by=fresh(harbour.dee), other=fresh(harbour.tom), see=False),
    ]
    if kept is not None:
        acts.append(turns(harbour, kept, ONE))
    together(*acts)
    assert not Ask.objects.filter(of=harbour.dee.person, closed_at__isnull=True, ends_at__gt=timezone.now()).exists()
    assert "person whom somebody turns to" not in text_of(dee.get(reverse("home:today")))
    assert not Words.objects.visible_to(harbour.dee.person).filter(author=harbour.tom.person).exists()
    assert "They ask you to be their person" not in text_of(dee.get(reverse("care:my_person")))
