"""Whatever people do, in whatever order: the rule decides, and nobody sees another's position before closing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from handinhand.circles.actions import leave
from handinhand.circles.choices import Standing
from handinhand.decisions import actions
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.models import Position, Proposal
from handinhand.decisions.queries import decided_in, decision_panel, proposals_waiting
from handinhand.words.models import Words
from tests.browsing import client_of, text_of
from tests.cast import make_group

PEOPLE = ("Tom", "Dee", "Asha", "Marcus", "Jo")
FIRST = PEOPLE[0]
TEXT = "We bring our own mugs."
WITH_IT = {"agree", "live_with"}


class Deciding(RuleBasedStateMachine):
    """One proposal, five people, and a plain account of what should be so."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
        self.group = make_group(name="Harbour Circle", now=self.now, people=PEOPLE)
        self.proposal = actions.propose(
            circle=self.group.circle, scope=self.group.scope, by=self.group.tom, text=TEXT, now=self.now
        )
        self.here = set(PEOPLE)
        self.kinds: dict[str, str] = {}
        self.secrets: dict[str, str] = {}
        self.concerns: dict[str, str] = {}
        self.counted: dict[str, str] = {}
        self.members = self.own = 0
        self.state = "proposed"
        self.told = 0
        self.clients: dict[str, Client] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def by(self, name: str):
        return self.group.members[name]

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def position(self, name: str) -> Position:
        return Position.objects.get(member=self.by(name))

    @precondition(lambda self: self.state in {"proposed", "waits"})
    @rule()
    def open(self) -> None:
        actions.open_positions(proposal=self.proposal, by=self.by(FIRST), now=self.tick())
        self.state = "open"

    @rule(name=st.sampled_from(PEOPLE), kind=st.sampled_from(PositionKind.values))
    def take(self, name: str, kind: str) -> None:
        self.told += 1
        secret = f"Secret number {self.told} of {name}."
        concern = secret if kind == "concern" else ""
        try:
            actions.take_position(proposal=self.proposal, by=self.by(name), kind=kind, concern=concern, now=self.tick())
        except (actions.NotNow, actions.NotAmongThem):
            assert self.state != "open" or name not in self.here
            return
        assert self.state == "open"
        assert name in self.here
        self.kinds[name] = kind
        self.secrets.pop(name, None)
        if concern:
            self.secrets[name], self.concerns[name] = secret, "stands"
        else:
            self.concerns.pop(name, None)

    @precondition(lambda self: self.state != "adopted")
    @rule(
        kinds=st.lists(st.sampled_from(("agree", *PositionKind.values)), min_size=5, max_size=5), closes=st.booleans()
    )
    def meet(self, kinds: list[str], closes: bool) -> None:
        """A meeting takes it up; everybody says where they stand; positions close, or it is laid aside."""
        if self.state != "open":
            self.open()
        for name, kind in zip(PEOPLE, kinds, strict=True):
            self.take(name, kind)
        self.nobody_sees_anothers_position_before_it_closes()
        self.close() if closes else self.lay_aside()

    @precondition(lambda self: self.state == "open")
    @rule()
    def close(self) -> None:
        actions.close_positions(proposal=self.proposal, by=self.by(FIRST), now=self.tick())
        self.counted = {name: kind for name, kind in self.kinds.items() if name in self.here}
        self.secrets = {name: text for name, text in self.secrets.items() if name not in self.counted}
        self.members = len(self.here)
        self.own = len([name for name in self.here if self.by(name).standing == Standing.FOR_MYSELF])
        self.settle()

    @precondition(lambda self: self.state == "open")
    @rule()
    def lay_aside(self) -> None:
        actions.lay_aside(proposal=self.proposal)
        self.state = "proposed"

    @rule(whose=st.sampled_from(PEOPLE), by=st.sampled_from(PEOPLE), keep=st.booleans())
    def say_what_became_of_a_concern(self, whose: str, by: str, keep: bool) -> None:
        if not Position.objects.filter(member=self.by(whose)).exists():
            return
        given = {"position": self.position(whose), "by": self.by(by), "now": self.tick()}
        mine = by == whose and by in self.here
        try:
            actions.leave_as_minority(text="", **given) if keep else actions.call_answered(**given)
        except (actions.NotNow, actions.NotAmongThem, actions.NotYourPosition):
            assert not (mine and self.state == "waits" and self.concerns.get(whose) == "stands")
            return
        assert mine
        assert self.state == "waits"
        self.concerns[whose] = "minority" if keep else "answered"
        self.settle()

    @rule(name=st.sampled_from(PEOPLE[1:]))
    def leave_the_circle(self, name: str) -> None:
        if name in self.here and len(self.here) > 2:
            leave(by=self.by(name), now=self.tick())
            self.here.discard(name)

    def settle(self) -> None:
        enough = len(self.counted) * 2 >= self.members
        selves = [name for name in self.counted if self.by(name).standing == Standing.FOR_MYSELF]
        concerned = [name for name, kind in self.counted.items() if kind == "concern"]
        unanswered = [name for name in concerned if self.concerns[name] == "stands"]
        adopted = (
            bool(self.counted) and enough and bool(selves) and bool(WITH_IT & set(self.counted.values()))
        ) and not unanswered
        self.state = "adopted" if adopted else "waits"

    @rule(name=st.sampled_from(PEOPLE))
    def look(self, name: str) -> None:
        """Somebody opens the pages."""
        client = self.clients.setdefault(name, client_of(self.by(name)))
        circle = self.group.circle.public_id
        one = reverse("decisions:proposal", args=[circle, self.proposal.public_id])
        for address in (one, reverse("decisions:list", args=[circle])):
            page = text_of(client.get(address))
            assert (TEXT in page) == (name in self.here)
            assert not [text for who, text in self.secrets.items() if who != name and text in page]

    @invariant()
    def the_rule_decides(self) -> None:
        kept = Proposal.objects.get()
        assert kept.state == self.state
        assert kept.adopted_text == (TEXT if self.state == "adopted" else None)

    @invariant()
    def nobody_sees_anothers_position_before_it_closes(self) -> None:
        for name in self.here:
            viewer = self.by(name)
            panel = decision_panel(viewer=viewer, proposal=Proposal.objects.get())
            bodies = {words.body for words in Words.objects.visible_to(viewer.person)}
            listed = repr([proposals_waiting(viewer=viewer), *decided_in(viewer=viewer)[0]])
            for who, text in self.secrets.items():
                if who != name:
                    assert text not in bodies
                    assert text not in repr(panel) + listed
            if self.state in {"waits", "adopted"}:
                assert {each.name: each.kind for each in panel.positions} == self.counted
            else:
                assert panel.positions == []
                assert panel.my_kind == self.kinds.get(name, "")


@pytest.mark.both
@pytest.mark.django_db
def test_in_every_order():
    run_state_machine_as_test(Deciding, settings=settings(max_examples=12, stateful_step_count=30))
