"""First thoughts, other words, writing over days, waiting, looking again, and giving a question to somebody."""

from datetime import timedelta

import pytest

from handinhand.circles.actions import leave
from handinhand.circles.choices import Adopts
from handinhand.circles.models import AdoptedLine
from handinhand.circles.queries import adopted
from handinhand.decisions import actions
from handinhand.decisions.actions import NotAmongThem, NotNow, NotYourPosition
from handinhand.decisions.choices import Follows, PositionKind, ProposalState
from handinhand.decisions.models import Given, Offer, Proposal, Reaction
from handinhand.decisions.queries import calls, decision_panel, line_from, proposal_for
from handinhand.decisions.rules import day_begins
from handinhand.ledger.models import Entry
from handinhand.people.queries.energy import told
from handinhand.words import actions as words_actions
from handinhand.words.models import Words
from tests.cast import NAMES, Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MUGS, CUPS = "We bring our own mugs.", "We bring our own cups."
DAY = timedelta(days=1)


def fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def propose(harbour: Group, now, text: str = MUGS, **more) -> Proposal:
    return actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=text, now=now, **more)


def decide(harbour: Group, proposal: Proposal, now) -> Proposal:
    actions.open_positions(proposal=fresh(proposal), by=harbour.asha, now=now)
    for name in ("tom", "asha", "marcus", "jo"):
        actions.take_position(proposal=proposal, by=getattr(harbour, name), kind="agree", now=now)
    closed = actions.close_positions(proposal=proposal, by=harbour.asha, now=now)
    assert closed.state == ProposalState.ADOPTED
    return closed


def test_a_first_thought_is_shown_at_once_and_said_anew(harbour: Group, now):
    proposal = propose(harbour, now)
    actions.react(proposal=proposal, by=harbour.dee, kind="change", text="Cups, please.", now=now)
    first = Reaction.objects.get().words
    assert Words.objects.visible_to(harbour.sam.person).filter(pk=first.pk).exists()
    with pytest.raises(NotNow, match="what you would like to change"):
        actions.react(proposal=proposal, by=harbour.dee, kind="change", text=" ", now=now)
    actions.react(proposal=proposal, by=harbour.dee, kind="live_with", now=now)
    assert (Reaction.objects.get().kind, Reaction.objects.get().words) == ("live_with", None)
    assert not Words.objects.filter(pk=first.pk).exists()


def test_rounds_come_before_positions_and_not_after(harbour: Group, now):
    proposal = propose(harbour, now)
    actions.begin_in_writing(proposal=proposal, by=harbour.tom, what="questions")
    with pytest.raises(NotNow, match="closed for now"):
        actions.take_position(proposal=fresh(proposal), by=harbour.dee, kind="agree", now=now)
    with pytest.raises(NotNow, match="Whoever proposed this"):
        actions.begin_in_writing(proposal=fresh(proposal), by=harbour.dee, what="reactions")
    actions.begin_in_writing(proposal=fresh(proposal), by=harbour.tom, what="reactions")
    with pytest.raises(NotNow, match="begun already"):
        actions.begin_in_writing(proposal=fresh(proposal), by=harbour.tom, what="reactions")
    actions.open_positions(proposal=fresh(proposal), by=harbour.asha, now=now)
    with pytest.raises(NotNow, match="open already"):
        actions.begin_in_writing(proposal=fresh(proposal), by=harbour.tom, what="questions")


def test_words_taken_from_somebody_are_asked_about_again_and_never_carried_over(harbour: Group, now):
    proposal = propose(harbour, now)
    actions.open_positions(proposal=proposal, by=harbour.asha, now=now)
    for name in NAMES:
        actions.take_position(proposal=proposal, by=getattr(harbour, name.lower()), kind="agree", now=now)
    offered = actions.offer(proposal=fresh(proposal), by=harbour.dee, text=CUPS, now=now)
    assert "other words" in calls(person=harbour.tom.person_id, now=now)[0].says
    later = now + timedelta(minutes=1)
    actions.take_offer(offered=offered, by=harbour.tom, now=later)
    panel = decision_panel(viewer=harbour.sam, proposal=fresh(proposal))
    assert panel.text == CUPS
    assert panel.mine is not None
    assert panel.mine.on_other_words
    assert "words changed" in calls(person=harbour.sam.person_id, now=later)[0].says
    assert actions.close_positions(proposal=fresh(proposal), by=harbour.asha, now=later).state == ProposalState.WAITS
    assert "Nobody has taken part yet." in decision_panel(viewer=harbour.sam, proposal=fresh(proposal)).result


