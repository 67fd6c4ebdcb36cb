"""Proposals: opened, positions taken, closed, settled; what is hidden until when; what is never lost."""

from datetime import timedelta

import pytest

from handinhand.circles.actions import Refused, leave, use_power
from handinhand.circles.choices import Adopts, Power
from handinhand.circles.models import AdoptedLine, Member
from handinhand.circles.queries import adopted, rule_of
from handinhand.decisions import actions
from handinhand.decisions.actions import NotAmongThem, NotNow, NotYourPosition
from handinhand.decisions.choices import ConcernState, PositionKind, ProposalState
from handinhand.decisions.models import Position, Proposal
from handinhand.decisions.queries import decided_in, decision_panel, proposal_for, proposals_waiting, result_sentences
from handinhand.ledger.models import Entry
from handinhand.words import actions as words_actions
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Words
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]

MUGS = "We bring our own mugs."
WASHING = "Who washes them?"


def proposed(harbour: Group, now, *, text: str = MUGS, by=None, opened: bool = True, **more) -> Proposal:
    made = actions.propose(circle=harbour.circle, scope=harbour.scope, by=by or harbour.tom, text=text, now=now, **more)
    return actions.open_positions(proposal=made, by=harbour.asha, now=now) if opened else made


def stand(harbour: Group, proposal: Proposal, now, **kinds: str) -> None:
    for name, kind in kinds.items():
        member = getattr(harbour, name)
        concern = WASHING if kind == PositionKind.CONCERN else ""
        actions.take_position(proposal=proposal, by=member, kind=kind, concern=concern, now=now)


def close(harbour: Group, proposal: Proposal, now) -> Proposal:
    return actions.close_positions(proposal=proposal, by=harbour.asha, now=now)


def own(harbour: Group, proposal: Proposal, name: str) -> Position:
    return Position.objects.get(proposal=proposal, member=getattr(harbour, name))


def fresh(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def test_enough_who_agree_decide_and_the_reasons_say_so(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="live_with", asha="stand_aside", marcus="agree")
    closed = close(harbour, proposal, now)
    assert closed.state == ProposalState.ADOPTED
    assert closed.adopted_text == MUGS
    assert (closed.members, closed.members_for_themselves) == (8, 6)
    assert result_sentences(closed) == [
        "4 people took part.",
        "At least 4 were needed, so that is enough.",
        "2 of them come for themselves.",
        "At least 1 was needed, so that is enough.",
        "1 person stands aside.",
        "Nobody has a concern that still stands.",
        "So it is adopted.",
    ]


def test_too_few_wait_and_nothing_is_lost(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="agree")
    closed = close(harbour, proposal, now)
    assert closed.state == ProposalState.WAITS
    assert "At least 4 are needed." in result_sentences(closed)
    actions.open_positions(proposal=closed, by=harbour.dee, now=now)
    stand(harbour, closed, now, sam="agree", nia="agree")
    again = close(harbour, closed, now)
    assert again.state == ProposalState.ADOPTED
    assert {each.member.name for each in again.positions.select_related("member")} == {"Tom", "Dee", "Sam", "Nia"}


def test_nobody_for_themselves_means_it_waits(harbour: Group, now):
    for name in ("Dee", "Jo", "Sam", "Nia", "Ravi"):
        leave(by=someone(harbour, name), now=now)
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, asha="agree", marcus="agree")
    closed = close(harbour, proposal, now)
    assert closed.state == ProposalState.WAITS
    assert "None of them comes for themselves." in result_sentences(closed)


def someone(harbour: Group, name: str) -> Member:
    return next(each for each in harbour.circle.members.all() if each.name == name)


def test_before_closing_only_ones_own_position_shows(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="concern")
    seen_by_tom = decision_panel(viewer=harbour.tom, proposal=fresh(proposal))
    assert seen_by_tom.my_kind == "agree"
    assert seen_by_tom.positions == []
    assert seen_by_tom.result == []
    assert WASHING not in repr(seen_by_tom)
    assert not Words.objects.visible_to(harbour.tom.person).filter(pk=own(harbour, proposal, "dee").words_id).exists()
    seen_by_dee = decision_panel(viewer=harbour.dee, proposal=fresh(proposal))
    assert (seen_by_dee.my_kind, seen_by_dee.my_concern) == ("concern", WASHING)


