"""How I am: for me alone, or for whom I chose; mine to look back on, take back, or delete for good."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handinhand.care.actions import NotAmongThem, check_in, remove
from handinhand.care.models import CheckIn
from handinhand.care.queries.check_ins import in_scope, mine, one_of_mine
from handinhand.circles.actions import leave
from handinhand.words import actions as words_actions
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, Words
from handinhand.words.queries import own_scope
from handinhand.words.rules import NotYours
from tests.browsing import client_of, send, text_of
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]

TIRED = "Tired, and glad to be here."


def alone(harbour: Group, now, *, name="tom", body=TIRED) -> CheckIn:
    person = getattr(harbour, name).person
    return check_in(circle=harbour.circle, scope=own_scope(harbour.circle, person), by=person, body=body, now=now)


def meeting_of(harbour: Group, *names: str) -> Scope:
    scope = words_actions.make_scope(circle=harbour.circle, kind=ScopeKind.MEETING)
    for name in names:
        words_actions.let_see(scope=scope, person=getattr(harbour, name).person)
    return scope


def bodies(check_ins: list[CheckIn]) -> list[str]:
    return [each.words.body for each in check_ins]


def test_to_nobody_but_me(harbour: Group, now):
    kept = alone(harbour, now)
    assert bodies(mine(person=harbour.tom.person)) == [TIRED]
    assert mine(person=harbour.dee.person) == []
    assert in_scope(viewer=harbour.dee.person, scope=kept.words.scope) == []
    assert not Words.objects.visible_to(harbour.dee.person).filter(pk=kept.words_id).exists()
    with pytest.raises(Http404):
        one_of_mine(person=harbour.dee.person, check_in_id=kept.public_id)


def test_to_a_meeting(harbour: Group, now):
    scope = meeting_of(harbour, "tom", "dee")
    kept = check_in(circle=harbour.circle, scope=scope, by=harbour.tom.person, body=TIRED, now=now)
    assert bodies(in_scope(viewer=harbour.dee.person, scope=scope)) == [TIRED]
    assert in_scope(viewer=harbour.marcus.person, scope=scope) == []
    words_actions.take_back(words=kept.words, by=harbour.tom.person)
    assert in_scope(viewer=harbour.dee.person, scope=scope) == []
    assert bodies(mine(person=harbour.tom.person)) == [TIRED]


def test_not_to_people_one_is_not_among(harbour: Group, hillside: Group, now):
    scope = meeting_of(harbour, "dee")
    for circle, where in ((harbour.circle, scope), (hillside.circle, scope), (harbour.circle, hillside.scope)):
        with pytest.raises(NotAmongThem):
            check_in(circle=circle, scope=where, by=harbour.tom.person, body=TIRED, now=now)
    assert not CheckIn.objects.exists()


def test_over_time_the_newest_first(harbour: Group, now):
    for day in range(3):
        alone(harbour, now + timedelta(days=day), body=f"Day {day}")
    assert bodies(mine(person=harbour.tom.person)) == ["Day 2", "Day 1", "Day 0"]


def test_deleted_for_good_by_its_owner_alone(harbour: Group, now):
    kept = alone(harbour, now)
    with pytest.raises(NotYours):
        remove(check_in=kept, by=harbour.dee.person)
    remove(check_in=kept, by=harbour.tom.person)
    assert not CheckIn.objects.exists()
    assert not Words.objects.exists()


def test_after_leaving_nothing_of_the_circle_is_seen(harbour: Group, now):
    alone(harbour, now)
    leave(by=harbour.tom, now=now)
    assert mine(person=harbour.tom.person) == []


def test_all_of_it_is_gone_also_where_i_left_and_only_what_is_mine(harbour: Group, now):
    scope, tom = meeting_of(harbour, "tom", "dee"), client_of(harbour.tom)
    alone(harbour, now)
    others = alone(harbour, now, name="dee", body="Fine.")
    check_in(circle=harbour.circle, scope=scope, by=harbour.tom.person, body="Shared.", picture="rain", now=now)
    assert "in a circle you left" not in text_of(tom.get(reverse("care:mine")))
    leave(by=harbour.tom, now=now)
    page = text_of(tom.get(reverse("care:mine")))
    assert TIRED not in page
    assert "You said how you are in a circle you left, too." in page
    assert f'href="{reverse("care:delete_all")}"' in page
    assert "in every circle you are in or were in" in text_of(tom.get(reverse("care:delete_all")))
    send(tom, reverse("care:delete_all"))
    assert "All of it is gone for good." in text_of(tom.get(reverse("care:mine")))
    assert list(CheckIn.objects.all()) == [others]
    assert list(Words.objects.all()) == [others.words]
    assert in_scope(viewer=harbour.dee.person, scope=scope) == []
    assert "in a circle you left" not in text_of(tom.get(reverse("care:mine")))


def test_the_page_is_mine_alone(harbour: Group, now):
    kept = alone(harbour, now)
    page = reverse("care:mine")
    assert TIRED in text_of(client_of(harbour.tom).get(page))
    assert TIRED not in text_of(client_of(harbour.dee).get(page))
    assert Client().get(page).headers["Location"].startswith(reverse("people:sign_in"))
    delete = reverse("care:delete", args=[kept.public_id])
    assert client_of(harbour.dee).get(delete).status_code == 404
    assert send(client_of(harbour.dee), delete).status_code == 404
    assert CheckIn.objects.count() == 1


def test_it_can_be_said_at_any_time_from_the_page(harbour: Group, now):
    tom, say = client_of(harbour.tom), reverse("care:say", args=[harbour.circle.public_id])
    assert f'href="{say}"' in tom.get(reverse("care:mine")).content.decode()
    box = text_of(tom.get(say))
    assert "Only you can see this." in box
    assert "Whoever you choose below" not in box
    sent = send(tom, say, how=TIRED, picture="rain", who="me")
    assert TIRED in text_of(tom.get(sent.headers["Location"]))
    assert bodies(mine(person=harbour.dee.person)) == []


def test_deleting_is_looked_at_once_more_first(harbour: Group, now):
    kept = alone(harbour, now)
    tom, delete = client_of(harbour.tom), reverse("care:delete", args=[kept.public_id])
    assert TIRED in text_of(tom.get(delete))
    assert CheckIn.objects.count() == 1
    once = {"key": "k" * 16}
    assert send(tom, delete, **once).headers["Location"] == reverse("care:mine")
    assert send(tom, delete, **once).headers["Location"] == reverse("care:mine")
    assert not CheckIn.objects.exists()
    assert "It is gone for good." in text_of(tom.get(reverse("care:mine")))
    assert tom.get(delete).status_code == 404


def test_the_page_costs_the_same_with_three_and_with_thirty(harbour: Group, now):
    tom, counts = client_of(harbour.tom), []
    for more in (3, 27):
        for number in range(more):
            alone(harbour, now, body=f"Line {number}")
        tom.get(reverse("care:mine"))
        with CaptureQueriesContext(connection) as queries:
            assert "Line 2" in text_of(tom.get(reverse("care:mine")))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
