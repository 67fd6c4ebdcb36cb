"""If I go quiet: off until I make a plan, known to nobody before its time, one person asked, once; and no list."""

import re
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handinhand.care.actions import quiet
from handinhand.care.choices.quiet import QuietWay
from handinhand.care.models import QuietAsker, QuietPlan
from handinhand.care.queries.quiet import can_be_named, plans
from handinhand.care.rules.quiet import QuietStays
from handinhand.circles.actions import leave
from handinhand.circles.models import NotTogether
from handinhand.ledger.models import Entry
from handinhand.people import actions as people
from handinhand.people.actions import begin_rest, say_not_safe
from handinhand.people.choices import ContactWay
from handinhand.people.models import Address, Ask, Here, PhoneNumber
from handinhand.words.actions import take_back
from handinhand.words.choices import ScopeKind
from handinhand.words.models import NotSeeing, Scope, Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.home.test_reaching import without_keys
from tests.home.wishes import safe
from tests.planted_safe_contact import away, quiet_long_ago
from tests.test_architecture import HOUSE, modules, place

pytestmark = [pytest.mark.django_db]
DAY = timedelta(days=1)
WORDS = "Is the kettle on?"


@pytest.fixture
def now() -> datetime:
    """Sight reads the real clock."""
    return timezone.now()


def wanted(*askers, **more) -> quiet.Wanted:
    given = {"days": 5, "way": QuietWay.MEET, "words": WORDS, "even_resting": False, **more}
    return quiet.Wanted(askers=list(askers), **given)


def plan_of(owner, *askers, now, yes=True, **more) -> QuietPlan:
    plan = quiet.set_plan(by=owner, wanted=wanted(*askers, **more), now=now)
    for each in plan.askers.select_related("member"):
        if yes:
            quiet.answer_naming(asker=each, by=each.member, yes=True, now=now)
    return plan


def look(plan, now) -> QuietPlan:
    quiet.look_after(number=plan.pk, now=now)
    plan.refresh_from_db()
    return plan


def told() -> list[str]:
    return [each.member.name for each in QuietAsker.objects.select_related("member") if each.is_told]


def page_of(member, asker) -> str:
    return reverse("care:how_are", args=[member.circle.public_id, asker.public_id])


def test_when_the_time_is_over_one_person_is_asked_once(harbour: Group, now):
    plan = plan_of(harbour.dee, harbour.asha, harbour.tom, now=now)
    away(harbour.dee, 4, now=now)
    look(plan, now)
    assert told() == []
    away(harbour.dee, 5, now=now)
    for _each in range(3):
        look(plan, now)
    assert told() == ["Asha"]
    assert Ask.objects.filter(kind="how_they_are").count() == 1
    asha, asker = client_of(harbour.asha), plan.askers.get(place=0)
    assert "To ask somebody how they are" in text_of(asha.get("/"))
    ticket = Ask.objects.get(kind="how_they_are")
    page = text_of(asha.get(asha.get(f"/me/open/{ticket.public_id}/")["Location"]))
    assert "Dee asked that you ask how they are" in page
    assert WORDS in page
    assert "To ask somebody how they are" not in text_of(client_of(harbour.tom).get("/"))
    for other in ("tom", "marcus", "dee"):
        assert client_of(getattr(harbour, other)).get(page_of(harbour.dee, asker)).status_code == 404
    send(asha, page_of(harbour.dee, asker), say="asked")
    assert "To ask somebody how they are" not in text_of(asha.get("/"))
    assert "Whoever was asked said that they asked how you are." in text_of(
        client_of(harbour.dee).get(reverse("care:quiet_plan", args=[harbour.circle.public_id]))
    )


def test_whoever_is_back_before_is_never_mentioned(harbour: Group, now):
    plan = plan_of(harbour.dee, harbour.asha, now=now)
    away(harbour.dee, 5, now=now)
    client_of(harbour.dee).get("/")
    assert Here.objects.get().day == now.date().isoformat()
    look(plan, now)
    assert told() == []
    assert not Words.objects.visible_to(harbour.asha.person).filter(pk=plan.words_id).exists()


