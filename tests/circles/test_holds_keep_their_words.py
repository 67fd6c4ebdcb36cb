"""What a proposal does to a hold it says in its words; a hold ends though a clock went back; the list finds both."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from handinhand.circles import actions as circles
from handinhand.circles.choices import Power
from handinhand.circles.done import Wanted, done_in
from handinhand.circles.kinds import OF_KIND
from handinhand.circles.models import Hold, HoldProposal, Member
from handinhand.circles.queries.asking import why_not_carried_out
from handinhand.decisions import actions as decisions
from handinhand.decisions.actions import NotNow
from handinhand.decisions.models import Proposal
from handinhand.words import actions as words_actions
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.ledger.tampering import sql, without_guards

pytestmark = [pytest.mark.django_db, pytest.mark.both]
OTHER_WORDS = "The hold on the access of Dee ends."
YES = ("Tom", "Asha", "Sam", "Nia", "Jo", "Ravi")


@pytest.fixture
def at(now: datetime):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


def held(group: Group) -> Hold:
    member = Member.objects.select_related("person", "circle").get(pk=group.dee.pk)
    hold = circles.ask_hold(member=member, by=group.tom, now=timezone.now())
    return circles.agree_to_hold(hold=hold, by=group.asha, now=timezone.now())


def proposed(group: Group, hold: Hold, *, days: int = 7) -> Proposal:
    made = decisions.propose_about_hold(hold=hold, by=group.sam, days=days, now=timezone.now())
    return Proposal.objects.select_related("words", "circle", "scope").get(pk=made.pk)


def open_with_yes(group: Group, proposal: Proposal) -> None:
    decisions.open_positions(proposal=proposal, by=group.sam, now=timezone.now())
    for name in YES:
        decisions.take_position(proposal=proposal, by=group.members[name], kind="agree", now=timezone.now())


def test_reworded_before_it_is_opened_it_does_nothing_and_says_so(harbour: Group, at) -> None:
    proposal = proposed(harbour, held(harbour))
    words_actions.change(words=proposal.words, by=harbour.sam.person, body=OTHER_WORDS)
    with pytest.raises(NotNow, match="it would do to the hold what it does not say"):
        decisions.open_positions(proposal=proposal, by=harbour.sam, now=timezone.now())
    assert Proposal.objects.get(pk=proposal.pk).state == proposal.state
    # In its own words again it does what it says.
    original = "The hold on the access of Dee goes on for 7 days from our decision."
    words_actions.change(words=proposal.words, by=harbour.sam.person, body=original)
    open_with_yes(harbour, proposal)
    decisions.close_positions(proposal=proposal, by=harbour.sam, now=timezone.now())
    assert Hold.objects.get().ends_at == timezone.now() + timedelta(days=7)


def test_other_words_while_it_is_open_keep_no_hold_and_none_are_offered(harbour: Group, at) -> None:
    """Whoever proposed it changes its words after the yes of all: neither the old nor the new keep the hold."""
    hold = held(harbour)
    proposal = proposed(harbour, hold)
    decisions.open_positions(proposal=proposal, by=harbour.sam, now=timezone.now())
    page = f"/c/{harbour.circle.public_id}/decisions/{proposal.public_id}/offer/"
    assert "For this one there are no other words." in text_of(send(client_of(harbour.nia), page, text=OTHER_WORDS))
    for name in YES:
        decisions.take_position(proposal=proposal, by=harbour.members[name], kind="agree", now=timezone.now())
    words_actions.change(words=proposal.words, by=harbour.sam.person, body=OTHER_WORDS)
    with pytest.raises(NotNow, match="what it does not say"):
        decisions.open_positions(proposal=proposal, by=harbour.sam, now=timezone.now())
    with pytest.raises(NotNow):
        decisions.close_positions(proposal=proposal, by=harbour.sam, now=timezone.now())
    assert Hold.objects.get().ends_at == hold.ends_at


def test_a_proposal_of_before_that_kept_no_fingerprint_goes_on(harbour: Group, at) -> None:
    proposal = proposed(harbour, held(harbour))
    HoldProposal.objects.update(says=None)
    assert why_not_carried_out(proposal.public_id, "whatever", now=timezone.now()) is None
    open_with_yes(harbour, proposal)
    decisions.close_positions(proposal=proposal, by=harbour.sam, now=timezone.now())
    assert Hold.objects.get().kept_at == timezone.now()


@pytest.mark.parametrize("way", ["lifted", "ended by a decision", "kept by a decision"])
def test_on_a_clock_that_went_back_a_hold_still_ends(harbour: Group, at, way: str) -> None:
    hold = held(harbour)
    proposal = None if way == "lifted" else proposed(harbour, hold, days=0 if way.startswith("ended") else 1)
    if proposal is not None:
        open_with_yes(harbour, proposal)
    at.shift(-timedelta(days=3))
    if proposal is None:
        circles.lift_hold(hold=hold, by=harbour.tom, now=timezone.now())
    else:
        decisions.close_positions(proposal=proposal, by=harbour.sam, now=timezone.now())
    kept = way.startswith("kept")
    assert Member.objects.get(pk=harbour.dee.pk).is_held is kept
    at.shift(timedelta(days=1))
    assert not Member.objects.get(pk=harbour.dee.pk).is_held


def test_the_line_of_a_hold_names_whom_it_named_whatever_its_row_says(harbour: Group, at) -> None:
    """The row of a hold can be changed; what the list says of it is bound in the line."""
    held(harbour)
    Hold.objects.update(member=harbour.nia, asked_by=harbour.jo, agreed_by=harbour.ravi)
    for wanted, found in ((harbour.tom, 1), (harbour.asha, 1), (harbour.jo, 0)):
        lines, _more = done_in(member=harbour.sam, now=timezone.now(), wanted=Wanted(by=wanted))
        assert [each.sentence.split(" for a day")[0] for each in lines] == ["Tom and Asha put a hold on Dee"] * found
    harbour.dee.person.delete()
    lines, _more = done_in(member=harbour.sam, now=timezone.now())
    assert "put a hold on Somebody who has left" in lines[0].sentence


def test_the_line_of_a_hold_of_before_says_it_from_the_hold(harbour: Group, at) -> None:
    held(harbour)
    with without_guards():
        sql("DELETE FROM ledger_salt WHERE name IN ('asked', 'held')")
        sql("UPDATE ledger_entry SET also_marks = NULL")
    lines, _more = done_in(member=harbour.sam, now=timezone.now(), wanted=Wanted(by=harbour.tom))
    assert [each.sentence.split(" for a day")[0] for each in lines] == ["Tom and Asha put a hold on Dee"]


def test_whoever_asked_for_a_hold_is_found_by_its_line(harbour: Group, at) -> None:
    """Its line is written of whoever agreed, and names both: so it is found with either, once, and with nobody else."""
    circles.invite(by=harbour.tom, now=timezone.now())
    at.shift(60)
    held(harbour)
    kind = next(kind for kind, powers in OF_KIND.items() if Power.HOLD_ACCESS in powers)
    for name, found in {"Tom": 1, "Asha": 1, "Sam": 0, "Dee": 0}.items():
        for wanted in (Wanted(by=harbour.members[name]), Wanted(by=harbour.members[name], kind=kind)):
            lines, more = done_in(member=harbour.sam, now=timezone.now(), wanted=wanted)
            assert sum("put a hold on Dee" in each.sentence for each in lines) == found
            assert not more
    everything, _more = done_in(member=harbour.sam, now=timezone.now(), wanted=Wanted(by=harbour.tom))
    assert [each.sentence.split(" on ")[0] for each in everything][0:1] == ["Tom and Asha put a hold"]
    assert len(everything) == 2
    tomorrow = (timezone.now() + timedelta(days=1)).date()
    lines, _more = done_in(member=harbour.sam, now=timezone.now(), wanted=Wanted(by=harbour.tom, since=tomorrow))
    assert lines == []
    page = text_of(client_of(harbour.sam).get(f"/c/{harbour.circle.public_id}/done/"))
    assert "put a hold on" in page


def test_what_was_proposed_about_a_hold_long_ago_holds_nobody_again(harbour: Group, at) -> None:
    proposal = proposed(harbour, held(harbour))
    at.shift(timedelta(days=9))
    with pytest.raises(NotNow, match="over for a while"):
        open_with_yes(harbour, proposal)
    assert Hold.objects.get().kept_at is None


def test_of_two_proposals_to_keep_a_hold_one_is_carried_out(harbour: Group, at) -> None:
    hold = held(harbour)
    first, second = proposed(harbour, hold), proposed(harbour, hold, days=30)
    for each in (first, second):
        open_with_yes(harbour, each)
    decisions.close_positions(proposal=first, by=harbour.sam, now=timezone.now())
    ends = Hold.objects.get().ends_at
    with pytest.raises(NotNow, match="decided about this hold after this was proposed"):
        decisions.close_positions(proposal=second, by=harbour.sam, now=timezone.now())
    assert Hold.objects.get().ends_at == ends
    # The circle can always end it.
    ending = proposed(harbour, hold, days=0)
    open_with_yes(harbour, ending)
    decisions.close_positions(proposal=ending, by=harbour.sam, now=timezone.now())
    assert Hold.objects.get().ends_at == timezone.now()