def test_after_closing_positions_show_with_names_and_concerns(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="concern", asha="agree", marcus="live_with")
    closed = close(harbour, proposal, now)
    panel = decision_panel(viewer=harbour.jo, proposal=closed)
    assert [(each.name, each.kind_label, each.concern, each.concern_state_label) for each in panel.positions] == [
        ("Tom", "I agree", None, ""),
        ("Dee", "I have a concern", WASHING, "Not answered yet"),
        ("Asha", "I agree", None, ""),
        ("Marcus", "I can live with it", None, ""),
    ]
    assert [each.standing for each in panel.positions][2:] == ["for Harbour Voices", "for the council"]
    assert closed.state == ProposalState.WAITS
    assert panel.next_step.startswith("It waits until whoever has a concern")


def test_a_position_can_be_changed_until_it_closes(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, dee="concern")
    draft = own(harbour, proposal, "dee").words
    actions.take_position(proposal=proposal, by=harbour.dee, kind="concern", concern="Where do they dry?", now=now)
    changed = own(harbour, proposal, "dee")
    assert (changed.words, changed.words.body, changed.words.state) == (draft, "Where do they dry?", State.DRAFT)
    stand(harbour, proposal, now, dee="agree")
    assert own(harbour, proposal, "dee").words is None
    assert not Words.objects.filter(pk=draft.pk).exists()
    assert Position.objects.filter(proposal=proposal).count() == 1
    close(harbour, proposal, now)
    with pytest.raises(NotNow, match="closed for now"):
        stand(harbour, proposal, now, dee="live_with")
    assert own(harbour, proposal, "dee").kind == "agree"


def test_a_concern_needs_its_words(harbour: Group, now):
    proposal = proposed(harbour, now)
    with pytest.raises(NotNow, match="what your concern is"):
        actions.take_position(proposal=proposal, by=harbour.dee, kind="concern", concern=" \n", now=now)
    assert not Position.objects.exists()


def test_only_its_author_calls_a_concern_answered(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="concern", asha="agree", marcus="agree")
    close(harbour, proposal, now)
    concern = own(harbour, proposal, "dee")
    with pytest.raises(NotYourPosition):
        actions.call_answered(position=concern, by=harbour.tom, now=now)
    assert fresh(proposal).state == ProposalState.WAITS
    actions.call_answered(position=concern, by=harbour.dee, now=now)
    assert fresh(proposal).state == ProposalState.ADOPTED
    with pytest.raises(NotNow):
        actions.call_answered(position=concern, by=harbour.dee, now=now)


def test_a_concern_kept_in_its_authors_words_stays_beside_the_decision(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="concern", asha="agree", marcus="agree")
    close(harbour, proposal, now)
    concern = own(harbour, proposal, "dee")
    with pytest.raises(NotYourPosition):
        actions.leave_as_minority(position=concern, by=harbour.asha, text="Never mind.", now=now)
    actions.leave_as_minority(position=concern, by=harbour.dee, text="I still think we need a rota.", now=now)
    assert fresh(proposal).state == ProposalState.ADOPTED
    panel = decision_panel(viewer=harbour.jo, proposal=fresh(proposal))
    kept = next(each for each in panel.positions if each.name == "Dee")
    assert (kept.concern, kept.concern_state) == ("I still think we need a rota.", ConcernState.MINORITY)
    assert [each.text for each in panel.questions] == [WASHING]
    assert any("beside" in sentence or "view" in sentence for sentence in panel.result)


def test_two_concerns_wait_for_both_authors(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="concern", sam="concern", marcus="agree")
    close(harbour, proposal, now)
    actions.call_answered(position=own(harbour, proposal, "dee"), by=harbour.dee, now=now)
    assert fresh(proposal).state == ProposalState.WAITS
    actions.leave_as_minority(position=own(harbour, proposal, "sam"), by=harbour.sam, text="", now=now)
    assert fresh(proposal).state == ProposalState.ADOPTED
    assert own(harbour, proposal, "sam").words.body == WASHING