def test_whoever_is_back_after_is_asked_about_no_more(harbour: Group, now):
    asker = quiet_long_ago(harbour.dee, wanted(harbour.asha), now=now)
    assert told() == ["Asha"]
    client_of(harbour.dee).get("/")
    look(asker.plan, now)
    assert told() == []
    assert client_of(harbour.asha).get(page_of(harbour.dee, asker)).status_code == 404
    assert not Words.objects.visible_to(harbour.asha.person).filter(pk=asker.plan.words_id).exists()
    assert "one of those you chose was asked." in text_of(
        client_of(harbour.dee).get(reverse("care:quiet_plan", args=[harbour.circle.public_id]))
    )
    look(asker.plan, now + 9 * DAY)
    assert told() == []
    quiet.begin_again(by=harbour.dee, now=now)
    away(harbour.dee, 9, now=now)
    look(asker.plan, now)
    assert told() == ["Asha"]


def test_a_page_that_follows_by_itself_is_nobody_who_is_here(harbour: Group, now):
    plan_of(harbour.dee, harbour.asha, now=now)
    away(harbour.dee, 3, now=now)
    before = Here.objects.get().day
    client_of(harbour.dee).get("/", headers={"X-Follow": "1"})
    assert Here.objects.get().day == before


def test_before_they_say_yes_nothing_can_happen_and_no_is_as_good(harbour: Group, now):
    plan = plan_of(harbour.dee, harbour.asha, harbour.tom, now=now, yes=False)
    away(harbour.dee, 9, now=now)
    look(plan, now)
    assert told() == []
    asha = client_of(harbour.asha)
    assert "To be somebody who may ask how a person is" in text_of(asha.get("/"))
    first = plan.askers.get(place=0)
    page = text_of(asha.get(first.ask.where))
    assert "May Dee name you?" in page
    assert WORDS not in page
    assert not re.search(r"\b5\b days", page)
    send(asha, first.ask.where, say="no")
    look(plan, now)
    assert told() == []
    second = plan.askers.get(place=1)
    send(client_of(harbour.tom), second.ask.where, say="yes")
    look(plan, now)
    assert told() == ["Tom"]
    # A no later on is as good: it is asked of them no more.
    send(client_of(harbour.tom), second.ask.where, say="no")
    look(plan, now)
    assert told() == []


def not_see(harbour, by, about):
    NotSeeing.objects.create(circle=harbour.circle, by=by.person, about=about.person)


AWAY = {
    "left": lambda harbour, now: leave(by=harbour.asha, now=now),
    "rests": lambda harbour, now: begin_rest(
        by=harbour.asha.person, begins_at=now, ends_at=None, is_shown=False, now=now
    ),
    "whom_i_would_not_see": lambda harbour, _now: not_see(harbour, harbour.dee, harbour.asha),
    "who_would_not_see_me": lambda harbour, _now: not_see(harbour, harbour.asha, harbour.dee),
    "not_together": lambda harbour, _now: NotTogether.objects.create(by=harbour.asha, about=harbour.dee),
    "said_no": lambda harbour, now: quiet.answer_naming(
        asker=QuietAsker.objects.get(member=harbour.asha), by=harbour.asha, yes=False, now=now
    ),
}


@pytest.mark.parametrize("why", AWAY)
def test_if_the_first_cannot_the_second_is_asked_and_with_nobody_it_waits(harbour: Group, now, why):
    plan = plan_of(harbour.dee, harbour.asha, harbour.tom, now=now)
    AWAY[why](harbour, now)
    away(harbour.dee, 5, now=now)
    look(plan, now)
    assert told() == ["Tom"]
    quiet.answer_asking(asker=plan.askers.get(place=1), by=harbour.tom, asked=False, now=now)
    look(plan, now)
    assert told() == []


def test_whom_i_would_not_see_is_not_offered_and_who_would_not_see_me_is(harbour: Group, now):
    not_see(harbour, harbour.dee, harbour.asha)
    not_see(harbour, harbour.tom, harbour.dee)
    offered = {each.name for each in can_be_named(viewer=harbour.dee)}
    assert "Asha" not in offered
    assert "Dee" not in offered
    assert "Tom" in offered
    with pytest.raises(QuietStays):
        plan_of(harbour.dee, harbour.asha, now=now)


