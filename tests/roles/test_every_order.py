"""Whatever people do, in whatever order, with clocks that go back: a draw keeps to what was said, and to its seed."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from handinhand.circles.actions import leave
from handinhand.circles.actions.powers import Refused
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.fairness.redrawing import Shows, redraw
from handinhand.ledger.models import Entry
from handinhand.roles import actions
from handinhand.roles.actions import RoleStays
from handinhand.roles.choices import Says, Stage
from handinhand.roles.models import InDraw, Loan, RoleDraw
from handinhand.roles.queries.seeing import shown_by_mark
from tests.cast import make_group

PEOPLE = ("Tom", "Dee", "Asha", "Marcus", "Jo")
SOMEBODY = st.sampled_from(PEOPLE)
HOURS = st.sampled_from([0, 1, 20, 30, -5, -40])


class Lending(RuleBasedStateMachine):
    """One role, five people, and a plain account of who said what and when."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = timezone.now()
        self.group = make_group(name="Harbour Circle", now=self.now, people=PEOPLE)
        self.said: dict[str, tuple[str, object]] = {}
        self.gone: set[str] = set()
        self.held: set[str] = set()
        self.draw: RoleDraw | None = None
        self.over: dict[int, list] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def by(self, name: str) -> Member:
        return Member.objects.select_related("circle", "person").get(pk=self.group.members[name].pk)

    @rule(hours=HOURS)
    def time_goes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(name=SOMEBODY, says=st.sampled_from(Says.values), twice=st.booleans())
    def say(self, name: str, says: str, twice: bool) -> None:
        self.close(twice=False)
        for _ in range(1 + twice):
            try:
                actions.say(by=self.by(name), ref="welcome", says=Says(says), now=self.now)
            except NotHere:
                assert name in self.gone | self.held
                return
        if self.said.get(name, ("",))[0] != says:
            self.said[name] = (says, self.now)

    @rule(name=SOMEBODY)
    def leave(self, name: str) -> None:
        if name not in self.gone:
            self.close(twice=False)
            leave(by=self.by(name), now=self.now)
            self.gone.add(name)
            self.said.pop(name, None)

    @rule(name=SOMEBODY)
    def come_back(self, name: str) -> None:
        Member.objects.filter(pk=self.group.members[name].pk).update(left_at=None, joined_at=self.now)
        self.gone.discard(name)

    @rule(name=SOMEBODY, on=st.booleans())
    def hold(self, name: str, on: bool) -> None:
        until = timezone.now() + timedelta(days=9) if on else None
        Member.objects.filter(pk=self.group.members[name].pk).update(held_until=until)
        (self.held.add if on else self.held.discard)(name)

    @rule(name=SOMEBODY, twice=st.booleans())
    def open(self, name: str, twice: bool) -> None:
        for _ in range(1 + twice):
            try:
                until = (self.now + timedelta(days=60)).date()
                self.draw = actions.open_draw(by=self.by(name), ref="welcome", days=1, until=until, now=self.now)
            except Refused:
                assert name in self.gone | self.held
                return
            except RoleStays:
                return

    @rule(name=SOMEBODY, word=st.text(min_size=1, max_size=5))
    def add_word(self, name: str, word: str) -> None:
        if self.draw is not None:
            try:
                actions.add_word(draw=self.draw, by=self.by(name), word=word, now=self.now)
            except (RoleStays, NotHere):
                return
            assert RoleDraw.objects.get(pk=self.draw.pk).stage == Stage.OPEN
            assert self.now < self.draw.closes_at

    @rule(twice=st.booleans())
    def close(self, twice: bool) -> None:
        if self.draw is None:
            return
        free = not Loan.objects.filter(ended_at__isnull=True, member__left_at__isnull=True).exists()
        for _ in range(1 + twice):
            if not actions.close_due(draw=self.draw, now=self.now):
                continue
            assert self.now >= self.draw.closes_at
            willing = {
                self.group.members[name].pk
                for name, (says, at) in self.said.items()
                if says != Says.NOT_NOW and at < self.draw.closes_at and name not in self.gone | self.held
            }
            after = RoleDraw.objects.get(pk=self.draw.pk)
            if after.stage == Stage.DRAWN:
                assert set(after.names.values_list("member", flat=True)) == willing
                drawn = after.names.exclude(seat="").get().member
                assert Loan.objects.get(member=drawn, ended_at__isnull=True).role_id == after.role_id
            else:
                assert after.stage == Stage.OVERTAKEN or not (willing and free)

    @rule(name=SOMEBODY)
    def hand_back(self, name: str) -> None:
        loan = Loan.objects.filter(member=self.group.members[name], ended_at__isnull=True).first()
        before = Entry.objects.count()
        actions.hand_back(by=self.by(name), loan_id=loan.public_id if loan else "nothing", now=self.now)
        assert Entry.objects.count() == before

    @invariant()
    def what_was_drawn_stays_and_is_drawn_again(self) -> None:
        for draw in RoleDraw.objects.filter(stage=Stage.DRAWN):
            names = list(InDraw.objects.filter(draw=draw).order_by("who").values_list("who", "held", "seat"))
            assert self.over.setdefault(draw.pk, names) == names
            assert redraw(shown_by_mark(draw.public_id))[0] is Shows.SAME
            assert not draw.words.exclude(member=None).exists()

    @invariant()
    def no_name_before_the_names_closed_and_one_seat_for_one(self) -> None:
        assert not InDraw.objects.exclude(draw__stage=Stage.DRAWN).exists()
        assert Loan.objects.filter(ended_at__isnull=True).count() <= 1
        assert not Loan.objects.filter(ended_at__isnull=True, member__left_at__isnull=False).exists()


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize("examples", [12, pytest.param(300, marks=pytest.mark.soak)])
def test_in_any_order(examples: int) -> None:
    run_state_machine_as_test(Lending, settings=settings(max_examples=examples, stateful_step_count=25, deadline=None))
