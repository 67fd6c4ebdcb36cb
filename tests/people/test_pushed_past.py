"""Whatever happens in whatever order, nobody is pushed past what they said; counted by hand, beside the rules."""

import contextlib
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from handinhand.fairness.energy import Cost, Days
from handinhand.people import actions
from handinhand.people.choices import AskKind, Weight
from handinhand.people.models import Ask, Commitment, Energy, Rest, WeekOff
from handinhand.people.queries import energy
from handinhand.people.rules.energy import AskIsOver, EnergyStays

BEGINS = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
DAY = timedelta(days=1)
WEIGHTS = ("evenings", "travel", "many", "heavy", "screens")
costs = st.builds(
    Cost,
    minutes=st.integers(0, 180),
    preparation=st.sampled_from([0, 0, 30]),
    after=st.sampled_from([0, 0, 20]),
    travels=st.booleans(),
    evening=st.booleans(),
    heavy=st.booleans(),
)
days_ahead = st.integers(0, 24)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(days: Days | None, today: date) -> set[date]:
    """The Mondays of the weeks from this one on that some days touch, each day looked at by itself."""
    if days is None:
        return {monday(today)}
    each = [days.first + number * DAY for number in range((days.last - days.first).days + 1)]
    return {monday(day) for day in each if monday(day) >= monday(today)}


def minutes_of(cost: Cost, said: Energy) -> float:
    """What something costs, by hand: half as much again for what weighs more, a quarter less for what weighs less."""
    factor = {Weight.MORE: 0.5, Weight.LESS: -0.25, Weight.USUAL: 0}
    heavy = factor[Weight(said.heavy)] if cost.heavy else 0
    itself = cost.minutes * max(0.5, 1 + heavy + (factor[Weight(said.evenings)] if cost.evening else 0))
    way = 2 * (said.way_minutes or 0) * (1 + factor[Weight(said.travel)]) if cost.travels else 0
    return cost.preparation + itself + cost.after * (1 + heavy) + way