@pytest.mark.parametrize("days", [-1, 0, 367, 10_000])
def test_a_plan_is_for_a_day_to_a_year(harbour: Group, now, days):
    with pytest.raises(QuietStays, match="from one day to a year"):
        plan_of(harbour.dee, harbour.asha, now=now, days=days)
    page = reverse("care:quiet_plan", args=[harbour.circle.public_id])
    form = {"counted": "days", "first": harbour.asha.public_id, "way": "meet", "words": WORDS, "resting": "waits"}
    answer = send(client_of(harbour.dee), page, how_many=str(days), **form)
    assert "Please write a whole number from 1 to 366." in text_of(answer)
    assert WORDS in text_of(answer)
    letters = send(client_of(harbour.dee), page, how_many="a while", **form)
    assert "Please write a whole number from 1 to 366." in text_of(letters)
    nobody = send(client_of(harbour.dee), page, how_many="2", **{**form, "first": ""})
    assert "Please choose one." in text_of(nobody)
    assert WORDS in text_of(nobody)
    weeks = send(client_of(harbour.dee), page, **{**form, "how_many": "60", "counted": "weeks"})
    assert "Please choose from one day to a year." in text_of(weeks)
    assert not QuietPlan.objects.exists()


@pytest.mark.parametrize("who", [(), ("asha", "asha"), ("dee",), ("asha", "tom", "jo")])
def test_one_or_two_others_are_named(harbour: Group, now, who):
    with pytest.raises(QuietStays):
        plan_of(harbour.dee, *(getattr(harbour, each) for each in who), now=now)
    assert not QuietPlan.objects.exists()
    assert not Here.objects.exists()


def test_nobody_of_another_circle_is_named(harbour: Group, hillside: Group, now):
    with pytest.raises(QuietStays):
        plan_of(harbour.dee, hillside.bo, now=now)


def test_saved_twice_is_one_plan_and_who_is_named_no_more_is_asked_no_more(harbour: Group, now):
    plan_of(harbour.dee, harbour.asha, now=now, yes=False)
    plan_of(harbour.dee, harbour.tom, now=now, yes=False, days=9, words="Other words.")
    plan = QuietPlan.objects.get()
    assert (plan.days, plan.words.body) == (9, "Other words.")
    assert [each.member.name for each in plan.askers.all()] == ["Tom"]
    assert not Ask.objects.filter(of=harbour.asha.person, kind="ask_after", closed_at=None).exists()
    once = {"how_many": "2", "counted": "days", "first": harbour.jo.public_id, "way": "meet", "words": "A"}
    page = reverse("care:quiet_plan", args=[harbour.circle.public_id])
    for _each in range(2):
        send(client_of(harbour.dee), page, key="k" * 16, resting="waits", **once)
    assert [each.member.name for each in QuietAsker.objects.all()] == ["Jo"]


def test_ended_in_one_tap_nothing_of_it_is_left(harbour: Group, now):
    asker = quiet_long_ago(harbour.dee, wanted(harbour.asha), now=now)
    where = page_of(harbour.dee, asker)
    end = reverse("care:quiet_end", args=[harbour.circle.public_id])
    for _each in range(2):
        assert send(client_of(harbour.dee), end).status_code == 302
    assert not QuietPlan.objects.exists()
    assert not QuietAsker.objects.exists()
    assert not Here.objects.exists()
    assert not Words.objects.exists()
    assert not Scope.objects.filter(kind=ScopeKind.PAIR).exists()
    asha = client_of(harbour.asha)
    assert asha.get(where).status_code == 404
    assert send(asha, where, say="asked").status_code == 404
    assert "To ask somebody how they are" not in text_of(asha.get("/"))


@pytest.mark.parametrize(("even", "asked"), [(False, []), (True, ["Asha"])])
def test_while_i_rest_until_i_say_it_waits_unless_i_said_otherwise(harbour: Group, now, even, asked):
    plan = plan_of(harbour.dee, harbour.asha, now=now, even_resting=even)
    begin_rest(by=harbour.dee.person, begins_at=now, ends_at=None, is_shown=False, now=now)
    away(harbour.dee, 30, now=now)
    look(plan, now)
    assert told() == asked


