"""What cannot be is answered in a plain sentence, and nothing that was typed is lost."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handinhand.care.actions import persons
from handinhand.care.choices.persons import Place
from handinhand.care.models import QuietPlan, SupportPerson, TurnedTo
from handinhand.circles.actions import leave
from handinhand.circles.models import Member
from handinhand.people import actions as people
from handinhand.words.models import NotSeeing
from tests.browsing import client_of, send, text_of
from tests.care.test_my_person import have_person
from tests.cast import Group

pytestmark = [pytest.mark.django_db]
SUPPORT = reverse("care:support")
TYPED = "The gulls were loud, and I counted every boat."


@pytest.fixture
def now() -> datetime:
    """Sight reads the real clock."""
    return timezone.now()


def goes(harbour: Group, support: SupportPerson | None, how: str, now: datetime) -> None:
    dee, tom = harbour.dee, harbour.tom
    if how == "left":
        leave(by=dee, now=now)
    elif how == "held":
        Member.objects.filter(pk=dee.pk).update(held_until=now + timedelta(days=1))
    elif how == "I would not see them":
        NotSeeing.objects.create(circle=harbour.circle, by=tom.person, about=dee.person)
    elif how == "they would not see me":
        NotSeeing.objects.create(circle=harbour.circle, by=dee.person, about=tom.person)
    elif how == "said no":
        persons.say_not_this_time(support=support, by=dee.person, now=now)
    elif how == "let go":
        persons.end(support=support, by=tom.person, now=now)
    elif how == "I left":
        leave(by=tom, now=now)


@pytest.mark.parametrize(
    "how",
    ["left", "held", "I would not see them", "they would not see me", "said no", "let go", "I left"],
)
@pytest.mark.parametrize("second", [True, False])
def test_whoever_is_not_there_any_more_is_said_and_the_words_stand_in_the_box(harbour: Group, now, how, second):
    support = have_person(harbour, now)
    if second:
        have_person(harbour, now, who="asha", place=Place.SECOND)
    tom = client_of(harbour.tom)
    goes(harbour, support, how, now)
    answer = send(tom, SUPPORT, to=support.public_id, text=TYPED)
    page = text_of(answer)
    assert answer.status_code == 422
    assert TYPED in page
    assert "They are not there for you just now." in page
    assert "116 123" in page
    assert not TurnedTo.objects.exists()
    if second and how != "I left":
        asha = SupportPerson.objects.get(place=Place.SECOND)
        assert send(tom, SUPPORT, to=asha.public_id, text=TYPED).status_code == 302
        assert TurnedTo.objects.get().support_id == asha.pk


@pytest.mark.parametrize("is_shown", [True, False])
def test_whoever_rests_is_told_when_they_look_and_the_page_stays_as_it_is(harbour: Group, now, is_shown):
    support = have_person(harbour, now)
    people.begin_rest(by=harbour.dee.person, begins_at=now, ends_at=None, is_shown=is_shown, now=now)
    tom = client_of(harbour.tom)
    assert send(tom, SUPPORT, to=support.public_id, text=TYPED).status_code == 302
    page = text_of(tom.get(SUPPORT))
    assert "Not opened yet." in page
    assert ("is resting" in page) is is_shown


def test_a_person_that_nobody_is_loses_no_word(harbour: Group, now):
    have_person(harbour, now)
    tom = client_of(harbour.tom)
    for to in ("", "nobody", "a" * 12, "é", "x" * 5000, "\x00"):
        answer = send(tom, SUPPORT, to=to, text=TYPED)
        assert answer.status_code == 422
        assert TYPED in text_of(answer)
    assert not TurnedTo.objects.exists()


DAYS = ["-1", "0", "", "   ", "1000000000", "9" * 5000, "a while", "1.5", "1e9", "NaN", "²", "-0", "٣٦٧", "\x00"]


@pytest.mark.parametrize("counted", ["days", "weeks"])
def test_a_plan_of_no_days_is_said_beside_the_box_and_all_else_stands(harbour: Group, now, counted):
    page = reverse("care:quiet_plan", args=[harbour.circle.public_id])
    form = {"first": harbour.asha.public_id, "way": "text", "words": TYPED, "resting": "goes_on", "counted": counted}
    dee = client_of(harbour.dee)
    for days in DAYS:
        answer = send(dee, page, how_many=days, **form)
        said = text_of(answer)
        assert answer.status_code == 422, days
        assert "Please write a whole number from 1 to 366." in said
        assert TYPED in said
        assert f'value="{harbour.asha.public_id}" selected' in said
        assert re.search(r'value="goes_on"[^>]* checked', said)
    assert not QuietPlan.objects.exists()


def test_days_however_they_are_typed(harbour: Group, now):
    page = reverse("care:quiet_plan", args=[harbour.circle.public_id])
    form = {"first": harbour.asha.public_id, "way": "meet", "words": TYPED, "resting": "waits", "counted": "days"}
    for number, days in enumerate(("٣", " 4 ", "5"), start=3):
        assert send(client_of(harbour.dee), page, how_many=days, **form).status_code == 302
        assert QuietPlan.objects.get().days == number


@pytest.mark.parametrize("how", ["left", "I would not see them"])
@pytest.mark.parametrize("place", ["first", "second"])
def test_whoever_cannot_be_named_any_more_loses_nothing_typed(harbour: Group, now, how, place):
    page = reverse("care:quiet_plan", args=[harbour.circle.public_id])
    form = {"first": harbour.jo.public_id, "second": "", "way": "meet", "words": TYPED, "resting": "waits"}
    form |= {"counted": "days", "how_many": "5", place: harbour.dee.public_id}
    goes(harbour, None, how, now)
    answer = send(client_of(harbour.tom), page, **form)
    said = text_of(answer)
    assert answer.status_code == 422
    assert "Please choose one of these." in said
    assert TYPED in said
    assert not QuietPlan.objects.exists()


WRONG = [
    {"counted": "years"},
    {"counted": ""},
    {"way": "pigeon"},
    {"way": ""},
    {"resting": "never"},
    {"second": "{first}"},
    {"first": ""},
    {"words": ""},
    {"words": "gull " * 2000},
]


def test_any_other_box_of_a_plan_is_mended_without_a_loss(harbour: Group, now):
    page = reverse("care:quiet_plan", args=[harbour.circle.public_id])
    usual = {"first": harbour.asha.public_id, "way": "meet", "words": TYPED, "resting": "waits", "counted": "days"}
    dee = client_of(harbour.dee)
    for wrong in WRONG:
        form = {**usual, **{name: value.format(first=harbour.asha.public_id) for name, value in wrong.items()}}
        answer = send(dee, page, how_many="11", **form)
        said = text_of(answer)
        assert answer.status_code == 422, wrong
        assert form["words"].strip() in said
        assert 'value="11"' in said
    assert not QuietPlan.objects.exists()
