"""What touches a person is not decided before they have heard of it, whoever tries to get round it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from handinhand.circles.actions import leave
from handinhand.decisions import actions
from handinhand.decisions.actions import NotAmongThem, NotNow
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Position, Proposal, Touched
from handinhand.decisions.queries import calls
from handinhand.ledger.models import Entry
from handinhand.words import actions as words_actions
from handinhand.words.choices import ScopeKind
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WEEK = timedelta(days=7)


@pytest.fixture
def proposal(harbour: Group, now) -> Proposal:
    text = "Dee does the washing-up from now on."
    made = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=text, now=now)
    actions.say_it_touches(proposal=made, by=harbour.tom, whom=harbour.dee.public_id, now=now)
    return fresh(made)


def fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def open_it(harbour: Group, proposal: Proposal, now) -> Proposal:
    return actions.open_positions(proposal=fresh(proposal), by=harbour.asha, now=now)


def test_positions_open_when_they_have_read_it(harbour: Group, proposal, now):
    with pytest.raises(NotNow, match="has not heard of it yet"):
        open_it(harbour, proposal, now)
    with pytest.raises(NotNow, match="closed for now"):
        actions.take_position(proposal=fresh(proposal), by=harbour.tom, kind="agree", now=now)
    assert "This touches you" in calls(person=harbour.dee.person_id, now=now)[0].says
    assert not calls(person=harbour.sam.person_id, now=now)
    actions.hear(proposal=proposal, by=harbour.dee, begins=False, now=now)
    assert not calls(person=harbour.dee.person_id, now=now)
    assert open_it(harbour, proposal, now).state == ProposalState.OPEN
    assert not Entry.objects.exists()


def test_or_after_seven_days_and_not_a_moment_sooner(harbour: Group, proposal, now):
    with pytest.raises(NotNow, match="has not heard of it yet"):
        open_it(harbour, proposal, now + WEEK - timedelta(seconds=1))
    assert open_it(harbour, proposal, now + WEEK).state == ProposalState.OPEN


def test_nobody_else_can_hear_it_for_them(harbour: Group, hillside: Group, proposal, now):
    for somebody in (harbour.tom, harbour.asha):
        with pytest.raises(NotNow, match="nothing here that you need to read"):
            actions.hear(proposal=proposal, by=somebody, begins=True, now=now)
    with pytest.raises(NotAmongThem):
        actions.hear(proposal=proposal, by=hillside.bo, begins=True, now=now)
    assert fresh(proposal).still_to_hear == 1


@pytest.mark.parametrize("state", [ProposalState.OPEN, ProposalState.WAITS])
def test_the_database_itself_refuses_positions_before(proposal, state):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(state=state)


def test_said_while_positions_are_open_or_closed_it_waits_again_and_no_concern_is_lost(harbour: Group, now):
    made = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="We move.", now=now)
    actions.open_positions(proposal=made, by=harbour.asha, now=now)
    for name in ("tom", "asha", "marcus", "sam"):
        actions.take_position(proposal=made, by=getattr(harbour, name), kind="agree", now=now)
    actions.take_position(proposal=made, by=harbour.jo, kind="concern", concern="The stairs.", now=now)
    actions.close_positions(proposal=made, by=harbour.asha, now=now)
    assert fresh(made).state == ProposalState.WAITS
    actions.say_it_touches(proposal=fresh(made), by=harbour.dee, whom=harbour.dee.public_id, now=now)
    assert fresh(made).state == ProposalState.PROPOSED
    # The last concern is answered now: that must not adopt it behind her back.
    with pytest.raises(NotNow):
        actions.call_answered(position=Position.objects.get(member=harbour.jo), by=harbour.jo, now=now)
    assert fresh(made).state == ProposalState.PROPOSED
    assert Position.objects.filter(proposal=made).count() == 5


def test_of_other_words_they_have_not_heard(harbour: Group, proposal, now):
    actions.hear(proposal=proposal, by=harbour.dee, begins=False, now=now)
    words_actions.change(words=proposal.words, by=harbour.tom.person, body="Dee leaves the circle.")
    later = now + timedelta(days=8)
    with pytest.raises(NotNow, match="has not heard of it yet"):
        open_it(harbour, proposal, later)
    assert fresh(proposal).still_to_hear == 1
    assert calls(person=harbour.dee.person_id, now=later)[0].text == "Dee leaves the circle."
    with pytest.raises(NotNow, match="has not heard of it yet"):
        open_it(harbour, proposal, later + WEEK - timedelta(seconds=1))
    assert open_it(harbour, proposal, later + WEEK).state == ProposalState.OPEN


def test_two_who_collude_cannot_slip_other_words_in_while_it_is_open(harbour: Group, proposal, now):
    actions.hear(proposal=proposal, by=harbour.dee, begins=False, now=now)
    open_it(harbour, proposal, now)
    offered = actions.offer(proposal=fresh(proposal), by=harbour.sam, text="Dee leaves the circle.", now=now)
    actions.take_offer(offered=offered, by=harbour.tom, now=now)
    assert fresh(proposal).state == ProposalState.PROPOSED
    with pytest.raises(NotNow):
        actions.take_position(proposal=fresh(proposal), by=harbour.tom, kind="agree", now=now)
    with pytest.raises(NotNow):
        actions.close_positions(proposal=fresh(proposal), by=harbour.sam, now=now)


def test_taken_up_again_or_put_beside_it_touches_them_still(harbour: Group, proposal, now):
    offered = actions.offer(proposal=proposal, by=harbour.sam, text="Dee does it on Mondays.", now=now)
    beside = actions.put_beside(offered=offered, by=harbour.tom, now=now)
    assert Touched.objects.get(proposal=beside).member == harbour.dee
    with pytest.raises(NotNow, match="has not heard of it yet"):
        open_it(harbour, beside, now)


def test_who_cannot_read_it_is_not_decided_about_at_all(harbour: Group, now):
    few = words_actions.make_scope(circle=harbour.circle, kind=ScopeKind.MEETING)
    for name in ("tom", "asha"):
        words_actions.let_see(scope=few, person=getattr(harbour, name).person)
    made = actions.propose(circle=harbour.circle, scope=few, by=harbour.tom, text="Dee stays at home.", now=now)
    actions.say_it_touches(proposal=made, by=harbour.asha, whom=harbour.dee.public_id, now=now)
    with pytest.raises(NotNow, match="Propose it to the whole circle"):
        open_it(harbour, made, now + 3 * WEEK)
    assert not calls(person=harbour.dee.person_id, now=now)


def test_whoever_left_had_their_seven_days(harbour: Group, proposal, now):
    leave(by=harbour.dee, now=now)
    with pytest.raises(NotNow, match="has not heard of it yet"):
        open_it(harbour, proposal, now)
    assert open_it(harbour, proposal, now + WEEK).state == ProposalState.OPEN


def test_when_everything_of_them_goes_nothing_is_stuck(harbour: Group, proposal, now):
    Touched.objects.all().delete()
    assert open_it(harbour, proposal, now).state == ProposalState.OPEN


def test_said_twice_it_is_said_once_and_never_of_another_circle(harbour: Group, hillside: Group, proposal, now):
    actions.hear(proposal=proposal, by=harbour.dee, begins=False, now=now)
    actions.say_it_touches(proposal=proposal, by=harbour.sam, whom=harbour.dee.public_id, now=now)
    assert fresh(proposal).still_to_hear == 0
    for whom in (hillside.bo.public_id, "", "\x00"):
        with pytest.raises(NotAmongThem):
            actions.say_it_touches(proposal=proposal, by=harbour.sam, whom=whom, now=now)
    with pytest.raises(NotAmongThem):
        actions.say_it_touches(proposal=proposal, by=hillside.bo, whom=harbour.sam.public_id, now=now)