def test_the_way_is_told_only_while_it_is_safe(harbour: Group, now):
    PhoneNumber.objects.create(person=harbour.dee.person, number="+447700900123", confirmed_at=now)
    safe(harbour.dee, now, way=ContactWay.TEXT, name="Del", may_be_left=False)
    asker = quiet_long_ago(harbour.dee, wanted(harbour.asha, way=QuietWay.TEXT), now=now)
    asha, where = client_of(harbour.asha), page_of(harbour.dee, asker)
    page = text_of(asha.get(where))
    for each in ("+447700900123", "Del", "Leave no message where others might see or hear it."):
        assert each in page
    say_not_safe(by=harbour.dee.person, way=ContactWay.TEXT)
    page = text_of(asha.get(where))
    assert "+447700900123" not in page
    assert "The way they had chosen is not safe now" in page
    safe(harbour.dee, now - 92 * DAY, way=ContactWay.TEXT)
    assert "+447700900123" not in text_of(asha.get(where))


def test_for_whoever_leaves_nobody_is_asked_any_more_and_no_day_is_kept(harbour: Group, now):
    asker = quiet_long_ago(harbour.dee, wanted(harbour.asha, harbour.tom), now=now)
    asha = client_of(harbour.asha)
    assert "To ask somebody how they are" in text_of(asha.get("/"))
    leave(by=harbour.dee, now=now)
    assert not QuietAsker.objects.exists()
    assert not Here.objects.exists()
    assert not Words.objects.visible_to(harbour.asha.person).exists()
    assert "To ask somebody how they are" not in text_of(asha.get("/"))
    assert asha.get(page_of(harbour.dee, asker)).status_code == 404
    quiet.look_after(number=asker.plan_id, now=now)
    assert told() == []


def test_whoever_was_named_and_leaves_is_named_no_more_and_the_next_is_asked(harbour: Group, now):
    plan = quiet_long_ago(harbour.dee, wanted(harbour.asha, harbour.tom), now=now).plan
    leave(by=harbour.asha, now=now)
    assert [each.member.name for each in QuietAsker.objects.all()] == ["Tom"]
    assert not Words.objects.visible_to(harbour.asha.person).filter(pk=plan.words_id).exists()
    look(plan, now)
    assert told() == ["Tom"]
    leave(by=harbour.tom, now=now)
    look(plan, now)
    page = reverse("care:quiet_plan", args=[harbour.circle.public_id])
    assert "Nobody is named now. You can choose somebody." in text_of(client_of(harbour.dee).get(page))


def test_without_an_answer_the_next_is_asked_after_two_weeks(harbour: Group, now):
    plan = quiet_long_ago(harbour.dee, wanted(harbour.asha, harbour.tom), now=now).plan
    look(plan, now + 13 * DAY)
    assert told() == ["Asha"]
    look(plan, now + 14 * DAY)
    assert told() == []
    look(plan, now + 14 * DAY)
    assert told() == ["Tom"]
    page = reverse("care:quiet_plan", args=[harbour.circle.public_id])
    assert "was asked, and it did not go this time" in text_of(client_of(harbour.dee).get(page))


def test_whoever_would_rather_not_see_me_never_hears_of_it_and_i_cannot_tell(harbour: Group, now):
    not_see(harbour, harbour.asha, harbour.dee)
    plan_of(harbour.dee, harbour.asha, harbour.tom, now=now, yes=False)
    assert "To be somebody who may ask how a person is" not in text_of(client_of(harbour.asha).get("/"))
    assert "To be somebody who may ask how a person is" in text_of(client_of(harbour.tom).get("/"))
    page = text_of(client_of(harbour.dee).get(reverse("care:quiet_plan", args=[harbour.circle.public_id])))
    assert page.count("has not answered yet") == 2


