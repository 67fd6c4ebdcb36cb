"""My energy on pages: one tap each, clear sentences, and nothing that anybody else could read from theirs."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.fairness.energy import Cost, one_day
from handinhand.people import actions
from handinhand.people.choices import AskKind, Weight
from handinhand.people.models import Energy, Rest, WeekOff
from tests.meetings.plans import client_of, invited, sent

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)


@pytest.fixture
def now():
    """Pages read the real clock."""
    return timezone.now()


@pytest.fixture
def asha(harbour):
    return client_of(harbour.asha)


def text(response) -> str:
    return response.content.decode()


def test_hours_are_said_with_one_tap_and_taken_back(asha):
    page = asha.post("/me/energy/hours/", sent(hours="4"), follow=True)
    assert "You said: about 4 hours a week." in text(page)
    page = asha.post("/me/energy/hours/", sent(hours="not_said"), follow=True)
    assert "You did not say. You are asked as usual." in text(page)
    assert Energy.objects.get().hours is None


@pytest.mark.parametrize("typed", ["-3", "10000", "1e9", "", "four", "3.5", "169"])
def test_hours_that_cannot_be_get_a_sentence_and_stay_in_the_box(asha, typed):
    page = asha.post("/me/energy/hours/", sent(hours=typed))
    assert page.status_code == 422
    assert "Please write a whole number from 0 to 168." in text(page)
    assert f'value="{typed}"' in text(page) or not typed
    assert not Energy.objects.exists()


def test_hours_in_any_digits(asha):
    assert "about 12 hours a week" in text(asha.post("/me/energy/hours/", sent(hours=" ١٢ "), follow=True))


def test_a_week_off_with_one_tap_and_back(asha):
    monday = timezone.localdate() + 7 * DAY
    page = asha.post("/me/energy/weeks/", sent(day=monday.isoformat()), follow=True)
    assert "That week is yours." in text(page)
    week = WeekOff.objects.get()
    assert week.monday <= monday < week.monday + 7 * DAY
    page = asha.post(f"/me/energy/weeks/{week.public_id}/back/", sent(), follow=True)
    assert "You took no week off." in text(page)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-W53", "We cannot find that day."),
        ("2020-02-02", "That week has been."),
        ("9999-12-31", "That is a long way off."),
        ("", "Please choose a day."),
    ],
)
def test_weeks_that_cannot_be(asha, day, words):
    page = asha.post("/me/energy/weeks/", sent(day=day))
    assert page.status_code == 422
    assert words in text(page)
    assert day in text(page)
    assert not WeekOff.objects.exists()


def test_what_weighs_is_kept(asha):
    said = {"evenings": "more", "travel": "usual", "many": "less", "heavy": "more", "screens": "usual"}
    asha.post("/me/energy/weights/", sent(way_minutes="35", **said))
    kept = Energy.objects.get()
    assert (kept.way_minutes, kept.evenings, kept.many) == (35, "more", "less")
    page = asha.post("/me/energy/weights/", sent(way_minutes="-1", **said))
    assert page.status_code == 422
    assert "from 0 to 600" in text(page)


@pytest.mark.parametrize(("length", "says"), [("day", "Until "), ("week", "Until "), ("until_i_say", "Until you say.")])
def test_rest_is_one_tap_and_coming_back_is_one_tap(asha, length, says):
    page = asha.post("/me/rest/", sent(length=length), follow=True)
    assert says in text(page)
    assert "Others see nothing of your rest." in text(page)
    assert "Nothing is asked of you." in text(asha.get("/"))
    page = asha.post("/me/rest/back/", sent(), follow=True)
    assert "While you rested it was quiet in your circles." in text(page)
    assert "You are resting" not in text(asha.get("/"))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("", "2020-01-01", "That day has been."),
        ("2020-01-01", "", "That day has been."),
        ("9999-12-31", "", "That is a long way off."),
        ("", "9999-12-31", "That is more than a year."),
        ("soon", "", "We cannot find that day."),
    ],
)
def test_rests_that_cannot_be_lose_nothing(asha, first, last, words):
    page = asha.post("/me/rest/", sent(first=first, last=last, shows="resting"))
    assert page.status_code == 422
    assert words in text(page)
    assert (first or last) in text(page)
    assert re.search(r'value="resting" checked', text(page))
    assert not Rest.objects.exists()


def test_two_rests_at_once_are_one(asha):
    asha.post("/me/rest/", sent(length="until_i_say"))
    page = asha.post("/me/rest/", sent(length="week"), follow=True)
    assert "You have said already that you rest then." in text(page)
    page = asha.post("/me/rest/", sent(first="", last="", shows="nothing"))
    assert "You have said already that you rest then." in text(page)
    assert Rest.objects.count() == 1


def test_a_rest_to_come_is_listed_and_can_be_taken_out(asha, now):
    soon = (now + 9 * DAY).date()
    page = asha.post("/me/rest/", sent(first=soon.isoformat(), last=soon.isoformat(), shows="nothing"), follow=True)
    assert "Rests to come" in text(page)
    assert "You are resting" not in text(page)
    page = asha.post(f"/me/rest/{Rest.objects.get().public_id}/out/", sent(), follow=True)
    assert "Rests to come" not in text(page)


def test_others_see_resting_only_if_it_is_shown(harbour, asha):
    tom, door = client_of(harbour.tom), f"/c/{harbour.circle.public_id}/"
    asha.post("/me/rest/", sent(length="week"))
    assert "resting" not in text(tom.get(door))
    asha.post(f"/me/rest/{Rest.objects.get().public_id}/shown/", sent(shows="resting"))
    assert "resting" in text(tom.get(door))
    asha.post(f"/me/rest/{Rest.objects.get().public_id}/shown/", sent(shows="nothing"))
    assert "resting" not in text(tom.get(door))


def test_what_does_not_fit_stands_on_the_quiet_page_alone(harbour, asha, now):
    person = harbour.asha.person
    actions.say_hours(by=person, hours=1)
    given = {"of": person, "when": None, "circle": harbour.circle, "now": now}
    actions.ask(kind=AskKind.TEA, ref="a", cost=Cost(minutes=30), where="/help/", **given)
    actions.ask(kind=AskKind.ROLE, ref="b", cost=Cost(minutes=40, after=5), where="/me/", **given)
    today, quiet = text(asha.get("/")), text(asha.get("/me/open/"))
    assert "To have a cup of tea with somebody" in today
    assert "To take on a role for a while" not in today
    assert "To have a cup of tea with somebody" in quiet
    assert "To take on a role for a while" in quiet
    assert "Together: 45 minutes" in quiet
    addresses = re.findall(r'href="(/me/open/\w+/)"', quiet)
    assert {asha.get(each).headers["Location"] for each in addresses} == {"/help/", "/me/"}


def test_an_ask_that_is_over_or_somebody_elses_says_so(harbour, asha, now):
    person = harbour.tom.person
    ask = actions.ask(
        of=person, kind=AskKind.TEA, ref="a", cost=Cost(), when=None, where="/help/", circle=harbour.circle, now=now
    )
    assert "Nothing is asked of you there." in text(asha.get(f"/me/open/{ask.public_id}/", follow=True))
    actions.say_no(ask=ask, by=person, now=now)
    assert "Nothing is asked of you there." in text(
        client_of(harbour.tom).get(f"/me/open/{ask.public_id}/", follow=True)
    )


def test_a_meeting_that_does_not_fit_is_not_on_today(harbour, asha, now):
    meeting = invited(harbour, now=now)
    tom = client_of(harbour.tom)
    assert meeting.title in text(tom.get("/"))
    actions.take_week_off(by=harbour.tom.person, day=meeting.starts_at.date(), now=now)
    assert meeting.title not in text(tom.get("/"))
    assert "No meeting is planned." not in text(tom.get("/"))
    assert meeting.title in text(tom.get("/me/open/"))
    assert meeting.title in text(tom.get(f"/c/{harbour.circle.public_id}/"))


def test_a_meeting_longer_than_ones_hours_is_not_on_today(harbour, now):
    meeting = invited(harbour, now=now)
    tom = client_of(harbour.tom)
    for hours, is_there in [(0, False), (40, True), (None, True)]:
        actions.say_hours(by=harbour.tom.person, hours=hours)
        assert (meeting.title in text(tom.get("/"))) is is_there


def plain(response) -> str:
    """A page without what is new in every page: keys, tickets, and proofs of where a form came from."""
    return re.sub(r'(?:name="(?:key|csrfmiddlewaretoken)" value|data-ticket)="[^"]*"', "", text(response))


def test_nobody_elses_page_changes_by_what_somebody_says(harbour, asha, now):
    invited(harbour, now=now)
    circle = f"/c/{harbour.circle.public_id}/"
    pages = ["/", circle, f"{circle}members/", f"{circle}meetings/", f"{circle}promises/", f"{circle}decisions/"]
    tom, person = client_of(harbour.tom), harbour.asha.person
    for each in pages:
        tom.get(each)
    before = [plain(tom.get(each)) for each in pages]
    actions.say_hours(by=person, hours=0)
    weights = dict.fromkeys(("evenings", "travel", "many", "heavy", "screens"), Weight.MORE)
    actions.say_weights(by=person, way_minutes=90, weights=weights)
    actions.take_week_off(by=person, day=now.date(), now=now)
    actions.begin_rest(by=person, begins_at=now, ends_at=None, is_shown=False, now=now)
    actions.commit(of=person, kind=AskKind.ROLE, ref="x", cost=Cost(minutes=9), when=one_day(now.date()), now=now)
    actions.ask(
        of=person, kind=AskKind.ROLE, ref="y", cost=Cost(), when=None, where="/", circle=harbour.circle, now=now
    )
    assert [plain(tom.get(each)) for each in pages] == before


def test_the_same_form_sent_twice_is_one_rest(asha):
    form = sent(length="day")
    assert asha.post("/me/rest/", form).headers["Location"] == asha.post("/me/rest/", form).headers["Location"]
    assert Rest.objects.count() == 1
