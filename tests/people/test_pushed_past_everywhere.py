"""Over all that asks by name, and the meetings on Today: nobody is pushed past what they said, counted by hand."""

import contextlib
from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from handinhand.circles import actions as circles
from handinhand.circles.models import Hello
from handinhand.decisions import actions as decisions
from handinhand.decisions.models import AskedToDecide, Given
from handinhand.fairness.energy import Cost
from handinhand.home.queries.today import today as today_of
from handinhand.meetings.actions import friends, planning, roles, series
from handinhand.meetings.actions.answers import TooLate, answer
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import AnswerKind, Role
from handinhand.meetings.models import Answer, Friend, Meeting
from handinhand.meetings.queries.costs import cost_of, counted, days_of
from handinhand.people import actions
from handinhand.people.choices import AskKind, Weight
from handinhand.people.models import Ask, Commitment, Energy, Rest, WeekOff
from handinhand.people.queries import energy
from handinhand.people.rules.energy import EnergyStays
from handinhand.promises import actions as promises
from handinhand.words import actions as words
from tests.cast import NAMES, make_group
from tests.meetings.rooms import fresh, make_meeting

DAY = timedelta(days=1)
MOST_MEETINGS = 4
WEIGHTS = ("evenings", "travel", "many", "heavy", "screens")
others = st.sampled_from(["tom", "sam", "asha"])
a_weight = st.sampled_from(Weight)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def whole(cost: Cost, said: Energy | None) -> float:
    """What something costs, by hand: half as much again for each thing that weighs more, a quarter less for less."""
    said = said or Energy()
    factor = {Weight.MORE: 0.5, Weight.LESS: -0.25, Weight.USUAL: 0}
    evenings, travel, many, heavy, screens = (factor[Weight(getattr(said, name))] for name in WEIGHTS)
    kinds = ((cost.evening, evenings), (cost.many, many), (cost.heavy, heavy), (cost.online, screens))
    itself = cost.minutes * max(0.5, 1 + sum(weight for is_so, weight in kinds if is_so))
    way = 2 * (said.way_minutes or 0) * (1 + travel) if cost.travels else 0
    return cost.preparation + itself + cost.after * (1 + (heavy if cost.heavy else 0)) + way