def test_words_that_were_taken_back_are_read_by_nobody_and_saved_anew_they_are_there_again(harbour: Group, now):
    plan = plan_of(harbour.dee, harbour.asha, now=now)
    take_back(words=plan.words, by=harbour.dee.person)
    away(harbour.dee, 9, now=now)
    asker = plan.askers.get()
    look(plan, now)
    page = text_of(client_of(harbour.asha).get(page_of(harbour.dee, asker)))
    assert WORDS not in page
    assert "They took their words back." in page
    plan = quiet_long_ago(harbour.dee, wanted(harbour.asha, words="Other words."), now=now).plan
    assert "Other words." in text_of(client_of(harbour.asha).get(page_of(harbour.dee, plan.askers.get())))


def test_my_own_page_says_while_the_way_i_chose_is_not_safe(harbour: Group, now):
    Address.objects.create(person=harbour.dee.person, email="dee@example.org", confirmed_at=now)
    plan_of(harbour.dee, harbour.asha, now=now, way=QuietWay.EMAIL)
    page, said = reverse("care:quiet_plan", args=[harbour.circle.public_id]), "The way you chose is not said to be safe"
    assert said in text_of(client_of(harbour.dee).get(page))
    safe(harbour.dee, now)
    assert said not in text_of(client_of(harbour.dee).get(page))


def test_it_is_among_what_i_have_written_for_me_alone(harbour: Group, now):
    plan_of(harbour.dee, harbour.asha, now=now)
    page = text_of(client_of(harbour.dee).get("/me/written/"))
    assert WORDS in page
    assert "If I go quiet" in page
    assert WORDS not in text_of(client_of(harbour.asha).get("/me/written/"))


def test_nothing_can_list_who_is_quiet(harbour: Group, now):
    """Where a plan stands and when somebody was here cannot be searched by: the database refuses to ask."""
    plan_of(harbour.dee, harbour.asha, now=now)
    for rows, asked in (
        (Here, {"day__lte": "2030-01-01"}),
        (Here, {"day": "2026-11-24"}),
        (QuietPlan, {"stands": "asked"}),
        (QuietPlan, {"asked_on__gt": "2026-01-01"}),
        (QuietAsker, {"to_do": "x"}),
    ):
        with pytest.raises((FieldError, TypeError)):
            list(rows.objects.filter(**asked))
    lengths = {len(value) for value in QuietPlan.objects.values_list("stands", flat=True)}
    quiet_long_ago(harbour.tom, wanted(harbour.asha), now=now)
    assert {len(value) for value in QuietPlan.objects.values_list("stands", flat=True)} == lengths


def test_the_job_reads_one_person_at_a_time_and_leaves_no_line(harbour: Group, now, caplog):
    owners = [harbour.dee, harbour.tom, harbour.jo]
    for each in owners:
        plan_of(each, harbour.asha, now=now)
        away(each, 9, now=now)
    numbers = plans()
    for number in numbers:
        with CaptureQueriesContext(connection) as made:
            quiet.look_after(number=number, now=now)
        of_days = [each["sql"] for each in made if '"people_here"' in each["sql"]]
        assert of_days
        assert all(re.search(r'"person_id" = \d+', each) for each in of_days)
        of_plans = [each["sql"] for each in made if 'FROM "care_quietplan"' in each["sql"]]
        assert all(re.search(r'"care_quietplan"."id" = \d+', each) for each in of_plans)
    assert told() == ["Asha", "Asha", "Asha"]
    assert caplog.text == ""
    assert not Entry.objects.exists()


TABLES = ("people_here", "care_quietplan", "care_quietasker")
ONE = re.compile(r""""(person_id|id|member_id|public_id|plan_id|ask_id|number)"\s*=\s*('?[\w-]+'?)""")


def test_no_query_of_any_page_or_command_reads_where_more_than_one_plan_stands(harbour: Group, now):
    """Three are quiet and have been asked about; everybody opens every page on which a plan could show."""
    for each in (harbour.dee, harbour.tom, harbour.jo):
        quiet_long_ago(each, wanted(harbour.asha, harbour.marcus), now=now)
    circle, state = harbour.circle.public_id, {"stands", "asked_on", "to_do", "day"}
    pages = ["/", "/me/", "/me/if-i-go-quiet/", "/me/open/", "/me/written/", f"/c/{circle}/"]
    pages += [f"/c/{circle}/if-i-go-quiet/", *(page_of(harbour.dee, each) for each in QuietAsker.objects.all())]
    with CaptureQueriesContext(connection) as made:
        for member in (harbour.asha, harbour.marcus, harbour.dee):
            browser = client_of(member)
            for each in pages:
                browser.get(each)
    asked = [each["sql"] for each in made if any(f'FROM "{table}"' in each["sql"] for table in TABLES)]
    assert asked
    for sql in asked:
        read, where = sql.split(" WHERE ", 1)
        if any(f'"{table}"."{column}"' in read for table in TABLES for column in state):
            assert ONE.search(where), sql