def test_only_whoever_proposed_it_takes_words_and_once(harbour: Group, hillside: Group, now):
    proposal = propose(harbour, now)
    offered = actions.offer(proposal=proposal, by=harbour.dee, text=CUPS, now=now)
    for somebody, refused in (
        (harbour.dee, NotYourPosition),
        (harbour.sam, NotYourPosition),
        (hillside.bo, NotAmongThem),
    ):
        with pytest.raises(refused):
            actions.take_offer(offered=offered, by=somebody, now=now)
    beside = actions.put_beside(offered=offered, by=harbour.tom, now=now)
    assert (beside.by, beside.follows, beside.words.body) == (harbour.dee, proposal, CUPS)
    with pytest.raises(NotNow, match="do not wait any more"):
        actions.take_offer(offered=offered, by=harbour.tom, now=now)
    assert fresh(proposal).words.body == MUGS
    gone = actions.offer(proposal=proposal, by=harbour.sam, text="No cups.", now=now)
    words_actions.take_back(words=gone.words, by=harbour.sam.person)
    with pytest.raises(NotNow, match="do not wait any more"):
        actions.take_offer(offered=gone, by=harbour.tom, now=now)
    assert Offer.objects.filter(state="offered").count() == 1


def test_in_writing_everybody_has_two_clear_days(harbour: Group, now):
    proposal = propose(harbour, now)
    zone = harbour.circle.time_zone
    too_soon, closes = (day_begins((now + days * DAY).date(), zone) for days in (2, 3))
    with pytest.raises(NotNow, match="two clear days"):
        actions.open_in_writing(proposal=proposal, by=harbour.tom, closes_at=too_soon, now=now)
    with pytest.raises(NotNow, match="Whoever proposed this"):
        actions.open_in_writing(proposal=proposal, by=harbour.dee, closes_at=closes, now=now)
    assert fresh(proposal).state == ProposalState.PROPOSED
    actions.open_in_writing(proposal=proposal, by=harbour.tom, closes_at=closes, now=now)
    for name in ("tom", "asha", "marcus", "jo"):
        actions.take_position(proposal=fresh(proposal), by=getattr(harbour, name), kind="agree", now=now)
    for close in (actions.close_in_writing, actions.close_positions):
        with pytest.raises(NotNow, match="Before that day"):
            close(proposal=fresh(proposal), by=harbour.dee, now=closes - timedelta(seconds=1))
    assert not calls(person=harbour.sam.person_id, now=closes - timedelta(seconds=1))
    assert "The day has come" in calls(person=harbour.sam.person_id, now=closes)[0].says
    assert actions.close_in_writing(proposal=fresh(proposal), by=harbour.dee, now=closes).state == ProposalState.ADOPTED


def test_before_its_day_it_closes_only_when_everybody_has_said(harbour: Group, now):
    proposal = propose(harbour, now)
    closes = day_begins((now + 5 * DAY).date(), harbour.circle.time_zone)
    actions.open_in_writing(proposal=proposal, by=harbour.tom, closes_at=closes, now=now)
    for name in NAMES[:-1]:
        actions.take_position(proposal=fresh(proposal), by=getattr(harbour, name.lower()), kind="agree", now=now)
    with pytest.raises(NotNow, match="Before that day"):
        actions.close_in_writing(proposal=fresh(proposal), by=harbour.tom, now=now)
    actions.take_position(proposal=fresh(proposal), by=getattr(harbour, NAMES[-1].lower()), kind="agree", now=now)
    assert actions.close_in_writing(proposal=fresh(proposal), by=harbour.tom, now=now).state == ProposalState.ADOPTED