def test_taken_up_again_positions_hide_again_and_what_was_read_stays(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="concern", asha="agree", marcus="agree")
    close(harbour, proposal, now)
    actions.open_positions(proposal=proposal, by=harbour.sam, now=now)
    stand(harbour, proposal, now, dee="agree")
    panel = decision_panel(viewer=harbour.tom, proposal=fresh(proposal))
    assert panel.positions == []
    assert [(each.name, each.text) for each in panel.questions] == [("Dee", WASHING)]
    assert own(harbour, proposal, "dee").words is None
    assert close(harbour, proposal, now).state == ProposalState.ADOPTED


def test_laid_aside_nothing_shows_that_did_not_before(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, dee="agree")
    close(harbour, proposal, now)
    actions.open_positions(proposal=proposal, by=harbour.sam, now=now)
    stand(harbour, proposal, now, dee="concern")
    actions.lay_aside(proposal=proposal)
    panel = decision_panel(viewer=harbour.tom, proposal=fresh(proposal))
    assert (panel.is_open, panel.is_closed, panel.positions) == (False, False, [])
    assert WASHING not in repr(panel)
    with pytest.raises(NotNow):
        stand(harbour, proposal, now, dee="agree")


def test_who_is_not_among_them_can_do_nothing(harbour: Group, hillside: Group, now):
    proposal = proposed(harbour, now)
    leave(by=harbour.ravi, now=now)
    for somebody in (hillside.bo, harbour.ravi):
        with pytest.raises(NotAmongThem):
            actions.take_position(proposal=proposal, by=somebody, kind="agree", now=now)
        with pytest.raises(NotAmongThem):
            actions.ask(proposal=proposal, by=somebody, text="Why?", now=now)
        with pytest.raises(NotAmongThem):
            actions.open_positions(proposal=proposal, by=somebody, now=now)
        with pytest.raises(NotAmongThem):
            actions.propose(circle=harbour.circle, scope=harbour.scope, by=somebody, text="No.", now=now)
    with pytest.raises(Refused):
        actions.close_positions(proposal=proposal, by=hillside.bo, now=now)
    assert fresh(proposal).state == ProposalState.OPEN
    assert not Position.objects.exists()


def test_whoever_left_before_closing_does_not_count_and_stays_unread(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="concern", asha="agree", marcus="agree", sam="agree")
    leave(by=harbour.dee, now=now)
    closed = close(harbour, proposal, now)
    assert closed.state == ProposalState.ADOPTED
    assert closed.members == 7
    assert Words.objects.get(pk=Position.objects.get(kind="concern").words_id).state == State.DRAFT
    assert WASHING not in repr(decision_panel(viewer=harbour.tom, proposal=closed))


def test_a_change_of_standing_later_changes_no_reason(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="agree", asha="agree", marcus="agree")
    closed = close(harbour, proposal, now)
    before = result_sentences(closed)
    for member in (harbour.tom, harbour.dee):
        member.standing, member.organisation = "for_organisation", "the council"
        member.save()
    assert result_sentences(fresh(proposal)) == before


def test_words_taken_back_rest_and_can_be_put_back(harbour: Group, now):
    proposal = proposed(harbour, now, opened=False)
    words_actions.take_back(words=proposal.words, by=harbour.tom.person)
    with pytest.raises(NotNow, match="took their words back"):
        actions.open_positions(proposal=proposal, by=harbour.asha, now=now)
    assert proposals_waiting(viewer=harbour.dee) == []
    panel = decision_panel(
        viewer=harbour.dee, proposal=proposal_for(viewer=harbour.dee, proposal_id=proposal.public_id)
    )
    assert panel.text is None
    assert "took their words back" in panel.next_step
    words_actions.put_back(words=proposal.words, by=harbour.tom.person)
    assert actions.open_positions(proposal=proposal, by=harbour.asha, now=now).state == ProposalState.OPEN