def test_what_the_keeper_is_told_says_nothing_of_who_is_quiet(harbour: Group, now, capsys):
    def says() -> str:
        with suppress(SystemExit):
            call_command("check")
        said = capsys.readouterr()
        return said.out + said.err

    before = says()
    quiet_long_ago(harbour.dee, wanted(harbour.asha), now=now)
    after = says()
    assert after == before
    assert "Dee" not in after
    assert "quiet" not in after.lower()


def test_only_two_places_read_a_day_and_each_reads_one_person():
    with_the_visit = [place(path) for path in modules() if re.search(r'select_related\([^)]*"here"', path.read_text())]
    assert with_the_visit == ["handinhand/people/queries/__init__.py"]
    found = {place(path) for path in modules() if re.search(r"\bHere\b\.objects", path.read_text())}
    assert found == {"handinhand/people/actions/here.py", "handinhand/people/queries/contact.py"}
    for each in found:
        asked = re.findall(
            r"Here\.objects\.(?:select_for_update\(\)\.)?\w+\((.*?)[,)]", (HOUSE.parent / each).read_text()
        )
        assert asked
        assert set(asked) <= {"person=of", "person=person"}


def test_a_watcher_cannot_tell(harbour: Group, now):
    """Every page another member can see is byte for byte the same, before, while a plan waits, and when it has come."""
    circle = harbour.circle.public_id
    pages = ["/", "/me/", "/me/if-i-go-quiet/", "/me/open/", f"/c/{circle}/", f"/c/{circle}/if-i-go-quiet/"]
    pages += [reverse("circles:member", args=[circle, harbour.dee.public_id])]

    def seen(name: str) -> list[str]:
        browser = client_of(getattr(harbour, name))
        return [without_keys(text_of(browser.get(each))) for each in pages]

    with time_machine.travel(now, tick=False):
        before = {name: seen(name) for name in ("tom", "marcus")}
        PhoneNumber.objects.create(person=harbour.dee.person, number="+447700900123", confirmed_at=now)
        safe(harbour.dee, now, way=ContactWay.TEXT)
        plan = plan_of(harbour.dee, harbour.asha, now=now)
        assert {name: seen(name) for name in before} == before
        away(harbour.dee, 9, now=now)
        look(plan, now)
        assert told() == ["Asha"]
        assert {name: seen(name) for name in before} == before


def test_a_day_is_kept_of_nobody_who_did_not_ask(harbour: Group, now):
    client_of(harbour.tom).get("/")
    assert not Here.objects.exists()
    plan_of(harbour.dee, harbour.asha, now=now)
    assert [each.person for each in Here.objects.all()] == [harbour.dee.person]
    people.forget_day(of=harbour.dee.person)
    client_of(harbour.dee).get("/")
    assert not Here.objects.exists()


def test_the_first_page_of_a_day_asks_nothing_more_of_the_database(harbour: Group, now):
    """The day is read with the visit itself; only whoever has a plan has it written, once a day."""
    plan_of(harbour.dee, harbour.asha, now=now)

    def asked(member) -> int:
        browser = client_of(member)
        with CaptureQueriesContext(connection) as made:
            browser.get("/me/comfort/")
        return sum("SAVEPOINT" not in each["sql"] for each in made)

    every_day = asked(harbour.dee)
    assert asked(harbour.tom) == every_day
    away(harbour.dee, 3, now=now)
    assert asked(harbour.dee) <= every_day + 2
    assert asked(harbour.dee) == every_day
    with time_machine.travel(now + DAY, tick=True):
        assert asked(harbour.tom) == every_day
