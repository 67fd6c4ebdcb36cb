"""Linking as equals: by a yes of both, cut by either, and nothing passes that was not decided."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from handinhand.circles.actions import (
    NeedsOthers,
    Refused,
    agree,
    ask_power,
    carry_out_due,
    cover,
    leave,
    take_back_yes,
    use_power,
    withdraw_asking,
)
from handinhand.circles.choices import Ended, Power, UseState
from handinhand.circles.done import done_in
from handinhand.circles.models import Member, PowerUse
from handinhand.decisions import actions as decisions
from handinhand.decisions.choices import PositionKind
from handinhand.ground.models import Circle
from handinhand.ledger.models import Entry
from handinhand.links.actions import LinkNotNow, accept_link, ask_to_tell, cut_link, offer_link, take_back_update
from handinhand.links.actions.linking import Wish
from handinhand.links.models import Link, Update
from handinhand.links.queries import links_page, offered_under, updates_page
from handinhand.words.queries import own_text_for
from tests.browsing import client_of, send
from tests.cast import Group, make_group
from tests.links.linked import all_agree, first, link, offer, reads, tell

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LEARNED = "Staff need a quiet room."


@pytest.fixture
def forum(now: datetime) -> Group:
    return make_group(name="Lantern Forum", now=now, people=("Ada", "Ben", "Cyd"))


@pytest.fixture
def quay(now: datetime) -> Group:
    return make_group(name="Quay Circle", now=now, people=("Robin",))


def powers_in(group: Group) -> list[tuple[str, bool]]:
    """The ledger of a circle: each power, and whether it says of somebody."""
    rows = Entry.objects.filter(circle=group.circle).order_by("pk")
    return [(each.power, each.by_id is not None) for each in rows]


def fresh(use: PowerUse) -> PowerUse:
    return PowerUse.objects.get(pk=use.pk)


def test_a_link_takes_a_yes_of_both_and_each_by_its_own_rule(harbour: Group, forum: Group, now: datetime) -> None:
    use = offer_link(by=harbour.tom, whom="Lantern Forum", is_known=False, now=now)
    assert "Lantern Forum" in use.text
    assert not Link.objects.exists()
    agree(use=use, by=harbour.dee, now=now)
    assert not Link.objects.exists()
    agree(use=use, by=harbour.asha, now=now)
    waiting = Link.objects.get()
    assert waiting.other is None
    assert not waiting.goes_on
    found, why_not = offered_under(viewer=forum.ada, code=waiting.code.upper(), now=now)
    assert (found, why_not) == (waiting, "")
    theirs = accept_link(by=forum.ada, link=waiting, is_known=False, now=now)
    assert "Harbour Circle" in theirs.text
    agree(use=theirs, by=forum.ben, now=now)
    assert not Link.objects.get().goes_on
    agree(use=theirs, by=forum.cyd, now=now)
    assert Link.objects.get().goes_on
    for group, other in ((harbour, forum), (forum, harbour)):
        (seen,) = links_page(viewer=first(group), now=now).links
        assert seen.other == other.circle
    assert powers_in(harbour) == [("link", True), ("link", False)]
    assert powers_in(forum) == [("link", True)]
    lines, _more = done_in(member=harbour.tom, now=now)
    assert lines[0].sentence.startswith("Another circle said yes to a link with us, and it began")


def test_there_is_no_way_past_the_asking(harbour: Group, forum: Group, now: datetime) -> None:
    waiting = offer(harbour, now)
    with pytest.raises(NeedsOthers):
        use_power(power=Power.LINK, circle=forum.circle, by=forum.ada, now=now, wish=Wish(waiting), is_known=False)
    with pytest.raises(NeedsOthers):
        use_power(power=Power.TELL_LINKED, circle=forum.circle, by=forum.ada, now=now)
    assert not Link.objects.filter(linked_at__isnull=False).exists()


def test_a_yes_taken_back_before_the_other_one_leaves_nothing(harbour: Group, forum: Group, now: datetime) -> None:
    waiting = offer(harbour, now)
    theirs = accept_link(by=forum.ada, link=waiting, is_known=False, now=now)
    agree(use=theirs, by=forum.ben, now=now)
    cut_link(link=waiting, by=harbour.dee, now=now)
    agree(use=theirs, by=forum.cyd, now=now)
    assert fresh(theirs).state == UseState.ENDED
    assert fresh(theirs).ended == Ended.GONE
    assert not Link.objects.filter(linked_at__isnull=False).exists()
    assert offered_under(viewer=forum.ada, code=waiting.code, now=now)[0] is None
    assert ("cut_link", True) in powers_in(harbour)
    # The other circle was not linked with it, so its list says nothing.
    assert powers_in(forum) == []


def test_a_yes_of_one_in_the_second_circle_is_taken_back(harbour: Group, forum: Group, now: datetime) -> None:
    waiting = offer(harbour, now)
    theirs = accept_link(by=forum.ada, link=waiting, is_known=False, now=now)
    agree(use=theirs, by=forum.ben, now=now)
    take_back_yes(use=theirs, by=forum.ben, now=now)
    leave(by=forum.ben, now=now)
    # Of two who are left, both have to say yes.
    assert not Link.objects.get().goes_on
    withdraw_asking(use=theirs, by=forum.ada)
    assert not PowerUse.objects.filter(circle=forum.circle).exists()
    again = accept_link(by=forum.cyd, link=waiting, is_known=False, now=now)
    agree(use=again, by=forum.ada, now=now)
    assert Link.objects.get().goes_on


def test_an_agreer_who_leaves_does_not_count(harbour: Group, forum: Group, now: datetime) -> None:
    waiting = offer(harbour, now)
    theirs = accept_link(by=forum.ada, link=waiting, is_known=False, now=now)
    agree(use=theirs, by=forum.ben, now=now)
    leave(by=forum.ada, now=now)
    assert not Link.objects.get().goes_on
    agree(use=theirs, by=forum.cyd, now=now)
    assert Link.objects.get().goes_on


def test_either_cuts_at_once_and_nothing_of_the_other_is_left(harbour: Group, forum: Group, now: datetime) -> None:
    for cutting, other in ((harbour, forum), (forum, harbour)):
        linked = link(harbour, forum, now)
        tell(harbour, LEARNED, [linked], now)
        assert reads(forum)[-1] == LEARNED
        before = (len(powers_in(cutting)), len(powers_in(other)))
        cut_link(link=linked, by=first(cutting), now=now)
        cut_link(link=linked, by=first(cutting), now=now)
        cut_link(link=linked, by=first(other), now=now)
        assert reads(forum) == []
        assert powers_in(cutting)[before[0] :] == [("cut_link", True)]
        assert powers_in(other)[before[1] :] == [("cut_link", False)]
        for group in (cutting, other):
            page = links_page(viewer=first(group), now=now)
            assert page.links == []
            assert not any(other.circle.name in line or cutting.circle.name in line for line in page.ended)
    # Linked anew, and what was told before does not come back.
    link(harbour, forum, now)
    assert reads(forum) == []


def test_a_circle_is_not_linked_with_itself(harbour: Group, now: datetime) -> None:
    waiting = offer(harbour, now)
    found, why_not = offered_under(viewer=harbour.dee, code=waiting.code, now=now)
    assert found is None
    assert why_not.startswith("This code is of this circle.")
    with pytest.raises(LinkNotNow, match="of this circle"):
        accept_link(by=harbour.dee, link=waiting, is_known=False, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=waiting.pk).update(other=harbour.circle, linked_at=now)


def test_two_circles_are_linked_once_whichever_way_round(harbour: Group, quay: Group, now: datetime) -> None:
    one, back = offer(harbour, now), offer(quay, now)
    third = offer(quay, now)
    accept_link(by=quay.robin, link=one, is_known=False, now=now)
    assert Link.objects.get(pk=one.pk).goes_on
    with pytest.raises(LinkNotNow, match="linked already"):
        accept_link(by=harbour.tom, link=back, is_known=False, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=third.pk).update(other=harbour.circle, linked_at=now)


def test_linked_by_another_code_while_it_was_asked(harbour: Group, quay: Group, now: datetime) -> None:
    back = offer(quay, now)
    asked = accept_link(by=harbour.tom, link=back, is_known=False, now=now)
    link(harbour, quay, now)
    all_agree(harbour, asked, now)
    assert fresh(asked).ended == Ended.GONE
    assert Link.objects.filter(linked_at__isnull=False).count() == 1


def test_a_code_runs_out_and_is_used_once(harbour: Group, forum: Group, quay: Group, now: datetime) -> None:
    waiting = offer(harbour, now)
    late = now + timedelta(days=28)
    assert offered_under(viewer=quay.robin, code=waiting.code, now=late)[0] is None
    with pytest.raises(LinkNotNow, match="No link waits"):
        accept_link(by=quay.robin, link=waiting, is_known=False, now=late)
    slow = accept_link(by=forum.ada, link=waiting, is_known=False, now=now)
    accept_link(by=quay.robin, link=waiting, is_known=False, now=now)
    all_agree(forum, slow, now)
    assert fresh(slow).ended == Ended.GONE
    assert links_page(viewer=forum.ada, now=now).links == []
    sentences = {offered_under(viewer=forum.ada, code=each, now=now)[1] for each in (waiting.code, "bcd-fgh", "")}
    assert len(sentences) == 1


def test_what_leaves_is_what_was_agreed_to_for_whom_it_was_said(
    harbour: Group, forum: Group, quay: Group, now: datetime
) -> None:
    to_forum, to_quay = link(harbour, forum, now), link(harbour, quay, now)
    use = ask_to_tell(by=harbour.tom, text=LEARNED, to=[to_forum.public_id], now=now)
    assert use.text.startswith(LEARNED)
    assert "Lantern Forum" in use.text
    assert "Quay" not in use.text
    assert reads(forum) == []
    all_agree(harbour, use, now)
    assert (reads(forum), reads(quay), reads(harbour)) == ([LEARNED], [], [])
    tell(harbour, "For both.", [to_forum, to_quay], now)
    assert (reads(forum), reads(quay)) == ([LEARNED, "For both."], ["For both."])
    assert powers_in(harbour).count(("tell_linked", True)) == 2
    assert not [each for group in (forum, quay) for each in powers_in(group) if each[0] == "tell_linked"]


def test_a_link_cut_while_it_is_asked_gets_nothing(harbour: Group, forum: Group, quay: Group, now: datetime) -> None:
    to_forum, to_quay = link(harbour, forum, now), link(harbour, quay, now)
    to = [to_forum.public_id, to_quay.public_id]
    both = ask_to_tell(by=harbour.tom, text=LEARNED, to=to, now=now)
    only = ask_to_tell(by=harbour.tom, text="Only for you.", to=to[:1], now=now)
    cut_link(link=to_forum, by=forum.ada, now=now)
    # Linked anew: that is another link, which nobody named.
    link(harbour, forum, now)
    all_agree(harbour, both, now)
    all_agree(harbour, only, now)
    assert (reads(forum), reads(quay)) == ([], [LEARNED])
    assert fresh(only).ended == Ended.GONE
    with pytest.raises(LinkNotNow, match="nobody to tell"):
        ask_to_tell(by=harbour.tom, text=LEARNED, to=to[:1], now=now)


def test_taken_back_it_is_gone_from_sight(harbour: Group, quay: Group, now: datetime) -> None:
    update = tell(harbour, LEARNED, [link(harbour, quay, now)], now)
    take_back_update(update=update, by=quay.robin, now=now)
    assert reads(quay) == [LEARNED]
    take_back_update(update=update, by=harbour.dee, now=now)
    take_back_update(update=update, by=harbour.dee, now=now)
    assert reads(quay) == []
    assert powers_in(harbour).count(("take_back_update", True)) == 1
    _heard, (said,) = updates_page(viewer=harbour.tom, now=now)
    assert said.taken_back
    assert said.update.text == LEARNED


def test_an_answer_is_an_update_of_its_own_and_quotes_only_to_who_told(
    harbour: Group, forum: Group, quay: Group, now: datetime
) -> None:
    to_forum, to_quay = link(harbour, forum, now), link(forum, quay, now)
    update = tell(harbour, LEARNED, [to_forum], now)
    tell(forum, "So do we.", [to_forum, to_quay], now, answers=update)
    (back,) = updates_page(viewer=harbour.tom, now=now)[0]
    (elsewhere,) = updates_page(viewer=quay.robin, now=now)[0]
    assert (back.update.text, back.answers) == ("So do we.", LEARNED)
    assert (elsewhere.update.text, elsewhere.answers) == ("So do we.", "")


def test_only_who_likes_to_be_known_is_known_further_and_no_further(
    harbour: Group, forum: Group, quay: Group, now: datetime
) -> None:
    link(harbour, forum, now, known=(False, True))
    link(harbour, quay, now)
    (seen,) = links_page(viewer=quay.robin, now=now).links
    assert [each.name for each in seen.further] == ["Lantern Forum"]
    (seen,) = links_page(viewer=forum.ada, now=now).links
    assert seen.further == []
    # One link more, and nothing is known of it.
    far = make_group(name="Far Circle", now=now, people=("Lee",))
    link(quay, far, now)
    (seen,) = links_page(viewer=far.lee, now=now).links
    assert seen.further == []
    # In a ring everybody is linked already.
    link(quay, forum, now, known=(False, True))
    assert all(each.further == [] for each in links_page(viewer=quay.robin, now=now).links)
    # And far from it, a circle that is now linked with two of the ring is read once.
    (seen,) = links_page(viewer=far.lee, now=now).links
    assert [each.name for each in seen.further] == ["Lantern Forum"]


def test_a_circle_that_closes_is_linked_with_nobody(harbour: Group, quay: Group, now: datetime) -> None:
    linked, waiting = link(harbour, quay, now), offer(quay, now)
    tell(quay, LEARNED, [linked], now)
    before = powers_in(harbour)
    closing = ask_power(power=Power.CLOSE_CIRCLE, by=quay.robin, now=now)
    later = now + timedelta(days=15)
    carry_out_due(use=closing, now=later)
    assert fresh(closing).state == UseState.DONE
    assert reads(harbour) == []
    page = links_page(viewer=harbour.tom, now=later)
    assert page.links == []
    assert page.ended[0].startswith("Another circle ended its link with us")
    # The ledger of the other circle says so once, and of nobody; a code that nobody used leaves no line.
    assert powers_in(harbour) == [*before, ("cut_link", False)]
    lines, _more = done_in(member=harbour.tom, now=later)
    assert any(each.sentence.startswith("Another circle ended its link with us") for each in lines)
    assert offered_under(viewer=harbour.tom, code=waiting.code, now=now)[0] is None
    assert Update.objects.get().taken_back_at is None


def test_a_decision_of_the_circle_does_as_well(harbour: Group, quay: Group, now: datetime) -> None:
    linked = link(harbour, quay, now)
    use = ask_to_tell(by=harbour.tom, text=LEARNED, to=[linked.public_id], now=now)
    proposal = decisions.propose_use(use=use, by=harbour.dee, now=now)
    decisions.open_positions(proposal=proposal, by=harbour.tom, now=now)
    for member in harbour.members.values():
        decisions.take_position(proposal=proposal, by=member, kind=PositionKind.AGREE, now=now)
    assert reads(quay) == []
    decisions.close_positions(proposal=proposal, by=harbour.tom, now=now)
    assert reads(quay) == [LEARNED]


def test_a_circle_that_closes_leaves_no_code_no_link_and_no_yes(harbour: Group, quay: Group, now: datetime) -> None:
    """Its code opens nothing, what it was asked to say yes to is over, and the other circle is told so in a line."""
    on, code = link(harbour, quay, now), offer(quay, now)
    far = make_group(name="Far Circle", now=now, people=("Lee", "Mo"))
    theirs = accept_link(by=far.lee, link=code, is_known=False, now=now)
    ours = accept_link(by=quay.robin, link=offer(far, now), is_known=False, now=now)
    assert ours.state == UseState.DONE
    use = ask_power(power=Power.CLOSE_CIRCLE, by=quay.robin, now=now)
    later = now + timedelta(days=15)
    carry_out_due(use=use, now=later)
    assert Circle.objects.get(pk=quay.circle.pk).closed_at is not None
    assert offered_under(viewer=far.lee, code=code.code, now=now)[0] is None
    agree(use=theirs, by=far.mo, now=now)
    assert fresh(theirs).ended == Ended.GONE
    assert not Link.objects.filter(ended_at=None, linked_at__isnull=False).exists()
    for group in (harbour, far):
        page = links_page(viewer=first(group), now=later)
        assert (page.links, len(page.ended)) == ([], 1)
    assert not reads(harbour)
    # And nothing begins from the closed one: not by a page, not by the action.
    waiting = offer(harbour, later)
    robin, at = client_of(quay.robin), f"/c/{quay.circle.public_id}/links/"
    for address in (f"{at}code/{waiting.code}/", f"{at}ask/", f"{at}{on.public_id}/known/"):
        assert send(robin, address, whom="Harbour", known="further").status_code == 409
    closed = Member.objects.select_related("circle", "person").get(pk=quay.robin.pk)
    with pytest.raises((LinkNotNow, Refused)):
        accept_link(by=closed, link=waiting, is_known=False, now=later)
    assert not Link.objects.get(pk=waiting.pk).goes_on


@pytest.mark.parametrize("text", ["One line.", "Two\n\nparts, and three.\n\nLast.", "نص عربي 💚", " spaces "])
def test_the_words_that_are_told_are_exactly_those_that_were_written(
    harbour: Group, quay: Group, now: datetime, text: str
) -> None:
    tell(harbour, text, [link(harbour, quay, now)], now)
    assert reads(quay) == [text]


def test_what_is_covered_here_is_covered_there(harbour: Group, quay: Group, now: datetime) -> None:
    tell(harbour, LEARNED, [link(harbour, quay, now)], now)
    with time_machine.travel(now, tick=False):
        update = Update.objects.get()
        over = own_text_for(
            viewer=harbour.tom.person, circle=harbour.circle, kind="update-text", public_id=update.public_id
        )
        assert over is not None
        cover(words=over, by=harbour.nia, now=now)
        assert reads(quay) == ["Something is covered here."]
        # It belongs to who told it: nobody of the other circle gets at it.
        assert not own_text_for(
            viewer=quay.robin.person, circle=quay.circle, kind="update-text", public_id=update.public_id
        )
        assert LEARNED not in PowerUse.objects.get(power=Power.TELL_LINKED).text