def test_taken_up_in_a_meeting_what_was_written_stands_there_and_goes_on(harbour: Group, now):
    proposal = propose(harbour, now)
    closes = day_begins((now + 5 * DAY).date(), harbour.circle.time_zone)
    actions.open_in_writing(proposal=proposal, by=harbour.tom, closes_at=closes, now=now)
    actions.take_position(proposal=fresh(proposal), by=harbour.dee, kind="agree", now=now)
    actions.open_positions(proposal=fresh(proposal), by=harbour.asha, now=now)
    assert decision_panel(viewer=harbour.dee, proposal=fresh(proposal)).my_kind == PositionKind.AGREE
    actions.lay_aside(proposal=fresh(proposal))
    assert (fresh(proposal).state, fresh(proposal).closes_at) == (ProposalState.OPEN, closes)


def test_positions_of_a_meeting_are_closed_by_whoever_holds_it(harbour: Group, now):
    proposal = propose(harbour, now)
    actions.open_positions(proposal=proposal, by=harbour.asha, now=now)
    with pytest.raises(NotNow, match="taken in a meeting"):
        actions.close_in_writing(proposal=fresh(proposal), by=harbour.dee, now=now)


def test_it_can_wait_and_comes_up_on_its_day(harbour: Group, hillside: Group, now):
    proposal = propose(harbour, now)
    with pytest.raises(NotNow, match="a day after today"):
        actions.wait(proposal=proposal, by=harbour.dee, until=now, now=now)
    with pytest.raises(NotAmongThem):
        actions.wait(proposal=proposal, by=hillside.bo, until=now + DAY, now=now)
    actions.wait(proposal=proposal, by=harbour.dee, until=now + DAY, now=now)
    assert not calls(person=harbour.sam.person_id, now=now)
    assert calls(person=harbour.sam.person_id, now=now + DAY)[0].text == MUGS
    assert not calls(person=hillside.bo.person_id, now=now + DAY)


def test_a_line_is_looked_at_again_kept_changed_and_let_go(harbour: Group, now):
    due = now + 90 * DAY
    first = decide(harbour, propose(harbour, now, adopts=Adopts.AGREEMENT, look_again_at=due), now)
    assert not calls(person=harbour.dee.person_id, now=due - timedelta(seconds=1))
    assert calls(person=harbour.dee.person_id, now=due)[0].is_to_look_again
    again = due + 90 * DAY
    actions.keep(proposal=first, by=harbour.dee, seen=due, again_at=again, now=due)
    with pytest.raises(NotNow, match="a moment ago"):
        actions.keep(proposal=fresh(first), by=harbour.sam, seen=due, again_at=None, now=due)
    assert not calls(person=harbour.sam.person_id, now=due)
    assert Entry.objects.filter(power="look_again", by=harbour.dee.person).count() == 1
    line = line_from(first)
    second = propose(
        harbour, due, CUPS, adopts=Adopts.AGREEMENT, replaces=line.public_id, follows=first, follows_how=Follows.AGAIN
    )
    decide(harbour, second, due)
    assert fresh(first).look_again_at is None
    assert [each.text for each in adopted(circle=harbour.circle, kind=Adopts.AGREEMENT)] == [CUPS]
    assert proposal_for(viewer=harbour.sam, proposal_id=first.public_id).again == second.public_id
    line = line_from(second)
    third = propose(harbour, due, "No.", adopts=Adopts.AGREEMENT, replaces=line.public_id, lets_go=True)
    decide(harbour, third, due)
    assert adopted(circle=harbour.circle, kind=Adopts.AGREEMENT) == []
    assert AdoptedLine.objects.filter(circle=harbour.circle).count() == 2


def test_the_other_lines_keep_the_decision_they_came_from(harbour: Group, now):
    first = decide(harbour, propose(harbour, now, adopts=Adopts.AGREEMENT), now)
    second = decide(harbour, propose(harbour, now, "We begin on time.", adopts=Adopts.AGREEMENT), now)
    lines = adopted(circle=harbour.circle, kind=Adopts.AGREEMENT)
    assert [each.decision_id for each in lines] == [first.public_id, second.public_id]


