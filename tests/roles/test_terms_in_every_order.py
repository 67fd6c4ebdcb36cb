"""Whatever people do, in whatever order, though clocks go back: a term holds what it picked up, and nothing after."""

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
from handinhand.meetings.actions import roles as in_meetings
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import MeetingState, Role
from handinhand.meetings.models import Meeting, Notes
from handinhand.meetings.queries.lent import lent
from handinhand.meetings.queries.plans import plan_of
from handinhand.people.models import Rest
from handinhand.roles import actions
from handinhand.roles.actions import RoleStays
from handinhand.roles.models import Loan
from tests.cast import make_group
from tests.meetings.rooms import make_meeting

PEOPLE = ("Tom", "Dee", "Asha", "Jo")
SOMEBODY, ONE = st.sampled_from(PEOPLE), st.integers(0, 9)
NAMED = st.sampled_from([Role.HOLD, Role.NOTES])
REFS = st.sampled_from(["hold", "notes", "welcome"])
FAR = timedelta(days=300)
NO = (RoleStays, NotNow, NotHere, Refused)


class Terms(RuleBasedStateMachine):
    """Three roles, four people, a few meetings, and a plain account of who holds what and by which way."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = timezone.now()
        self.group = make_group(name="Harbour Circle", now=self.now, people=PEOPLE)
        self.meetings = [make_meeting(self.group, now=self.now + timedelta(days=each)) for each in (3, 9)]
        Meeting.objects.update(invited_at=self.now)
        self.invited = dict.fromkeys((each.pk for each in self.meetings), self.now)
        self.begun: set[int] = set()
        self.holders: dict[tuple[int, str], str] = {}
        self.terms: dict[str, str] = {}
        self.picked: dict[str, set[int]] = {}
        self.looked: dict[str, object] = {}
        self.here, self.held, self.rests = set(PEOPLE), set(), set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def by(self, name: str) -> Member:
        return Member.objects.select_related("circle", "person").get(pk=self.group.members[name].pk)

    def acts(self, name: str) -> bool:
        return name in self.here and name not in self.held

    def is_open(self, meeting: int, ref: str) -> bool:
        name = self.holders.get((meeting, ref))
        return name is None or not self.acts(name) or name in self.rests

    def ahead(self) -> list[Meeting]:
        still = [each for each in self.meetings if each.pk not in self.begun]
        return sorted((each for each in still if each.starts_at > self.now), key=lambda each: (each.starts_at, each.pk))

    def picks_up(self, ref: str, since: object) -> None:
        """What the term of a role becomes part of: what is open, of what it did not look at before."""
        if ref == "welcome":
            return
        name = self.terms[ref]
        for each in self.ahead():
            is_new = since is None or self.invited[each.pk] > since
            if is_new and self.holders.get((each.pk, ref)) != name and self.is_open(each.pk, ref):
                self.holders[each.pk, ref] = name
                self.picked[ref].add(each.pk)
        self.looked[ref] = self.now

    def lets_go(self, ref: str) -> None:
        name, picked = self.terms.pop(ref), self.picked.pop(ref)
        for each in picked - self.begun:
            if self.holders.get((each, ref)) == name:
                del self.holders[each, ref]

    @rule(hours=st.sampled_from([0, 1, 20, 30, -5, -40]))
    def time_goes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(days=st.integers(1, 12))
    def plan(self, days: int) -> None:
        made = make_meeting(self.group, now=self.now + timedelta(days=days))
        Meeting.objects.filter(pk=made.pk).update(invited_at=self.now)
        self.meetings.append(made)
        self.invited[made.pk] = self.now

    @rule(which=ONE)
    def begin(self, which: int) -> None:
        """A meeting has begun: from now on a term that is handed back changes nothing in it."""
        meeting = self.meetings[which % len(self.meetings)]
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.OPEN)
        self.begun.add(meeting.pk)

    @rule(name=SOMEBODY, ref=REFS, twice=st.booleans())
    def take_term(self, name: str, ref: str, twice: bool) -> None:
        for _ in range(1 + twice):
            holder = self.terms.get(ref)
            free = holder is None or not self.acts(holder) or holder in self.rests
            try:
                with transaction.atomic():
                    until = (self.now + FAR).date()
                    actions.take_on(by=self.by(name), ref=ref, until=until, now=self.now)
            except NO:
                assert not self.acts(name) or not (free or holder == name)
                return
            assert self.acts(name)
            if holder == name:
                continue
            assert free
            if holder is not None:
                self.lets_go(ref)
            self.terms[ref], self.picked[ref] = name, set()
            self.picks_up(ref, None)

    @rule(ref=REFS, by=SOMEBODY, twice=st.booleans())
    def hand_back(self, ref: str, by: str, twice: bool) -> None:
        loan = Loan.objects.filter(role__kind=ref, ended_at__isnull=True).first()
        for _ in range(1 + twice):
            actions.hand_back(by=self.by(by), loan_id=loan.public_id if loan else "bcdfghjkmnpq", now=self.now)
        if self.terms.get(ref) == by:
            self.lets_go(ref)

    @rule(ref=REFS, which=ONE)
    def not_in_this_one(self, ref: str, which: int) -> None:
        loan = Loan.objects.filter(role__kind=ref, ended_at__isnull=True).first()
        if loan is not None:
            meeting = self.meetings[which % len(self.meetings)]
            given = {"loan_id": loan.public_id, "meeting_id": meeting.public_id}
            actions.hand_back(by=self.by(self.terms[ref]), **given, now=self.now)
            shown = [each for each in lent(self.seen(meeting)) if each.ref == ref]
            assert not shown

    @rule(name=SOMEBODY, named=NAMED, which=ONE, back=st.booleans())
    def in_the_meeting(self, name: str, named: Role, which: int, back: bool) -> None:
        meeting = self.meetings[which % len(self.meetings)]
        if meeting.pk in self.begun:
            return
        key = (meeting.pk, named.value)
        try:
            with transaction.atomic():
                do = in_meetings.hand_back if back else in_meetings.take
                do(meeting=meeting, by=self.by(name), role=named, now=self.now)
        except NO:
            return
        if not back:
            self.holders[key] = name
        elif self.holders.get(key) == name:
            del self.holders[key]

    @rule()
    def ten_minutes_are_over(self) -> None:
        actions.pick_up_all(now=self.now)
        for ref, name in self.terms.items():
            if self.acts(name):
                self.picks_up(ref, self.looked.get(ref))

    @rule(name=SOMEBODY)
    def leave_or_come(self, name: str) -> None:
        if name not in self.here:
            Member.objects.filter(pk=self.group.members[name].pk).update(left_at=None, joined_at=self.now)
            self.here.add(name)
            return
        leave(by=self.by(name), now=self.now)
        self.here.discard(name)
        for ref in [ref for ref, holder in self.terms.items() if holder == name]:
            self.lets_go(ref)
        self.holders = {key: holder for key, holder in self.holders.items() if holder != name}

    @rule(name=SOMEBODY, on=st.booleans())
    def hold_access(self, name: str, on: bool) -> None:
        until = timezone.now() + timedelta(days=9) if on else None
        Member.objects.filter(pk=self.group.members[name].pk).update(held_until=until)
        (self.held.add if on else self.held.discard)(name)

    @rule(name=SOMEBODY, on=st.booleans())
    def rest(self, name: str, on: bool) -> None:
        person = self.group.members[name].person
        Rest.objects.filter(person=person).delete()
        if on:
            Rest.objects.create(person=person, begins_at=timezone.now() - FAR)
        (self.rests.add if on else self.rests.discard)(name)

    def seen(self, meeting: Meeting) -> Meeting:
        return plan_of(viewer=self.by("Asha"), meeting_id=meeting.public_id)

    @invariant()
    def each_holds_what_they_said_or_picked_up_and_nothing_else(self) -> None:
        names = {member.pk: name for name, member in self.group.members.items()}
        found = {(pk, "hold"): names[who] for pk, who in Meeting.objects.values_list("pk", "holder") if who is not None}
        found |= {(pk, "notes"): names[who] for pk, who in Notes.objects.values_list("meeting", "keeper") if who}
        assert found == self.holders
        loans = Loan.objects.filter(ended_at__isnull=True).values_list("role__kind", "member")
        assert {ref: names[who] for ref, who in loans} == self.terms

    @invariant()
    def nobody_is_shown_who_is_not_there(self) -> None:
        for meeting in self.meetings:
            shown = [(each.ref, each.place, each.who.pk) for each in lent(self.seen(meeting))]
            assert len({each[:2] for each in shown}) == len(shown)
            there = {self.group.members[name].pk for name in self.here - self.held}
            resting = {self.group.members[name].pk for name in self.rests} if meeting.pk not in self.begun else set()
            assert {each[2] for each in shown} <= there - resting


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize(("examples", "steps"), [(6, 25), pytest.param(150, 60, marks=pytest.mark.soak)])
def test_a_term_in_any_order(examples: int, steps: int) -> None:
    run_state_machine_as_test(Terms, settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None))
