"""A plan for going quiet lives on after a no, and no rows that can be counted tell whose time has come."""

from datetime import datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from handinhand.care.actions import quiet
from handinhand.care.models.quiet import NO_DAY
from handinhand.circles.actions import choose_sight_of
from handinhand.people.actions import keep_day
from handinhand.words.actions import let_see, open_together
from handinhand.words.models import ScopeMember, Words
from tests.browsing import client_of, send, text_of
from tests.care.test_quiet import DAY, WORDS, look, page_of, plan_of, told, wanted
from tests.cast import Group
from tests.planted_safe_contact import away, quiet_long_ago

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ONLY_ME = "Only you can see this, until the time in your plan is over. Then whoever is asked reads it, or has read it."


@pytest.fixture
def now() -> datetime:
    """Sight reads the real clock."""
    return timezone.now()


def own_page(group: Group) -> str:
    return text_of(client_of(group.dee).get(reverse("care:quiet_plan", args=[group.circle.public_id])))


def is_back(group: Group, plan, at: datetime) -> None:
    keep_day(of=group.dee.person, day=at.date())
    look(plan, at)


def quiet_again(group: Group, plan, at: datetime) -> None:
    """Ten days after they were here last."""
    away(group.dee, 10, now=at)
    look(plan, at)


@pytest.mark.parametrize("how", ["not this time", "no answer"])
def test_who_comes_back_and_goes_quiet_again_is_asked_about_again(harbour: Group, now, how):
    asker = quiet_long_ago(harbour.dee, wanted(harbour.asha), now=now)
    plan = asker.plan
    if how == "not this time":
        send(client_of(harbour.asha), page_of(harbour.dee, asker), say="not")
    look(plan, now + 14 * DAY)
    for later in range(15, 30):
        look(plan, now + later * DAY)
    assert told() == []
    is_back(harbour, plan, now + 30 * DAY)
    assert "was asked, and it did not go this time" not in own_page(harbour)
    quiet_again(harbour, plan, now + 60 * DAY)
    assert told() == ["Asha"]


def test_both_passed_and_both_can_be_asked_the_next_time(harbour: Group, now):
    plan = quiet_long_ago(harbour.dee, wanted(harbour.asha, harbour.tom), now=now).plan
    for member in (harbour.asha, harbour.tom):
        quiet.answer_asking(asker=plan.askers.get(member=member), by=member, asked=False, now=now)
        look(plan, now + timedelta(hours=1))
    assert told() == []
    is_back(harbour, plan, now + 2 * DAY)
    quiet_again(harbour, plan, now + 20 * DAY)
    assert told() == ["Asha"]
    quiet.answer_asking(asker=plan.askers.get(member=harbour.asha), by=harbour.asha, asked=False, now=now)
    look(plan, now + 20 * DAY)
    assert told() == ["Tom"]


def test_a_no_for_good_of_the_second_leaves_the_first_a_next_time(harbour: Group, now):
    plan = quiet_long_ago(harbour.dee, wanted(harbour.asha, harbour.tom), now=now).plan
    quiet.answer_asking(asker=plan.askers.get(member=harbour.asha), by=harbour.asha, asked=False, now=now)
    look(plan, now)
    quiet.answer_naming(asker=plan.askers.get(member=harbour.tom), by=harbour.tom, yes=False, now=now)
    look(plan, now + DAY)
    assert told() == []
    is_back(harbour, plan, now + 2 * DAY)
    quiet_again(harbour, plan, now + 20 * DAY)
    assert told() == ["Asha"]


def test_while_it_passed_by_everybody_the_owner_can_begin_again(harbour: Group, now):
    asker = quiet_long_ago(harbour.dee, wanted(harbour.asha), now=now)
    assert "Begin again from today" in own_page(harbour)
    send(client_of(harbour.asha), page_of(harbour.dee, asker), say="not")
    page = own_page(harbour)
    assert "You have a plan" in page
    assert "Begin again from today" in page
    send(client_of(harbour.dee), reverse("care:quiet_again", args=[harbour.circle.public_id]))
    assert "Begin again from today" not in own_page(harbour)
    quiet_again(harbour, asker.plan, now)
    assert told() == ["Asha"]


def counted() -> list[object]:
    """What anybody could count or sort by in the rows of words and of who sees them."""
    rows = Words.objects.filter(quiet_plan__isnull=False).order_by("pk")
    seen = ScopeMember.even_held.filter(scope__in=rows.values("scope")).order_by("scope", "person")
    return [*rows.values_list("state", "shared_at", "wording", "covered_until"), *seen.values_list("scope", "person")]


def test_the_rows_of_words_tell_nothing_of_whose_time_has_come(harbour: Group, now):
    plan = plan_of(harbour.dee, harbour.asha, now=now)
    plan_of(harbour.tom, harbour.asha, now=now)
    waiting = counted()
    away(harbour.dee, 9, now=now)
    look(plan, now)
    assert told() == ["Asha"]
    assert counted() == waiting
    assert WORDS in text_of(client_of(harbour.asha).get(page_of(harbour.dee, plan.askers.get())))
    quiet.answer_asking(asker=plan.askers.get(), by=harbour.asha, asked=True, now=now)
    assert counted() == waiting
    is_back(harbour, plan, now + DAY)
    assert counted() == waiting


def test_what_i_have_written_says_who_reads_it_then_in_a_sentence_that_is_true_before_and_after(harbour: Group, now):
    plan = plan_of(harbour.dee, harbour.asha, now=now)
    places = ["/me/written/", reverse("words:own", args=[plan.words.public_id])]
    before = [ONLY_ME in text_of(client_of(harbour.dee).get(each)) for each in places]
    away(harbour.dee, 9, now=now)
    look(plan, now)
    assert told() == ["Asha"]
    assert before == [ONLY_ME in text_of(client_of(harbour.dee).get(each)) for each in places] == [True, True]


def test_whoever_is_asked_and_would_not_see_my_words_reads_none(harbour: Group, now):
    asker = quiet_long_ago(harbour.dee, wanted(harbour.asha), now=now)
    choose_sight_of(by=harbour.asha, other=harbour.dee, see=False)
    page = text_of(client_of(harbour.asha).get(page_of(harbour.dee, asker)))
    assert WORDS not in page
    assert "A plain “How are you?” is enough." in page


def test_on_a_server_of_before_words_are_a_draft_again_and_what_passed_is_over_with_the_next_visit(harbour: Group, now):
    change = import_module("handinhand.care.migrations.0010_quiet_words_stay_a_draft")
    plan = quiet_long_ago(harbour.dee, wanted(harbour.asha), now=now).plan
    as_it_is = counted()
    let_see(scope=plan.words.scope, person=harbour.asha.person)
    open_together(words=[plan.words], now=now)
    quiet.answer_asking(asker=plan.askers.get(), by=harbour.asha, asked=False, now=now)
    plan.refresh_from_db()
    plan.asked_on = NO_DAY
    plan.save()
    for each in (change.stay_a_draft, change.say_when_it_passed):
        each(apps, SimpleNamespace(connection=connection))
    assert counted() == as_it_is
    look(plan, now + DAY)
    assert told() == []
    is_back(harbour, plan, now + 2 * DAY)
    quiet_again(harbour, plan, now + 30 * DAY)
    assert told() == ["Asha"]