class Life(RuleBasedStateMachine):
    """Somebody says this and that, is asked this and that, and answers or does not."""

    asks = Bundle("asks")

    def __init__(self) -> None:
        super().__init__()
        self.now = BEGINS
        self.person = actions.begin_person(now=self.now)
        self.number = 0

    @property
    def today(self) -> date:
        return self.now.date()

    @rule(target=asks, cost=costs, first=st.none() | days_ahead, lasts=st.sampled_from([0, 0, 0, 9]))
    def is_asked(self, cost: Cost, first: int | None, lasts: int) -> Ask:
        self.number += 1
        when = None if first is None else Days(self.today + first * DAY, self.today + (first + lasts) * DAY)
        return actions.ask(
            of=self.person, kind=AskKind.ROLE, ref=f"a{self.number}", cost=cost, when=when, where="/", now=self.now
        )

    @rule(ask=asks, answer=st.sampled_from([actions.say_yes, actions.say_no]))
    def answers(self, ask: Ask, answer) -> None:
        with contextlib.suppress(AskIsOver):
            answer(ask=ask, by=self.person, now=self.now)

    @rule(ask=asks)
    def is_asked_no_more(self, ask: Ask) -> None:
        actions.take_back_ask(ask=ask, now=self.now)

    @rule(cost=costs, first=days_ahead, ref=st.sampled_from(["m1", "m2", "m3"]))
    def comes_to_a_meeting(self, cost: Cost, first: int, ref: str) -> None:
        day = self.today + first * DAY
        actions.commit(of=self.person, kind=AskKind.MEETING, ref=ref, cost=cost, when=Days(day, day), now=self.now)

    @rule(ref=st.sampled_from(["m1", "m2", "m3"]))
    def does_not_come(self, ref: str) -> None:
        actions.release(of=self.person, kind=AskKind.MEETING, ref=ref)

    @rule(hours=st.none() | st.integers(0, 6))
    def says_hours(self, hours: int | None) -> None:
        actions.say_hours(by=self.person, hours=hours)

    @rule(
        way=st.none() | st.integers(0, 60), weights=st.fixed_dictionaries({n: st.sampled_from(Weight) for n in WEIGHTS})
    )
    def says_what_weighs(self, way: int | None, weights: dict[str, Weight]) -> None:
        actions.say_weights(by=self.person, way_minutes=way, weights=weights)

    @rule(ahead=days_ahead)
    def takes_a_week_off(self, ahead: int) -> None:
        actions.take_week_off(by=self.person, day=self.today + ahead * DAY, now=self.now)

    @rule()
    def gives_weeks_back(self) -> None:
        for each in WeekOff.objects.filter(person=self.person):
            actions.give_week_back(by=self.person, week_id=each.public_id)

    @rule(ahead=st.sampled_from([0, 0, 2, 5]), lasts=st.none() | st.integers(1, 9), shown=st.booleans())
    def rests(self, ahead: int, lasts: int | None, shown: bool) -> None:
        begins = self.now + ahead * DAY
        ends = begins + lasts * DAY if lasts else None
        with contextlib.suppress(EnergyStays):
            actions.begin_rest(by=self.person, begins_at=begins, ends_at=ends, is_shown=shown, now=self.now)

    @rule()
    def is_back(self) -> None:
        actions.come_back(by=self.person, now=self.now)

    @rule(hours=st.sampled_from([1, 24, 24 * 5]))
    def time_goes_on(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        actions.clear_old(now=self.now)

    @invariant()
    def nobody_is_pushed_past_what_they_said(self) -> None:
        told = energy.told(person=self.person, now=self.now)
        rests = Rest.objects.filter(person=self.person)
        going_on = [each for each in rests if each.ends_at is None or each.ends_at > self.now]
        off = {each.monday for each in WeekOff.objects.filter(person=self.person)}
        if any(each.begins_at <= self.now for each in going_on) or monday(self.today) in off:
            assert told == []
        for ask in told:
            assert not weeks(ask.when, self.today) & off
            for each in going_on:
                assert (
                    ask.when is None
                    or ask.when.last < each.begins_at.date()
                    or (each.ends_at is not None and ask.when.first > each.ends_at.date())
                )
        self._fits(told)

    def _fits(self, told: list[Ask]) -> None:
        """In every week, what is told fits beside what was taken on, which alone may go past it."""
        said = Energy.objects.filter(person=self.person).first()
        if said is None or said.hours is None:
            return
        taken: dict[date, float] = defaultdict(float)
        for each in Commitment.objects.filter(person=self.person):
            for week in weeks(each.when, self.today):
                taken[week] += minutes_of(each.cost, said)
        asked = {week for ask in told for week in weeks(ask.when, self.today)}
        for ask in told:
            for week in weeks(ask.when, self.today):
                taken[week] += minutes_of(ask.cost, said)
        assert all(taken[week] <= said.hours * 60 for week in asked)

    @invariant()
    def nothing_is_hidden(self) -> None:
        """The quiet page has everything that is open, and what is told is among it; each can be said yes to."""
        kept = {each.pk for each in energy.open_asks(person=self.person, now=self.now)}
        assert kept == set(
            Ask.objects.filter(of=self.person, closed_at=None, ends_at__gt=self.now).values_list("pk", flat=True)
        )
        assert {each.pk for each in energy.told(person=self.person, now=self.now)} <= kept

    @invariant()
    def a_draw_agrees(self) -> None:
        """A draw takes exactly whom one more ask of the same kind would be told to."""
        cost = Cost(minutes=45)
        drawn = energy.may_be_drawn(persons=[self.person], cost=cost, when=None, now=self.now)
        assert bool(drawn) is energy.fits(person=self.person, wanted=[(cost, None)], now=self.now)[0]


@pytest.mark.both
@pytest.mark.django_db
def test_in_every_order_nobody_is_pushed():
    run_state_machine_as_test(Life, settings=settings(max_examples=14, stateful_step_count=25))
