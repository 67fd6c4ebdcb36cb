"""Positions without names where something comes between: the two who read slips, a repair, a last concern gone."""

import pytest
from django.conf import settings

from handinhand.circles.actions import leave
from handinhand.decisions import actions
from handinhand.decisions.actions import NotNow
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import PaperSlips, Proposal, TookPart
from handinhand.unnamed import actions as unnamed
from tests.browsing import client_of, send, text_of
from tests.cast import NAMES, Group
from tests.decisions.without_names import WASHING, close, fresh, opened, say

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SLIPS = [("agree", ""), ("live_with", ""), ("concern", WASHING)]
FIVE = dict.fromkeys(NAMES[:5], "agree")


def page_of(harbour: Group, proposal, name: str = "Ravi") -> str:
    address = f"/c/{harbour.circle.public_id}/decisions/{proposal.public_id}/"
    return text_of(client_of(harbour.members[name]).get(address))


def test_the_two_who_read_the_slips_are_not_among_the_three_who_hide_each_other(harbour: Group, now):
    given = {"proposal": opened(harbour, now), "by": harbour.tom, "beside": harbour.asha}
    for gave in (("Tom", "Asha", "Dee"), ("Tom", "Dee", "Sam")):
        people = [harbour.members[name] for name in gave]
        with pytest.raises(NotNow, match="The two of you know your own slips"):
            actions.type_in(**given, slips=SLIPS, gave=people)
    actions.type_in(**given, slips=SLIPS, gave=[harbour.dee, harbour.sam, harbour.nia])
    with pytest.raises(NotNow, match="still wait for the other"):
        actions.type_in(**given, slips=SLIPS, gave=[harbour.jo, harbour.ravi, harbour.marcus])
    assert PaperSlips.objects.count() == 1


def test_once_the_last_concern_is_taken_back_the_page_says_that_the_result_can_be_seen_anew(harbour: Group, now):
    proposal = opened(harbour, now)
    phrases = say(harbour, proposal, now, {**FIVE, "Nia": "concern"})
    close(harbour, proposal, now)
    unnamed.take_back(phrase=phrases["Nia"])
    page = page_of(harbour, proposal)
    assert "No concern stands here any more." in page
    assert "So it is adopted." not in page
    actions.see_anew(proposal=fresh(proposal), by=harbour.ravi, now=now)
    assert fresh(proposal).state == ProposalState.ADOPTED
    assert "So it is adopted." in page_of(harbour, proposal)


def test_after_a_repair_nobody_is_told_that_few_took_part(harbour: Group, now, tmp_path, monkeypatch):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, FIVE)
    monkeypatch.setattr(settings, "UNOPENED", str(tmp_path / "another-machine"))
    with pytest.raises(NotNow, match="could not be saved"):
        close(harbour, proposal, now)
    assert fresh(proposal).state == ProposalState.OPEN
    assert not TookPart.objects.exists()


def test_a_concern_without_a_name_is_found_on_its_proposal(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, {**FIVE, "Nia": "concern"})
    close(harbour, proposal, now)
    page = text_of(send(client_of(harbour.ravi), f"/c/{harbour.circle.public_id}/find/", looked_for="washes"))
    assert f"/decisions/{proposal.public_id}/" in page
    assert "/without-names/" not in page


def test_a_phrase_is_given_back_to_nobody_who_is_signed_out(client, harbour: Group, now):
    proposal = opened(harbour, now)
    address = f"/c/{harbour.circle.public_id}/decisions/{proposal.public_id}/without-my-name/"
    sent = {"do": "anew", "before": "acorn actor album alley amber angel", "kind": "concern", "concern": WASHING}
    page = text_of(send(client, address, **sent))
    assert WASHING in page
    assert "acorn actor" not in page


def who_took_part(group: Group, proposal: Proposal) -> str:
    page = text_of(client_of(group.nia).get(f"/c/{group.circle.public_id}/decisions/{proposal.public_id}/"))
    assert ("Who took part is not shown this time" in page) != ("Where each of them stands" in page)
    assert "agree or can live with it" not in page
    return page


@pytest.mark.parametrize("others", [{}, {"Jo": "agree"}, {"Jo": "agree", "Sam": "live_with"}])
def test_where_nearly_all_have_a_concern_nobody_is_named(harbour: Group, now, others):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, {**dict.fromkeys(NAMES[:4], "concern"), "Ravi": "concern", **others})
    close(harbour, proposal, now)
    page = who_took_part(harbour, proposal)
    assert "Who took part is not shown this time" in page
    assert "took part." not in page
    assert page.count(WASHING) == 5 - ("Jo" in others and NAMES[:4].count("Jo"))


def test_where_all_stand_aside_nobody_is_named(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, dict.fromkeys(NAMES[:5], "stand_aside"))
    close(harbour, proposal, now)
    assert "Who took part is not shown this time" in who_took_part(harbour, proposal)
    assert fresh(proposal).state == ProposalState.WAITS


def test_where_three_have_no_concern_all_who_took_part_are_named(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, {**dict.fromkeys(NAMES[:5], "concern"), **dict.fromkeys(NAMES[:3], "agree")})
    close(harbour, proposal, now)
    assert "Where each of them stands, nobody sees." in who_took_part(harbour, proposal)


def test_where_fewer_than_five_are_left_nothing_is_opened(harbour: Group, now):
    proposal = opened(harbour, now)
    say(harbour, proposal, now, {**dict.fromkeys(NAMES[3:7], "concern"), "Ravi": "agree"})
    leave(by=harbour.members[NAMES[3]], now=now)
    close(harbour, proposal, now)
    assert fresh(proposal).state == ProposalState.PROPOSED
    page = text_of(client_of(harbour.tom).get(f"/c/{harbour.circle.public_id}/decisions/{proposal.public_id}/"))
    assert WASHING not in page
    assert "took part." not in page
    assert not TookPart.objects.exists()
