"""Several people at the very same moment: each is heard once, and nothing falls between."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from handinhand.decisions import actions
from handinhand.decisions.choices import PositionKind, ProposalState
from handinhand.decisions.models import Position, Proposal
from tests.cast import NAMES, Group, make_group

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own; what was refused is an answer too."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except actions.NotNow as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.fixture
def group(now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.fixture
def proposal(group: Group, now) -> Proposal:
    made = actions.propose(circle=group.circle, scope=group.scope, by=group.tom, text="Our own mugs.", now=now)
    return actions.open_positions(proposal=made, by=group.asha, now=now)


def take(group: Group, proposal: Proposal, name: str, kind: str, now) -> Position:
    concern = f"A concern of {name}." if kind == "concern" else ""
    return actions.take_position(proposal=proposal, by=getattr(group, name), kind=kind, concern=concern, now=now)


def test_two_who_answer_the_last_concerns_at_once_decide_it(group: Group, proposal, now):
    for name, kind in {"tom": "agree", "asha": "agree", "dee": "concern", "sam": "concern"}.items():
        take(group, proposal, name, kind, now)
    actions.close_positions(proposal=proposal, by=group.asha, now=now)
    mine = {name: Position.objects.get(member=getattr(group, name)) for name in ("dee", "sam")}
    together(
        lambda: actions.call_answered(position=mine["dee"], by=group.dee, now=now),
        lambda: actions.leave_as_minority(position=mine["sam"], by=group.sam, text="", now=now),
    )
    assert Proposal.objects.get().state == ProposalState.ADOPTED


def test_one_person_on_two_phones_has_one_position(group: Group, proposal, now):
    together(*(lambda kind=kind: take(group, proposal, "dee", kind, now) for kind in PositionKind.values))
    position = Position.objects.get()
    assert (position.kind == "concern") == bool(position.words_id) == bool(position.concern_state)


def test_a_position_taken_while_it_closes_counts_or_is_told_to_be_too_late(group: Group, proposal, now):
    for name in ("tom", "asha", "dee"):
        take(group, proposal, name, "agree", now)
    taken, closed = together(
        lambda: take(group, proposal, "sam", "agree", now),
        lambda: actions.close_positions(proposal=proposal, by=group.asha, now=now),
    )
    assert isinstance(closed, Proposal)
    heard = isinstance(taken, Position)
    assert Position.objects.filter(member=group.sam).exists() == heard
    assert (Proposal.objects.get().state == ProposalState.ADOPTED) == heard


def test_closed_by_two_at_once_it_closes_once(group: Group, proposal, now):
    take(group, proposal, "tom", "agree", now)
    close = lambda: actions.close_positions(proposal=proposal, by=group.asha, now=now)  # noqa: E731 - twice the same
    answers = together(close, close)
    assert len([each for each in answers if isinstance(each, Proposal)]) == 1
