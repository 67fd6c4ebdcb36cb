"""Energy: what somebody says of it is theirs alone, and what does not fit is kept and not told."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from handinhand.fairness.energy import Cost, Days, one_day
from handinhand.ground.models import Person
from handinhand.people import actions
from handinhand.people.choices import AskKind, Weight
from handinhand.people.models import Ask, Commitment, Energy, Rest, WeekOff
from handinhand.people.queries import energy
from handinhand.people.rules.energy import AskIsOver, EnergyStays

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY, WEEK = timedelta(days=1), timedelta(days=7)
AN_HOUR = Cost(minutes=60)


@pytest.fixture
def asha(now):
    return actions.begin_person(now=now)


def ask(of: Person, now, ref="r", **other) -> Ask:
    given = {"kind": AskKind.HELLO, "cost": AN_HOUR, "when": None, "where": "/there/", **other}
    return actions.ask(of=of, ref=ref, now=now, **given)


def told(person, now) -> list[str]:
    return [each.ref for each in energy.told(person=person, now=now)]


def open_asks(person, now) -> list[str]:
    return [each.ref for each in energy.open_asks(person=person, now=now)]


def rest(person, now, **other) -> Rest:
    given = {"begins_at": now, "ends_at": now + DAY, "is_shown": False, **other}
    return actions.begin_rest(by=person, now=now, **given)


def test_who_says_nothing_is_asked_as_usual(asha, now):
    for number in range(30):
        ask(asha, now, f"r{number}", cost=Cost(minutes=600))
    assert len(told(asha, now)) == 30


def test_what_does_not_fit_is_kept_and_not_told(asha, now):
    actions.say_hours(by=asha, hours=2)
    for ref, minutes in [("first", 90), ("too much", 60), ("small", 30)]:
        ask(asha, now, ref, cost=Cost(minutes=minutes))
    assert told(asha, now) == ["first", "small"]
    assert open_asks(asha, now) == ["first", "too much", "small"]


def test_more_hours_let_it_be_told_and_fewer_let_it_be_quiet(asha, now):
    ask(asha, now)
    for hours, is_told in [(0, False), (1, True), (0, False), (None, True)]:
        actions.say_hours(by=asha, hours=hours)
        assert bool(told(asha, now)) is is_told


def test_what_is_taken_on_takes_its_place_in_its_own_week(asha, now):
    actions.say_hours(by=asha, hours=1)
    today, later = now.date(), now.date() + WEEK
    actions.commit(of=asha, kind=AskKind.MEETING, ref="m", cost=AN_HOUR, when=one_day(today), now=now)
    ask(asha, now, "this week", when=one_day(today))
    ask(asha, now, "next week", when=one_day(later))
    assert told(asha, now) == ["next week"]
    actions.release(of=asha, kind=AskKind.MEETING, ref="m")
    actions.release(of=asha, kind=AskKind.MEETING, ref="m")
    assert told(asha, now) == ["this week", "next week"]


def test_what_runs_for_weeks_has_to_fit_in_each_of_them(asha, now):
    actions.say_hours(by=asha, hours=1)
    far = one_day(now.date() + 3 * WEEK)
    actions.commit(of=asha, kind=AskKind.MEETING, ref="m", cost=Cost(minutes=10), when=far, now=now)
    ask(asha, now, "role", when=Days(now.date(), now.date() + 5 * WEEK))
    ask(asha, now, "short role", when=Days(now.date(), now.date() + 2 * WEEK))
    assert told(asha, now) == ["short role"]


def test_a_week_off_is_quiet_and_so_is_what_falls_into_it(asha, now):
    actions.take_week_off(by=asha, day=now.date() + WEEK, now=now)
    ask(asha, now, "now")
    ask(asha, now, "then", when=one_day(now.date() + WEEK))
    assert told(asha, now) == ["now"]
    assert told(asha, now + WEEK) == []
    assert open_asks(asha, now + WEEK - DAY) == ["now", "then"]
    actions.give_week_back(by=asha, week_id=WeekOff.objects.get().public_id)
    assert told(asha, now) == ["now", "then"]


def test_rest_is_quiet_until_one_is_back(asha, now):
    ask(asha, now)
    rest(asha, now, ends_at=None)
    assert told(asha, now + 5 * DAY) == []
    assert energy.is_resting(person=asha, now=now + 5 * DAY)
    actions.come_back(by=asha, now=now + 6 * DAY)
    actions.come_back(by=asha, now=now + 6 * DAY)
    assert told(asha, now + 6 * DAY) == ["r"]
    assert not energy.is_resting(person=asha, now=now + 6 * DAY)


def test_what_falls_into_a_rest_to_come_is_not_told(asha, now):
    rest(asha, now, begins_at=now + 3 * DAY, ends_at=now + 5 * DAY)
    ask(asha, now, "in it", when=one_day(now.date() + 4 * DAY))
    ask(asha, now, "over it", when=Days(now.date(), now.date() + 9 * DAY))
    ask(asha, now, "after it", when=one_day(now.date() + 6 * DAY))
    assert told(asha, now) == ["after it"]


def test_what_weighs_more_costs_more_and_the_way_is_ones_own(asha, now):
    weights = dict.fromkeys(("travel", "many", "heavy", "screens"), Weight.USUAL)
    actions.say_hours(by=asha, hours=2)
    evening = Cost(minutes=60, evening=True, travels=True)
    ask(asha, now, cost=evening)
    for way, weight, price in [(None, Weight.USUAL, 60), (30, Weight.USUAL, 120), (30, Weight.MORE, 150)]:
        actions.say_weights(by=asha, way_minutes=way, weights={"evenings": weight, **weights})
        assert energy.prices(person=asha, costs=[evening], now=now)[0].whole == price
        assert bool(told(asha, now)) is (price <= 120)


def test_yes_is_always_possible_and_counts(asha, now):
    actions.say_hours(by=asha, hours=1)
    rest(asha, now)
    kept = ask(asha, now, cost=Cost(minutes=500))
    actions.say_yes(ask=kept, by=asha, now=now)
    assert Commitment.objects.get().cost.minutes == 500
    assert open_asks(asha, now) == []
    with pytest.raises(AskIsOver):
        actions.say_no(ask=kept, by=asha, now=now)


def test_no_leaves_nothing_and_only_the_asked_one_answers(asha, now):
    other = actions.begin_person(now=now)
    kept = ask(asha, now)
    with pytest.raises(AskIsOver):
        actions.say_yes(ask=kept, by=other, now=now)
    actions.say_no(ask=kept, by=asha, now=now)
    assert not Commitment.objects.exists()
    assert open_asks(asha, now) == []


def test_asking_twice_is_asking_once_and_an_old_ask_can_be_asked_again(asha, now):
    first = ask(asha, now)
    assert ask(asha, now + DAY).pk == first.pk
    assert told(asha, now + 15 * DAY) == []
    with pytest.raises(AskIsOver):
        actions.say_yes(ask=first, by=asha, now=now + 15 * DAY)
    again = ask(asha, now + 15 * DAY)
    assert again.pk != first.pk
    actions.take_back_ask(ask=again, now=now + 16 * DAY)
    assert open_asks(asha, now + 16 * DAY) == []


def test_an_ask_ends_with_its_day(asha, now):
    ask(asha, now, when=one_day(now.date() + DAY))
    assert told(asha, now + DAY) == ["r"]
    assert told(asha, now + 2 * DAY) == []


def test_what_is_old_goes_but_never_what_is_still_held(asha, now):
    ask(asha, now)
    actions.commit(of=asha, kind=AskKind.MEETING, ref="m", cost=AN_HOUR, when=one_day(now.date()), now=now)
    actions.take_week_off(by=asha, day=now.date(), now=now)
    rest(asha, now)
    for later, left in [(20 * DAY, 1), (60 * DAY, 0)]:
        actions.clear_old(now=now + later)
        assert {model.objects.count() for model in (Ask, Commitment, WeekOff, Rest)} == {left}


def shape(sql: str) -> str:
    """A statement without its values."""
    return re.sub(r"'[^']*'|\b\d+\b|\"?s\d+_x\d+\"?", "?", sql)


def asked_with(person, now, ref) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        ask(person, now, ref)
    return [shape(each["sql"]) for each in seen.captured_queries]


def test_the_door_does_the_same_whoever_is_asked(asha, now):
    free, full, off, resting = (actions.begin_person(now=now) for _ in range(4))
    actions.say_hours(by=full, hours=0)
    actions.take_week_off(by=off, day=now.date(), now=now)
    rest(resting, now)
    steps = [asked_with(each, now, "s") for each in (free, full, off, resting)]
    assert steps[0]
    assert all(each == steps[0] for each in steps)
    assert [bool(told(each, now)) for each in (free, full, off, resting)] == [True, False, False, False]


def test_a_draw_takes_those_it_does_not_push(asha, now, django_assert_num_queries):
    people = [asha, *(actions.begin_person(now=now) for _ in range(20))]
    actions.say_hours(by=people[1], hours=0)
    actions.take_week_off(by=people[2], day=now.date(), now=now)
    rest(people[3], now)
    actions.say_hours(by=people[4], hours=1)
    ask(people[4], now, "told already")
    with django_assert_num_queries(1):
        drawn = energy.may_be_drawn(persons=people, cost=AN_HOUR, when=one_day(now.date()), now=now)
    assert drawn == [people[0], *people[5:]]


def test_everybody_may_rest_and_then_nobody_is_drawn(now):
    people = [actions.begin_person(now=now) for _ in range(4)]
    for each in people:
        rest(each, now)
    assert energy.may_be_drawn(persons=people, cost=Cost(), when=None, now=now) == []
    assert energy.may_be_drawn(persons=[], cost=Cost(), when=None, now=now) == []


def test_others_see_a_rest_only_if_it_is_shown(asha, now):
    bo = actions.begin_person(now=now)
    rest(asha, now, is_shown=True)
    hidden = rest(bo, now)
    assert energy.resting_shown(persons=[asha.pk, bo.pk], now=now) == {asha.pk}
    actions.show_rest(by=bo, rest_id=hidden.public_id, is_shown=True, now=now)
    assert energy.resting_shown(persons=[asha.pk, bo.pk], now=now) == {asha.pk, bo.pk}
    assert energy.resting_shown(persons=[asha.pk, bo.pk], now=now + 2 * DAY) == set()


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (0, -1, "That day has been"),
        (5, 3, "ends before it begins"),
        (0, 400, "until you say"),
        (500, 501, "a long way off"),
        (1, 3, "You have said already"),
    ],
)
def test_rests_that_cannot_be(asha, now, begins, ends, words):
    rest(asha, now, begins_at=now + 2 * DAY, ends_at=now + 4 * DAY)
    with pytest.raises(EnergyStays, match=words):
        rest(asha, now, begins_at=now + begins * DAY, ends_at=now + ends * DAY)
    assert Rest.objects.count() == 1


def test_two_open_rests_cannot_be_in_the_database_either(asha, now):
    rest(asha, now, ends_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rest.objects.create(person=asha, begins_at=now + DAY, ends_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Rest.objects.create(person=asha, begins_at=now + DAY, ends_at=now)


@pytest.mark.parametrize("row", [{"hours": 169}, {"hours": -1}, {"way_minutes": 601}, {"heavy": "very"}])
def test_what_cannot_be_cannot_be_in_the_database(asha, row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Energy.objects.create(person=asha, **row)


def test_weeks_off_in_the_past_and_far_away(asha, now):
    for days, words in [(-8, "has been"), (900, "a long way off")]:
        with pytest.raises(EnergyStays, match=words):
            actions.take_week_off(by=asha, day=now.date() + days * DAY, now=now)
    actions.take_week_off(by=asha, day=now.date(), now=now)
    actions.take_week_off(by=asha, day=now.date() - DAY, now=now)
    assert WeekOff.objects.count() == 1
    assert WeekOff.objects.get().monday.isoformat() == "2026-11-23"


def test_leaving_a_circle_ends_what_was_asked_there(harbour, hillside, now):
    person = harbour.asha.person
    ask(person, now, "here", circle=harbour.circle)
    ask(person, now, "elsewhere", circle=hillside.circle)
    actions.commit(
        of=person, kind=AskKind.ROLE, ref="x", cost=AN_HOUR, when=one_day(now.date()), now=now, circle=harbour.circle
    )
    actions.end_asks(of=person, circle=harbour.circle, now=now)
    assert told(person, now) == ["elsewhere"]
    assert not Commitment.objects.exists()


def test_whoever_is_back_can_rest_again_from_the_same_moment_on(asha, now):
    first = rest(asha, now)
    actions.come_back(by=asha, now=now)
    again = rest(asha, now, ends_at=now + timedelta(days=2))
    assert (again.pk, again.ends_at) == (first.pk, now + timedelta(days=2))
    assert Rest.objects.count() == 1
