"""Two people at the very same moment: other words, looking again, and hearing it while it opens."""

from datetime import timedelta

import pytest

from handinhand.decisions import actions
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Offer, Proposal, Reaction
from handinhand.ledger.models import Entry
from tests.cast import NAMES, Group, make_group
from tests.decisions.test_at_once import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture
def group(now) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.fixture
def proposal(group: Group, now) -> Proposal:
    return actions.propose(circle=group.circle, scope=group.scope, by=group.tom, text="Our own mugs.", now=now)


def test_one_offer_is_taken_or_put_beside_and_not_both(group: Group, proposal, now):
    offered = actions.offer(proposal=proposal, by=group.dee, text="Our own cups.", now=now)
    answers = together(
        lambda: actions.take_offer(offered=offered, by=group.tom, now=now),
        lambda: actions.put_beside(offered=offered, by=group.tom, now=now),
    )
    assert sum(isinstance(each, Proposal) for each in answers) == 1
    taken = Offer.objects.get().state == "taken"
    assert Proposal.objects.count() == (1 if taken else 2)


def test_two_who_keep_a_decision_at_once_keep_it_once(group: Group, proposal, now):
    actions.open_positions(proposal=proposal, by=group.asha, now=now)
    for name in NAMES:
        actions.take_position(proposal=proposal, by=getattr(group, name.lower()), kind="agree", now=now)
    decided = actions.close_positions(proposal=proposal, by=group.asha, now=now)
    assert decided.state == ProposalState.ADOPTED
    later = now + timedelta(days=9)
    answers = together(
        *(
            lambda by=by: actions.keep(proposal=decided, by=by, seen=None, again_at=later, now=now)
            for by in (group.dee, group.sam)
        )
    )
    assert sum(isinstance(each, Proposal) for each in answers) == 1
    assert Entry.objects.filter(power="look_again").count() == 1


def test_said_to_touch_somebody_while_it_opens_it_is_never_open_unheard(group: Group, proposal, now):
    together(
        lambda: actions.open_positions(proposal=proposal, by=group.asha, now=now),
        lambda: actions.say_it_touches(proposal=proposal, by=group.sam, whom=group.dee.public_id, now=now),
    )
    kept = Proposal.objects.get()
    assert (kept.state, kept.still_to_hear) == (ProposalState.PROPOSED, 1)


def test_one_person_on_two_phones_has_one_first_thought(group: Group, proposal, now):
    together(
        lambda: actions.react(proposal=proposal, by=group.dee, kind="live_with", now=now),
        lambda: actions.react(proposal=proposal, by=group.dee, kind="change", text="Cups.", now=now),
    )
    reaction = Reaction.objects.get()
    assert (reaction.kind == "change") == (reaction.words_id is not None)