def test_a_question_is_given_with_their_yes_first_and_decided_with_reasons(harbour: Group, hillside: Group, now):
    proposal = propose(harbour, now, "Which kettle we buy.")
    with pytest.raises(NotNow, match="Whoever proposed this"):
        actions.give(proposal=proposal, by=harbour.sam, to=harbour.sam.public_id, now=now)
    with pytest.raises(NotAmongThem):
        actions.give(proposal=proposal, by=harbour.tom, to=hillside.bo.public_id, now=now)
    actions.give(proposal=proposal, by=harbour.tom, to=harbour.dee.public_id, now=now)
    assert [each.ref for each in told(person=harbour.dee.person, now=now)] == [proposal.public_id]
    assert not calls(person=harbour.dee.person_id, now=now), "one card on Today, not two"
    assert Given.objects.get().to is None, "with nobody before their yes"
    with pytest.raises(NotNow, match="have said yes"):
        actions.open_positions(proposal=fresh(proposal), by=harbour.asha, now=now)
    for somebody in (harbour.tom, harbour.sam):
        with pytest.raises(NotNow, match="not with you"):
            actions.answer_given(proposal=proposal, by=somebody, yes=True, now=now)
    actions.answer_given(proposal=proposal, by=harbour.dee, yes=True, now=now)
    with pytest.raises(NotNow, match="has not given this"):
        actions.decide_given(proposal=proposal, by=harbour.dee, result="The red one.", reasons="It is small.", now=now)
    decide(harbour, proposal, now)
    assert "gave you this" in calls(person=harbour.dee.person_id, now=now)[0].says
    actions.decide_given(proposal=proposal, by=harbour.dee, result="The red one.", reasons="It is small.", now=now)
    with pytest.raises(NotNow, match="decided already"):
        actions.decide_given(proposal=proposal, by=harbour.dee, result="The blue.", reasons="No.", now=now)
    assert not calls(person=harbour.dee.person_id, now=now)
    assert Entry.objects.filter(power="decide_given", by=harbour.dee.person).count() == 1
    back = propose(harbour, now, "We choose it together.", follows=fresh(proposal), follows_how=Follows.CALLS_BACK)
    decide(harbour, back, now)
    given = Given.objects.get(proposal=proposal)
    assert given.called_back_at is not None
    assert given.result == "The red one."


def test_a_no_needs_no_reason_and_somebody_else_is_asked(harbour: Group, now):
    proposal = propose(harbour, now, "Which kettle we buy.")
    actions.give(proposal=proposal, by=harbour.tom, to=harbour.dee.public_id, now=now)
    actions.answer_given(proposal=proposal, by=harbour.dee, yes=False, now=now)
    assert Given.objects.get().to is None
    actions.give(proposal=proposal, by=harbour.tom, to=harbour.sam.public_id, now=now)
    assert Given.objects.get().asked.to == harbour.sam


def test_called_back_before_it_is_decided_nothing_waits(harbour: Group, now):
    proposal = propose(harbour, now, "Which kettle we buy.")
    actions.give(proposal=proposal, by=harbour.tom, to=harbour.dee.public_id, now=now)
    actions.answer_given(proposal=proposal, by=harbour.dee, yes=True, now=now)
    decide(harbour, proposal, now)
    back = propose(harbour, now, "We choose it.", follows=fresh(proposal), follows_how=Follows.CALLS_BACK)
    decide(harbour, back, now)
    with pytest.raises(NotNow, match="called this back"):
        actions.decide_given(proposal=fresh(proposal), by=harbour.dee, result="Red.", reasons="So.", now=now)


def test_somebody_removed_a_moment_ago_does_none_of_it(harbour: Group, now):
    proposal = propose(harbour, now)
    leave(by=harbour.dee, now=now)
    acts = (
        lambda: actions.react(proposal=proposal, by=harbour.dee, kind="live_with", now=now),
        lambda: actions.offer(proposal=proposal, by=harbour.dee, text=CUPS, now=now),
        lambda: actions.wait(proposal=proposal, by=harbour.dee, until=None, now=now),
        lambda: actions.say_it_touches(proposal=proposal, by=harbour.dee, whom=harbour.sam.public_id, now=now),
    )
    for act in acts:
        with pytest.raises(NotAmongThem):
            act()
    assert not Reaction.objects.exists()