def test_taken_back_while_open_it_cannot_be_closed(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="agree", asha="agree", marcus="agree")
    words_actions.take_back(words=proposal.words, by=harbour.tom.person)
    with pytest.raises(NotNow, match="took their words back"):
        close(harbour, proposal, now)
    with pytest.raises(NotNow, match="took their words back"):
        stand(harbour, proposal, now, sam="agree")
    assert fresh(proposal).adopted_text is None


def test_what_was_decided_stays_when_its_author_takes_their_words_back(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="agree", asha="agree", marcus="agree")
    close(harbour, proposal, now)
    words_actions.take_back(words=proposal.words, by=harbour.tom.person)
    panel = decision_panel(viewer=harbour.dee, proposal=fresh(proposal))
    assert panel.text == MUGS
    assert panel.result[-1] == "So it is adopted."


def test_words_changed_after_opening_are_not_what_people_agreed_to(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="agree", asha="agree", marcus="agree")
    words_actions.change(words=proposal.words, by=harbour.tom.person, body="Everybody washes Tom's mug.")
    with pytest.raises(NotNow, match="changed after this was opened"):
        close(harbour, proposal, now)
    later = now + timedelta(minutes=1)
    actions.open_positions(proposal=proposal, by=harbour.asha, now=later)
    assert decision_panel(viewer=harbour.dee, proposal=fresh(proposal)).mine.on_other_words
    stand(harbour, proposal, later, tom="agree", asha="agree")
    closed = close(harbour, proposal, later)
    assert closed.state == ProposalState.WAITS
    assert "2 people took part." in result_sentences(closed)


