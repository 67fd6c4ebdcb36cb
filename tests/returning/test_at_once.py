"""Stopping, saying yes and coming in at the very same moment: one happens, whole, and all are told in a page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handinhand.circles.actions import invite
from handinhand.circles.models import Member
from handinhand.notices.models import Letter
from handinhand.people.models import Address
from handinhand.returning import actions, rules
from handinhand.returning.models import Asked, Known
from tests.browsing import client_of
from tests.cast import make_group
from tests.circles.test_at_once import post, together
from tests.home.wishes import safe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
LONG_AGO = timedelta(days=3)


@pytest.fixture(params=range(3))
def again(request) -> int:
    return int(request.param)


@pytest.fixture
def group():
    group = make_group(name="Harbour", now=timezone.now() - 2 * LONG_AGO, people=("Tom", "Asha", "Jo", "Dee"))
    Address.objects.create(person=group.tom.person, email="tom@example.org", confirmed_at=timezone.now())
    safe(group.tom, timezone.now())
    return group


def ask(group, *known: str) -> Asked:
    then = timezone.now() - LONG_AGO
    asked = actions.ask(person=None, invitation=invite(by=group.tom, now=then), name="Tom", where="", now=then)
    for name in known:
        actions.say_i_know(by=group.members[name], asked=asked, now=then)
    return asked


def browser_of(asked: Asked) -> Client:
    return client_of(Member(person=asked.asker))


def test_stopped_and_let_in_at_once(group, again):
    asked = ask(group, "Asha", "Jo")
    answers = together(
        post(client_of(group.tom), f"/back/{asked.public_id}/stop/"),
        post(browser_of(asked), f"/back/{asked.public_id}/come-in/"),
    )
    assert [each.status_code for each in answers] == [302, 302]
    asked.refresh_from_db()
    # Either way Tom has said no, so nobody is in.
    assert asked.stopped_at or asked.ended_at
    assert not Member.objects.filter(person=asked.asker, left_at__isnull=True).exists()


def test_coming_in_twice_at_once_is_coming_in_once(group, again):
    asked = ask(group, "Asha", "Jo")
    answers = together(*[post(browser_of(asked), f"/back/{asked.public_id}/come-in/") for _each in range(2)])
    assert {each["Location"] for each in answers} == {f"/c/{group.circle.public_id}/"}
    assert Member.objects.filter(person=asked.asker).count() == 1


def test_two_say_yes_at_once_and_the_person_is_told_once(group, again):
    asked = ask(group)
    where = f"/c/{group.circle.public_id}/back/{asked.public_id}/"
    answers = together(*[post(client_of(group.members[name]), where) for name in ("Asha", "Jo")])
    assert [each["Location"] for each in answers] == [where, where]
    asked.refresh_from_db()
    assert asked.waits_until is not None
    assert Known.objects.count() == rules.KNOWN_BY
    assert Letter.objects.count() == 1


def test_one_says_yes_twice_at_once_and_is_one(group, again):
    asked = ask(group)
    where = f"/c/{group.circle.public_id}/back/{asked.public_id}/"
    together(*[post(client_of(group.asha), where) for _each in range(2)])
    asked.refresh_from_db()
    assert (Known.objects.count(), asked.waits_until) == (1, None)


def test_who_leaves_as_somebody_comes_in_on_their_word(group, again):
    asked = ask(group, "Asha", "Jo")
    answers = together(
        post(client_of(group.jo), f"/c/{group.circle.public_id}/leave/"),
        post(browser_of(asked), f"/back/{asked.public_id}/come-in/"),
    )
    assert [each.status_code for each in answers] == [302, 302]
    asked.refresh_from_db()
    came = Member.objects.filter(person=asked.asker, left_at__isnull=True).exists()
    assert came == (asked.let_in_at is not None)


def test_two_who_ask_in_one_name_come_in_at_once_and_one_is_in(group, again):
    one, other = ask(group, "Asha", "Jo"), ask(group, "Asha", "Dee")
    answers = together(*[post(browser_of(each), f"/back/{each.public_id}/come-in/") for each in (one, other)])
    assert sorted(each["Location"] for each in answers) == ["/back/", f"/c/{group.circle.public_id}/"]
    assert Asked.objects.filter(let_in_at__isnull=False).count() == 1