class Everywhere(RuleBasedStateMachine):
    """Dee is asked in every way there is, says what she has, rests, answers and does not."""

    def __init__(self) -> None:
        super().__init__()
        self.now = timezone.now()
        self.group = make_group(name="Harbour Circle", now=self.now - 60 * DAY, people=NAMES)
        self.dee = self.group.dee
        circles.offer_hello(by=self.dee, offers=True)
        self.said = {"circle": self.group.circle, "scope": self.group.scope}
        self.planned: list[Meeting] = []

    @rule(who=others)
    def is_asked_for_a_hello(self, who: str) -> None:
        circles.ask_for_hello(to=self.dee.public_id, by=getattr(self.group, who), now=self.now)

    @rule(who=others)
    def is_asked_to_decide(self, who: str) -> None:
        proposal = decisions.propose(by=getattr(self.group, who), text="Which kettle?", now=self.now, **self.said)
        decisions.give(proposal=proposal, by=getattr(self.group, who), to=self.dee.public_id, now=self.now)

    @rule(days=st.integers(0, 20))
    def a_meeting_is_planned(self, days: int) -> None:
        if len(self.planned) < MOST_MEETINGS:
            self.planned.append(make_meeting(self.group, now=self.now + days * DAY + timedelta(hours=1)))

    @rule(who=others, number=st.integers(0, MOST_MEETINGS - 1))
    def is_asked_to_write(self, who: str, number: int) -> None:
        for meeting in self.planned[number : number + 1]:
            with contextlib.suppress(NotNow):
                friends.ask(meeting=fresh(meeting), by=getattr(self.group, who), friend=self.dee, now=self.now)

    @rule(days=st.none() | st.integers(0, 20))
    def promises(self, days: int | None) -> None:
        day = (self.now + days * DAY).date() if days is not None else None
        made = promises.make(by=self.dee, text="I bring mugs.", by_when=day, now=self.now, **self.said)
        promises.ask_again(promise=made, by=self.group.tom, now=self.now + 15 * DAY)

    @rule(number=st.integers(0, MOST_MEETINGS - 1), kind=st.sampled_from(AnswerKind))
    def answers_a_meeting(self, number: int, kind: AnswerKind) -> None:
        for meeting in self.planned[number : number + 1]:
            with contextlib.suppress(TooLate):
                answer(meeting=fresh(meeting), by=self.dee, kind=kind, now=self.now)

    @rule(number=st.integers(0, MOST_MEETINGS - 1), off=st.booleans())
    def a_meeting_is_held_or_called_off(self, number: int, *, off: bool) -> None:
        for meeting in self.planned[number : number + 1]:
            with contextlib.suppress(NotNow, PlanStays):
                if off:
                    series.call_off(meeting=fresh(meeting), by=self.group.tom, and_later=False, now=self.now)
                else:
                    roles.take(meeting=fresh(meeting), by=self.dee, role=Role.HOLD, now=self.now)

    @rule(yes=st.booleans())
    def answers_what_is_asked(self, *, yes: bool) -> None:
        for hello in Hello.objects.filter(to=self.dee).select_related("ask")[:1]:
            circles.answer_hello(hello=hello, by=self.dee, yes=yes, now=self.now)
        for given in Given.objects.filter(asked__to=self.dee).select_related("proposal__circle", "proposal__scope")[:1]:
            with contextlib.suppress(decisions.NotNow):
                decisions.answer_given(proposal=given.proposal, by=self.dee, yes=yes, now=self.now)
        for friend in Friend.objects.filter(friend=self.dee, ended_at=None)[:1]:
            with contextlib.suppress(NotNow):
                (friends.will_write if yes else friends.end)(yes=friend, by=self.dee, now=self.now)

    @rule(
        number=st.integers(0, MOST_MEETINGS - 1),
        minutes=st.none() | st.sampled_from([0, 30, 200]),
        online=st.booleans(),
    )
    def it_is_said_how_long_getting_ready_takes(self, number: int, minutes: int | None, *, online: bool) -> None:
        for each in self.planned[number : number + 1]:
            meeting = fresh(each)
            details = {name: getattr(meeting, name) for name in ("title", "why", "place", "starts_at")}
            details |= {"opening_question": "", "link": "https://example.org/join" if online else ""}
            with contextlib.suppress(PlanStays):
                planning.change_details(
                    meeting=meeting, by=self.group.tom, preparation=minutes, now=self.now, **details
                )

    @rule()
    def what_was_to_be_decided_is_taken_back(self) -> None:
        for asked in AskedToDecide.objects.filter(to=self.dee).select_related("given__proposal__words__author")[:1]:
            theirs = asked.given.proposal.words
            words.take_back(words=theirs, by=theirs.author)
            assert not Ask.objects.filter(pk=asked.ask_id, closed_at=None).exists()

    @rule(way=st.none() | st.integers(0, 40), weights=st.fixed_dictionaries(dict.fromkeys(WEIGHTS, a_weight)))
    def says_what_weighs(self, way: int | None, weights: dict[str, Weight]) -> None:
        actions.say_weights(by=self.dee.person, way_minutes=way, weights=weights)

    @rule(hours=st.none() | st.integers(0, 5))
    def says_hours(self, hours: int | None) -> None:
        actions.say_hours(by=self.dee.person, hours=hours)

    @rule(ahead=st.integers(0, 20))
    def takes_a_week_off(self, ahead: int) -> None:
        actions.take_week_off(by=self.dee.person, day=self.now.date() + ahead * DAY, now=self.now)

    @rule(lasts=st.none() | st.integers(1, 9))
    def rests(self, lasts: int | None) -> None:
        ends = self.now + lasts * DAY if lasts else None
        with contextlib.suppress(EnergyStays):
            actions.begin_rest(by=self.dee.person, begins_at=self.now, ends_at=ends, is_shown=False, now=self.now)

    @rule()
    def is_back(self) -> None:
        actions.come_back(by=self.dee.person, now=self.now)
        WeekOff.objects.filter(person=self.dee.person).delete()

    @rule(hours=st.sampled_from([1, 30, 24 * 6]))
    def time_goes_on(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        actions.clear_old(now=self.now)

    @invariant()
    def nobody_is_pushed(self) -> None:
        person, now, this = self.dee.person, self.now, monday(self.now.date())
        told = energy.told(person=person, now=now)
        shown = today_of(person=person, now=now)
        assert len(shown.told) == len(told) or shown.is_resting
        asks = [each.meeting.pk for each in shown.coming if not each.answer]
        meetings = list(Meeting.objects.filter(pk__in=asks).select_related("circle").annotate(**counted()))
        off = {each.monday for each in WeekOff.objects.filter(person=person)}
        if energy.is_resting(person=person, now=now):
            assert not told
            assert not asks
        said = Energy.objects.filter(person=person).first()
        wanted = [(whole(each.cost, said), each.when or None) for each in told]
        wanted += [(whole(cost_of(each), said), days_of(each)) for each in meetings]
        asked = {max(monday(when.first), this) if when else this for _minutes, when in wanted}
        assert not asked & off
        if said is None or said.hours is None:
            return
        taken: dict[date, float] = defaultdict(float)
        for minutes, when in wanted:
            taken[max(monday(when.first), this) if when else this] += minutes
        for each in Commitment.objects.filter(person=person, last_day__gte=this):
            taken[max(monday(each.first_day), this)] += whole(each.cost, said)
        assert all(taken[week] <= said.hours * 60 for week in asked)

    @invariant()
    def what_was_answered_takes_what_the_plan_says_now(self) -> None:
        """The whole of it, or half of its time for part of it; getting ready as it was said, or as long as reading."""
        come = {AnswerKind.COMING: 1.0, AnswerKind.PART: 0.5}
        for each in Answer.objects.filter(member=self.dee, kind__in=come, meeting__state="invited"):
            kept = Commitment.objects.get(person=self.dee.person, kind=AskKind.MEETING, ref=each.meeting.public_id)
            minutes = sum(part.minutes for part in each.meeting.parts.all())
            assert kept.preparation == (each.meeting.preparation or 0)
            assert 0 <= kept.minutes - minutes * come[AnswerKind(each.kind)] < 1
            assert (kept.online, kept.travels) == (bool(each.meeting.link), not each.meeting.link)

    @invariant()
    def what_is_over_takes_nothing(self) -> None:
        off = {each.public_id for each in Meeting.objects.filter(state="called_off")}
        assert not Commitment.objects.filter(ref__in=off).exists()
        assert Rest.objects.filter(person=self.dee.person, ends_at=None).count() <= 1


@pytest.mark.both
@pytest.mark.django_db
def test_in_every_order_and_every_way_nobody_is_pushed():
    run_state_machine_as_test(Everywhere, settings=settings(max_examples=6, stateful_step_count=18, deadline=None))