def test_words_changed_while_it_waits_are_not_adopted_by_an_answer(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree", dee="concern", asha="agree", marcus="agree")
    close(harbour, proposal, now)
    words_actions.change(words=proposal.words, by=harbour.tom.person, body="Tom's mug is for Tom.")
    actions.call_answered(position=own(harbour, proposal, "dee"), by=harbour.dee, now=now)
    assert fresh(proposal).state == ProposalState.WAITS
    panel = decision_panel(viewer=harbour.dee, proposal=fresh(proposal))
    assert "So it waits." in panel.result[-1]
    assert "changed after this was opened" in panel.next_step


def test_an_adopted_line_becomes_the_circles_own_with_one_line_in_the_ledger(harbour: Group, now):
    proposal = proposed(harbour, now, adopts=Adopts.AGREEMENT)
    stand(harbour, proposal, now, tom="agree", dee="agree", asha="agree", marcus="agree")
    close(harbour, proposal, now)
    assert [line.text for line in adopted(circle=harbour.circle, kind=Adopts.AGREEMENT)] == [MUGS]
    used = list(Entry.objects.order_by("pk").values_list("power", flat=True))
    assert sorted(used) == [Power.ADOPT, Power.CLOSE_DECISION]
    assert not [entry for entry in Entry.objects.all() if entry.object_id in Position.objects.values_list("public_id")]


def test_a_line_is_changed_even_when_other_lines_came_meanwhile(harbour: Group, now):
    def adopt(text: str, replaces: str = "") -> None:
        use_power(
            power=Power.ADOPT, circle=harbour.circle, by=harbour.tom, now=now, decided_by="bcdfghjkmnpq",
            kind=Adopts.AGREEMENT, text=text, replaces=replaces,
        )  # fmt: skip

    adopt("We begin on time.")
    line = AdoptedLine.objects.get()
    change = proposed(
        harbour, now, text="We begin with tea.", adopts=Adopts.AGREEMENT, replaces=line.public_id, opened=False
    )
    adopt("We end on time.")
    actions.open_positions(proposal=change, by=harbour.asha, now=now)
    assert decision_panel(viewer=harbour.dee, proposal=fresh(change)).instead_of == "We begin on time."
    stand(harbour, change, now, tom="agree", dee="agree", asha="agree", marcus="agree")
    close(harbour, change, now)
    lines = [each.text for each in adopted(circle=harbour.circle, kind=Adopts.AGREEMENT)]
    assert lines == ["We begin with tea.", "We end on time."]
    other = actions.propose(
        circle=harbour.circle, scope=harbour.scope, by=harbour.sam, text="We begin at two.", now=now,
        adopts=Adopts.AGREEMENT, replaces=line.public_id,
    )  # fmt: skip
    with pytest.raises(NotNow, match="no longer there"):
        actions.open_positions(proposal=other, by=harbour.asha, now=now)
    assert "no longer there" in decision_panel(viewer=harbour.sam, proposal=other).next_step


def test_how_we_decide_is_changed_by_a_decision(harbour: Group, now):
    proposal = proposed(harbour, now, adopts=Adopts.HOW_WE_DECIDE, share_percent=66, at_least_for_themselves=3)
    stand(harbour, proposal, now, tom="agree", dee="agree", asha="agree", marcus="agree")
    close(harbour, proposal, now)
    rule = rule_of(harbour.circle)
    assert (rule.share_percent, rule.for_themselves) == (66, 3)
    free = proposed(harbour, now, text="Tea at three.")
    stand(harbour, free, now, tom="agree", dee="agree", asha="agree", marcus="agree", jo="agree")
    assert close(harbour, free, now).state == ProposalState.WAITS


@pytest.mark.parametrize(
    "numbers", [{}, {"share_percent": 50}, {"at_least_for_themselves": 1}], ids=["neither", "no count", "no share"]
)
def test_how_we_decide_needs_both_numbers(harbour: Group, now, numbers):
    with pytest.raises(NotNow, match="how many of us"):
        proposed(harbour, now, adopts=Adopts.HOW_WE_DECIDE, opened=False, **numbers)


def test_what_the_circle_adopts_is_proposed_to_all_of_it(harbour: Group, now):
    meeting = words_actions.make_scope(circle=harbour.circle, kind=ScopeKind.MEETING)
    words_actions.let_see(scope=meeting, person=harbour.tom.person)
    with pytest.raises(NotNow, match="whole circle"):
        actions.propose(circle=harbour.circle, scope=meeting, by=harbour.tom, text=MUGS, adopts=Adopts.GOAL, now=now)
    own_scope = words_actions.own_scope_for(circle=harbour.circle, person=harbour.tom.person)
    with pytest.raises(NotNow, match="others who can read it"):
        actions.propose(circle=harbour.circle, scope=own_scope, by=harbour.tom, text=MUGS, now=now)


def test_decided_in_a_meeting_the_circle_reads_it_without_names(harbour: Group, now):
    meeting = words_actions.make_scope(circle=harbour.circle, kind=ScopeKind.MEETING)
    for name in ("tom", "dee", "asha", "marcus"):
        words_actions.let_see(scope=meeting, person=getattr(harbour, name).person)
    made = actions.propose(circle=harbour.circle, scope=meeting, by=harbour.tom, text=MUGS, now=now)
    actions.open_positions(proposal=made, by=harbour.asha, now=now)
    assert proposals_waiting(viewer=harbour.jo) == []
    stand(harbour, made, now, tom="agree", dee="agree", asha="agree", marcus="agree")
    close(harbour, made, now)
    assert [each.adopted_text for each in decided_in(viewer=harbour.jo)[0]] == [MUGS]
    panel = decision_panel(viewer=harbour.jo, proposal=fresh(made))
    assert (panel.text, panel.positions) == (MUGS, [])
    assert panel.result[-1] == "So it is adopted."


def test_questions_are_read_by_the_same_people(harbour: Group, hillside: Group, now):
    proposal = proposed(harbour, now)
    actions.ask(proposal=proposal, by=harbour.dee, text="How many mugs?", now=now)
    actions.ask(proposal=proposal, by=harbour.tom, text="One each.", now=now + timedelta(seconds=1))
    panel = decision_panel(viewer=harbour.marcus, proposal=fresh(proposal))
    assert [(each.name, each.text) for each in panel.questions] == [("Dee", "How many mugs?"), ("Tom", "One each.")]
    assert not Words.objects.visible_to(hillside.bo.person).exists()


def test_closing_twice_closes_once(harbour: Group, now):
    proposal = proposed(harbour, now)
    stand(harbour, proposal, now, tom="agree")
    close(harbour, proposal, now)
    with pytest.raises(NotNow, match="nothing to close"):
        close(harbour, proposal, now)
    assert Entry.objects.filter(power=Power.CLOSE_DECISION).count() == 1
