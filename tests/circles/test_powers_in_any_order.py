"""Whatever people do, in whatever order, and whatever the clock does: no power is ever used against its rule."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from handinhand.circles.actions import (
    AskNotNow,
    agree,
    ask_power,
    carry_out_all_due,
    leave,
    stop_agreed,
    take_back_yes,
    withdraw_asking,
)
from handinhand.circles.actions.members import be_in
from handinhand.circles.choices import Power, Standing
from handinhand.circles.models import Member, OwnRule, PowerUse, PowerYes
from handinhand.ledger.models import Entry
from tests.cast import FOR_ORGANISATIONS, make_group

PEOPLE = ("Tom", "Dee", "Asha", "Marcus", "Jo")
# As the table says: how many agree, for themselves, for an organisation, days of notice; and the floor of each.
RULES = {
    Power.SPEND: ((3, 1, 1, 0), (2, 1, 0, 0)),
    Power.TAKE_ON_WORK: ((3, 1, 0, 0), (2, 1, 0, 0)),
    Power.INVITE: ((1, 0, 0, 0), (1, 0, 0, 0)),
}
NAMES = st.sampled_from(PEOPLE)
WHICH = st.integers(0, 3)
DAYS = timedelta(days=1)


@dataclass
class Asked:
    """One thing that is asked, as anybody would write it down by hand."""

    power: Power
    asker: str
    took: tuple[int, ...]
    at: datetime
    is_covered: bool = False
    yes: set[str] = field(default_factory=set)
    state: str = "asked"
    agreed: datetime | None = None
    happens: datetime | None = None


class Agreeing(RuleBasedStateMachine):
    """Five people, three powers, and a plain account of what may have happened."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
        self.group = make_group(name="Harbour Circle", now=self.now, people=PEOPLE)
        self.here = dict.fromkeys(PEOPLE, True)
        self.held = dict.fromkeys(PEOPLE, False)
        self.joined = dict.fromkeys(PEOPLE, self.now)
        self.comes = {each: "org" if each in FOR_ORGANISATIONS else "own" for each in PEOPLE}
        self.rules: dict[Power, tuple[int, ...]] = {}
        self.uses: dict[int, Asked] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def by(self, name: str) -> Member:
        return Member.objects.select_related("person", "circle").get(pk=self.group.members[name].pk)

    def acts(self, name: str) -> bool:
        return self.here[name] and not self.held[name]

    def rule_now(self, asked: Asked) -> tuple[int, ...]:
        """What it takes: the rule of now over the floor, or the one of when it was asked, whichever is more."""
        usual, floor = RULES[asked.power]
        own = self.rules.get(asked.power)
        stands = usual if own is None else tuple(map(max, own, floor))
        return tuple(map(max, stands, asked.took))

    def decide(self, asked: Asked) -> list[str]:
        """Those who are here and were when it was asked, and whoever asked."""
        return [each for each in PEOPLE if self.here[each] and (self.joined[each] <= asked.at or each == asked.asker)]

    def said(self, asked: Asked) -> list[str]:
        """Whose yes counts: a hold takes one away only until enough have agreed."""
        counts = (each for each in self.decide(asked) if each in asked.yes)
        return [each for each in counts if asked.state == "agreed" or not self.held[each]]

    def is_enough(self, asked: Asked) -> bool:
        many, own, org, _days = self.rule_now(asked)
        people, said = self.decide(asked), self.said(asked)
        for kind, least in (("own", own), ("org", org)):
            there = sum(self.comes[each] == kind for each in people)
            if sum(self.comes[each] == kind for each in said) < min(least, there):
                return False
        return bool(said) and len(said) >= min(many, len(people))

    def is_open(self, asked: Asked) -> bool:
        return asked.state == "asked" and self.now < asked.at + 14 * DAYS

    def falls_back(self, asked: Asked) -> None:
        asked.state, asked.agreed, asked.happens = "asked", None, None

    def goes_on(self, asked: Asked, *, somebody: bool = True) -> None:
        if not self.is_enough(asked):
            self.falls_back(asked)
            return
        if asked.state == "asked" and (asked.is_covered or not self.is_open(asked)):
            return
        days = self.rule_now(asked)[3]
        if days:
            asked.agreed = asked.agreed or self.now
            asked.state, asked.happens = "agreed", asked.agreed + days * DAYS
        if somebody and (not days or self.now >= asked.happens):
            asked.state = "done"

    def one(self, which: int) -> tuple[PowerUse, Asked] | None:
        """One of the newest things that are asked, if there is one."""
        known = sorted(self.uses)[-4:]
        if not known:
            return None
        key = known[which % len(known)]
        return PowerUse.objects.filter(pk=key).first() or PowerUse(pk=key), self.uses[key]

    @rule(name=NAMES, power=st.sampled_from(list(RULES)))
    def asks(self, name: str, power: Power) -> None:
        usual, floor = RULES[power]
        own = self.rules.get(power)
        took = usual if own is None else tuple(map(max, own, floor))
        try:
            with transaction.atomic():
                made = ask_power(power=power, by=self.by(name), text="Tea for all of us.", now=self.now)
        except AskNotNow:
            assert not self.acts(name)
            return
        assert self.acts(name)
        self.uses[made.pk] = Asked(power, name, took, self.now, yes={name})
        self.goes_on(self.uses[made.pk])

    @rule(name=NAMES, which=WHICH, taps=st.integers(1, 2))
    def agrees(self, name: str, which: int, taps: int) -> None:
        found = self.one(which)
        if found is None:
            return
        use, asked = found
        for _tap in range(taps):
            may = self.acts(name) and self.is_open(asked) and not asked.is_covered and name in self.decide(asked)
            try:
                with transaction.atomic():
                    agree(use=use, by=self.by(name), now=self.now)
            except AskNotNow:
                assert not may
                continue
            assert may
            asked.yes.add(name)
            self.goes_on(asked)

    @rule(name=NAMES, which=WHICH)
    def takes_back(self, name: str, which: int) -> None:
        found = self.one(which)
        if found is None:
            return
        use, asked = found
        may = self.acts(name) and asked.state in {"asked", "agreed"}
        try:
            with transaction.atomic():
                take_back_yes(use=use, by=self.by(name), now=self.now)
        except AskNotNow:
            assert not may
            return
        assert may
        asked.yes.discard(name)
        if not self.is_enough(asked):
            self.falls_back(asked)

    @rule(which=WHICH)
    def is_covered_or_not(self, which: int) -> None:
        found = self.one(which)
        if found is None:
            return
        use, asked = found
        asked.is_covered = not asked.is_covered
        # Whether a cover goes on is asked of the real clock.
        until = timezone.now() + 300 * DAYS if asked.is_covered else None
        PowerUse.objects.filter(pk=use.pk).update(text_covered_until=until)

    @rule(name=NAMES, which=WHICH)
    def withdraws(self, name: str, which: int) -> None:
        found = self.one(which)
        if found is None:
            return
        use, asked = found
        may = self.acts(name) and asked.state == "asked" and asked.asker == name
        try:
            with transaction.atomic():
                withdraw_asking(use=use, by=self.by(name))
        except AskNotNow:
            assert not may
            return
        assert may
        asked.state = "withdrawn"

    @rule(name=NAMES, which=WHICH)
    def stops(self, name: str, which: int) -> None:
        found = self.one(which)
        if found is None:
            return
        use, asked = found
        may = self.acts(name) and asked.state == "agreed"
        try:
            with transaction.atomic():
                stop_agreed(use=use, by=self.by(name), now=self.now)
        except AskNotNow:
            assert not may
            return
        assert may
        asked.state = "ended"

    @rule(name=NAMES)
    def goes_or_comes(self, name: str) -> None:
        if self.here[name]:
            leave(by=self.by(name), now=self.now)
            for asked in self.uses.values():
                if asked.state in {"asked", "agreed"}:
                    asked.yes.discard(name)
        else:
            standing = Standing.FOR_MYSELF if self.comes[name] == "own" else Standing.FOR_ORGANISATION
            place = {"name": name, "shape": "leaf", "colour": "sky", "standing": standing, "organisation": "A house"}
            self.joined[name] = self.now
            be_in(circle=self.group.circle, by=self.by(name).person, now=self.now, **place)
        self.here[name] = not self.here[name]

    @rule(name=NAMES)
    def is_held_or_free(self, name: str) -> None:
        self.held[name] = not self.held[name]
        # Whether a hold goes on is asked of the real clock.
        until = timezone.now() + 300 * DAYS if self.held[name] else None
        Member.objects.filter(pk=self.group.members[name].pk).update(held_until=until)

    @rule(name=NAMES)
    def comes_in_another_way(self, name: str) -> None:
        is_own = self.comes[name] == "own"
        self.comes[name] = "org" if is_own else "own"
        standing = Standing.FOR_ORGANISATION if is_own else Standing.FOR_MYSELF
        organisation = "A house" if is_own else None
        member = self.by(name)
        member.standing, member.organisation = standing, organisation
        member.save()

    @rule(power=st.sampled_from(list(RULES)), numbers=st.tuples(st.integers(1, 6), *[st.integers(0, 3)] * 3))
    def changes_a_rule(self, power: Power, numbers: tuple[int, ...]) -> None:
        self.rules[power] = numbers
        names = ("agree", "for_themselves", "for_organisations", "notice_days")
        given = {**dict(zip(names, numbers, strict=True)), "decision_id": "bcdfghjkmnpq", "since": self.now}
        OwnRule.objects.update_or_create(circle=self.group.circle, power=power, defaults=given)

    @rule(days=st.integers(-4, 16))
    def the_clock_goes(self, days: int) -> None:
        self.now += days * DAYS

    @rule()
    def an_hour_is_over(self) -> None:
        for asked in self.uses.values():
            if asked.state == "agreed" or self.is_open(asked):
                somebody = self.acts(asked.asker) or any(self.acts(each) for each in self.said(asked))
                self.goes_on(asked, somebody=somebody)
        carry_out_all_due(now=self.now)

    @invariant()
    def what_happened_is_what_the_rule_allows(self) -> None:
        rows = {each.pk: each for each in PowerUse.objects.all()}
        for key, asked in self.uses.items():
            assert (key in rows) is (asked.state != "withdrawn")
            if key in rows:
                assert rows[key].state == asked.state
                said = PowerYes.objects.filter(use=key).values_list("member", flat=True)
                assert set(said) == {self.group.members[each].pk for each in asked.yes}
        for power in RULES:
            done = sum(asked.power == power and asked.state == "done" for asked in self.uses.values())
            assert Entry.objects.filter(circle=self.group.circle, power=power).count() == done


@pytest.mark.both
@pytest.mark.django_db
def test_no_power_is_used_against_its_rule() -> None:
    run_state_machine_as_test(Agreeing, settings=settings(max_examples=7, stateful_step_count=25))


@pytest.mark.soak
@pytest.mark.both
@pytest.mark.django_db
def test_no_power_is_used_against_its_rule_in_a_long_life() -> None:
    run_state_machine_as_test(Agreeing, settings=settings(max_examples=150, stateful_step_count=60))
