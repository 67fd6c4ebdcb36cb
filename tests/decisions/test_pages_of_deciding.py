"""The pages of deciding well: what they say, and what happens to bad input and to a world that changed meanwhile."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.decisions import actions
from handinhand.decisions.models import Offer, Proposal, Reaction, Touched
from tests.browsing import client_of, send, text_of
from tests.cast import Group

pytestmark = pytest.mark.django_db
MUGS, CUPS = "We bring our own mugs.", "We bring our own cups."


@pytest.fixture
def proposal(harbour: Group, now) -> Proposal:
    return actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=MUGS, now=now)


def at(harbour: Group, proposal: Proposal, name: str, *ids: str) -> str:
    return reverse(f"decisions:{name}", args=[harbour.circle.public_id, proposal.public_id, *ids])


def test_the_two_answers_are_alike_in_size(harbour: Group, proposal):
    page = text_of(client_of(harbour.dee).get(at(harbour, proposal, "proposal")))
    assert '<button class="button" id="live-with">I can live with this</button>' in page
    assert f'<a class="button" href="{at(harbour, proposal, "change")}">I would like to change this</a>' in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Please write something here."),
        ("\u3164", "nothing to read in here yet"),
        ("a\x00b", "a letter in here that we cannot keep"),
        ("x" * 4001, "1 letter too long"),
    ],
)
@pytest.mark.parametrize("name", ["change", "offer"])
def test_words_that_need_another_look(harbour: Group, proposal, name, text, sentence):
    answer = send(client_of(harbour.dee), at(harbour, proposal, name), text=text)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Reaction.objects.exists()
    assert not Offer.objects.exists()


def test_the_same_words_are_no_offer_and_what_was_written_stays(harbour: Group, proposal):
    answer = send(client_of(harbour.dee), at(harbour, proposal, "offer"), text=MUGS)
    assert answer.status_code == 422
    assert "These are the same words." in text_of(answer)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"do": "touches", "whom": "nobody"}, "Please choose one of these."),
        ({"do": "touches"}, "Please choose one."),
        ({"do": "writing", "day": ""}, "Please choose a day."),
        ({"do": "writing", "day": "2026-02-31"}, "We cannot find that day."),
        ({"do": "writing", "day": "tomorrow"}, "We cannot find that day."),
        ({"do": "wait", "day": "2020-01-01"}, "Please choose a day after today."),
        ({"do": "wait", "day": "0001-01-01"}, "We cannot find that day."),
        ({"do": "wait", "day": "9999-12-31"}, "We cannot find that day."),
        ({"do": "give", "whom": "\x00"}, "Please choose one of these."),
        ({"do": "close"}, "Positions are not open"),
    ],
)
def test_ways_to_decide_that_need_another_look(harbour: Group, proposal, sent, sentence):
    answer = send(client_of(harbour.tom), at(harbour, proposal, "more"), **sent)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Touched.objects.exists()


def test_nothing_named_does_nothing(harbour: Group, proposal):
    for do in ("", "adopt", "\x00"):
        assert MUGS in text_of(send(client_of(harbour.tom), at(harbour, proposal, "more"), do=do))
    assert Proposal.objects.get().state == "proposed"


def test_somebody_who_left_a_second_ago_cannot_be_named(harbour: Group, proposal, now):
    leave(by=harbour.dee, now=now)
    answer = send(client_of(harbour.tom), at(harbour, proposal, "more"), do="touches", whom=harbour.dee.public_id)
    assert answer.status_code == 422
    assert "Please choose one of these." in text_of(answer)


def test_decided_meanwhile_is_said_and_nothing_written_is_lost(harbour: Group, proposal, now):
    page = at(harbour, proposal, "change")
    assert MUGS in text_of(client_of(harbour.dee).get(page))
    actions.open_positions(proposal=proposal, by=harbour.asha, now=now)
    for name in ("tom", "asha", "marcus", "jo"):
        actions.take_position(proposal=proposal, by=getattr(harbour, name), kind="agree", now=now)
    actions.close_positions(proposal=proposal, by=harbour.asha, now=now)
    for name in ("change", "offer"):
        answer = send(client_of(harbour.dee), at(harbour, proposal, name), text=CUPS)
        assert answer.status_code == 422
        assert "This was decided already" in text_of(answer)
        assert CUPS in text_of(answer)


def test_a_follower_of_another_circle_is_not_found(harbour: Group, hillside: Group, proposal, now):
    other = actions.propose(circle=hillside.circle, scope=hillside.scope, by=hillside.bo, text="A tree.", now=now)
    address = reverse("decisions:propose", args=[harbour.circle.public_id])
    answer = client_of(harbour.tom).get(address, {"follows": other.public_id, "how": "again"})
    assert answer.status_code == 404
    assert "A tree." not in text_of(answer)
    for strange in ({"follows": "\x00", "how": "again"}, {"follows": proposal.public_id, "how": "beside"}):
        send(client_of(harbour.tom), address, text=CUPS, **strange)
    assert not Proposal.objects.filter(follows__isnull=False).exists()


def test_a_day_that_no_page_can_say_is_not_what_it_was(harbour: Group, proposal, now):
    later = timezone.now() + timedelta(days=40)
    actions.open_positions(proposal=proposal, by=harbour.asha, now=now)
    for name in ("tom", "asha", "marcus", "jo"):
        actions.take_position(proposal=proposal, by=getattr(harbour, name), kind="agree", now=now)
    actions.close_positions(proposal=proposal, by=harbour.asha, now=now)
    Proposal.objects.update(look_again_at=later)
    for seen in ("", "2026-13-45T00:00", "yesterday", "\x00"):
        answer = send(client_of(harbour.dee), at(harbour, proposal, "look_again"), seen=seen, day="")
        assert answer.status_code == 422
        assert "Somebody looked at this a moment ago." in text_of(answer)
    assert Proposal.objects.get().look_again_at == later
