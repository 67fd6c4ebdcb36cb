"""The pages of decisions: who gets them, what they show when, and what happens to bad input."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handinhand.circles.actions import leave, use_power
from handinhand.circles.choices import Adopts, Power
from handinhand.circles.models import AdoptedLine
from handinhand.decisions import actions
from handinhand.decisions.choices import ProposalState
from handinhand.decisions.models import Position, Proposal, Question
from handinhand.ground.paging import A_PAGE
from handinhand.words import actions as words_actions
from tests.browsing import client_of, send, text_of
from tests.cast import Group, add_member

pytestmark = pytest.mark.django_db

MUGS = "We bring our own mugs."
WASHING = "Who washes them?"
MEETING_ID = "bcdfghjkmnpq"


def at(harbour: Group, name: str, *ids: str) -> str:
    return reverse(f"decisions:{name}", args=[harbour.circle.public_id, *ids])


@pytest.fixture
def proposal(harbour: Group, now) -> Proposal:
    made = actions.propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text=MUGS, now=now)
    return actions.open_positions(proposal=made, by=harbour.asha, now=now)


def close(harbour: Group, proposal: Proposal, now, **kinds: str) -> Proposal:
    for name, kind in kinds.items():
        concern = WASHING if kind == "concern" else ""
        actions.take_position(proposal=proposal, by=getattr(harbour, name), kind=kind, concern=concern, now=now)
    return actions.close_positions(proposal=proposal, by=harbour.asha, now=now)


def test_propose_and_read_it(harbour: Group):
    tom = client_of(harbour.tom)
    page = text_of(tom.get(at(harbour, "propose")))
    assert "people in this circle can see this, with your name" in page
    assert harbour.circle.limits in page
    answer = send(tom, at(harbour, "propose"), text=MUGS)
    made = Proposal.objects.get()
    assert answer.headers["Location"] == at(harbour, "proposal", made.public_id)
    for name in ("list", "proposal"):
        ids = [made.public_id] if name == "proposal" else []
        assert MUGS in text_of(client_of(harbour.dee).get(at(harbour, name, *ids)))
    assert "A meeting takes this up" in text_of(tom.get(at(harbour, "proposal", made.public_id)))


def test_sent_twice_it_is_proposed_once(harbour: Group):
    tom = client_of(harbour.tom)
    first = send(tom, at(harbour, "propose"), key="k" * 16, text=MUGS)
    second = send(tom, at(harbour, "propose"), key="k" * 16, text=MUGS)
    assert first.headers["Location"] == second.headers["Location"]
    assert Proposal.objects.count() == 1


def test_how_we_decide_asks_both_numbers_and_says_them(harbour: Group):
    tom = client_of(harbour.tom)
    address = f"{at(harbour, 'propose')}?adopts=how_we_decide"
    assert "How many of them come for themselves" in text_of(tom.get(address))
    send(tom, at(harbour, "propose"), adopts="how_we_decide", share="66", for_themselves="2", text="So nobody is left.")
    made = Proposal.objects.get()
    assert (made.share_percent, made.at_least_for_themselves) == (66, 2)
    assert made.words.body == (
        "For a decision to count: two thirds of us take part, and at least 2 who come for themselves.\n\n"
        "So nobody is left."
    )


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": ""}, "Please write something here."),
        ({"text": " \u200b\n"}, "Please write"),
        ({"text": "a\x00b"}, "letter in here that we cannot keep"),
        ({"text": "x" * 4001}, "1 letter too long"),
        ({"adopts": "how_we_decide", "share": "51", "for_themselves": "1"}, "Please choose one of these."),
        ({"adopts": "how_we_decide", "share": "50", "for_themselves": "0"}, "whole number from 1 to 99"),
        ({"adopts": "how_we_decide", "share": "50", "for_themselves": "1e9"}, "whole number from 1 to 99"),
        ({"adopts": "how_we_decide"}, "Please choose one."),
    ],
)
def test_a_proposal_that_needs_another_look(harbour: Group, sent, sentence):
    answer = send(client_of(harbour.tom), at(harbour, "propose"), **sent)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("replaces", ["\x00", "'; DROP", "bcdfghjkmnpq", "x" * 500])
def test_a_line_that_is_not_there_is_not_replaced(harbour: Group, replaces):
    tom = client_of(harbour.tom)
    assert tom.get(at(harbour, "propose"), {"adopts": "agreement", "replaces": replaces}).status_code == 200
    send(tom, at(harbour, "propose"), adopts="agreement", replaces=replaces, text=MUGS)
    made = Proposal.objects.get()
    assert (made.adopts, made.replaces) == ("agreement", "")


def test_a_line_to_change_is_shown_with_what_it_was(harbour: Group, hillside: Group, now):
    for group in (harbour, hillside):
        use_power(
            power=Power.ADOPT, circle=group.circle, by=group.tom if group is harbour else group.bo, now=now,
            decided_by=MEETING_ID, kind=Adopts.AGREEMENT, text=f"We begin on time in {group.circle.name}.",
        )  # fmt: skip
    own, other = AdoptedLine.objects.order_by("pk")
    tom = client_of(harbour.tom)
    page = text_of(tom.get(at(harbour, "propose"), {"adopts": "agreement", "replaces": own.public_id}))
    assert "Instead of" in page
    assert own.text in page
    page = text_of(tom.get(at(harbour, "propose"), {"adopts": "agreement", "replaces": other.public_id}))
    assert "Hillside" not in page
    send(tom, at(harbour, "propose"), adopts="agreement", replaces=own.public_id, text="We begin with tea.")
    made = Proposal.objects.get()
    assert own.text in text_of(client_of(harbour.dee).get(at(harbour, "proposal", made.public_id)))


def test_nothing_on_anothers_page_changes_when_somebody_takes_a_position(harbour: Group, proposal):
    tom, page = client_of(harbour.tom), at(harbour, "proposal", proposal.public_id)
    tom.get(page)
    before = main_of(text_of(tom.get(page)))
    dee = client_of(harbour.dee)
    send(dee, at(harbour, "position", proposal.public_id), kind="concern", concern=WASHING)
    assert WASHING in main_of(text_of(dee.get(page)))
    assert main_of(text_of(tom.get(page))) == before
    assert MUGS in before


def main_of(page: str) -> str:
    return re.sub(
        r'name="(key|csrfmiddlewaretoken)" value="[^"]*"|value="[^"]*" autocomplete', "", page.split("<main")[1]
    )


def test_a_position_is_kept_shown_to_its_owner_and_changed(harbour: Group, proposal):
    dee, page = client_of(harbour.dee), at(harbour, "proposal", proposal.public_id)
    send(dee, at(harbour, "position", proposal.public_id), kind="concern", concern=WASHING)
    own = text_of(dee.get(page))
    assert "You said: I have a concern" in own
    assert WASHING in own
    send(dee, at(harbour, "position", proposal.public_id), kind="agree", concern="left in the box")
    assert Position.objects.get().kind == "agree"
    assert "You said: I agree" in text_of(dee.get(page))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Please choose one."),
        ({"kind": "veto"}, "Please choose one of these."),
        ({"kind": "concern", "concern": "  "}, "Please say what your concern is"),
        ({"kind": "concern", "concern": "\x00"}, "letter in here that we cannot keep"),
        ({"kind": "concern", "concern": "x" * 5000}, "letters too long"),
    ],
)
def test_a_position_that_needs_another_look(harbour: Group, proposal, sent, sentence):
    answer = send(client_of(harbour.dee), at(harbour, "position", proposal.public_id), **sent)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Position.objects.exists()


def test_too_late_nothing_written_is_lost(harbour: Group, proposal, now):
    close(harbour, proposal, now, tom="agree")
    answer = send(client_of(harbour.dee), at(harbour, "position", proposal.public_id), kind="concern", concern=WASHING)
    assert answer.status_code == 422
    assert "Positions are closed for now" in text_of(answer)
    assert WASHING in text_of(answer)


def test_after_closing_everybody_reads_why(harbour: Group, proposal, now):
    close(harbour, proposal, now, tom="agree", dee="concern", asha="agree", marcus="live_with")
    page = text_of(client_of(harbour.jo).get(at(harbour, "proposal", proposal.public_id)))
    for said in (
        "4 people took part.",
        "So it waits. Nothing is lost.",
        "I can live with it",
        WASHING,
        "Not answered yet",
    ):
        assert said in page
    assert "My concern is answered" not in page
    assert "Plan a meeting" in page


def test_the_author_of_a_concern_has_two_ways_on(harbour: Group, proposal, now):
    close(harbour, proposal, now, tom="agree", dee="concern", sam="concern", marcus="live_with")
    mine = Position.objects.get(member=harbour.dee)
    page = at(harbour, "proposal", proposal.public_id)
    dee = client_of(harbour.dee)
    assert "My concern is answered" in text_of(dee.get(page))
    assert "Keep it beside the decision as my view" in text_of(dee.get(page))
    sams = send(client_of(harbour.sam), at(harbour, "answered", proposal.public_id, mine.public_id))
    assert sams.status_code == 404
    assert Position.objects.get(pk=mine.pk).concern_state == "stands"
    assert send(dee, at(harbour, "answered", proposal.public_id, mine.public_id)).headers["Location"] == page
    assert Position.objects.get(pk=mine.pk).concern_state == "answered"
    sam = Position.objects.get(member=harbour.sam)
    send(client_of(harbour.sam), at(harbour, "keep", proposal.public_id, sam.public_id), text="Mine is chipped.")
    assert Proposal.objects.get().state == ProposalState.ADOPTED
    final = text_of(client_of(harbour.jo).get(page))
    assert "Mine is chipped." in final
    assert "Kept as a minority view" in final
    late = send(dee, at(harbour, "keep", proposal.public_id, mine.public_id), text="I changed my mind.")
    assert late.status_code == 422
    assert "I changed my mind." in text_of(late)


def test_a_question_reaches_everybody(harbour: Group, proposal):
    send(client_of(harbour.dee), at(harbour, "ask", proposal.public_id), text="How many?")
    assert "How many?" in text_of(client_of(harbour.jo).get(at(harbour, "proposal", proposal.public_id)))
    empty = send(client_of(harbour.dee), at(harbour, "ask", proposal.public_id), text="")
    assert "Please write something here." in text_of(empty)
    assert Question.objects.count() == 1


def test_from_a_room_it_goes_back_to_the_room(harbour: Group, proposal):
    room = reverse("meetings:room", args=[harbour.circle.public_id, MEETING_ID])
    address = at(harbour, "position", proposal.public_id)
    assert send(client_of(harbour.dee), address, kind="agree", room=MEETING_ID).headers["Location"] == room
    for strange in ("//example.org", "../../x", "\x00", "x" * 900, "ABCDEFGHIJKL"):
        answer = send(client_of(harbour.dee), address, kind="agree", room=strange)
        assert answer.headers["Location"] == at(harbour, "proposal", proposal.public_id)


def test_for_those_who_are_not_in_the_circle_there_is_no_page(harbour: Group, hillside: Group, proposal, now):
    close(harbour, proposal, now, tom="agree", ravi="concern", asha="agree", marcus="live_with")
    mine = Position.objects.get(member=harbour.ravi)
    ravi, bo = client_of(harbour.ravi), client_of(hillside.bo)
    leave(by=harbour.ravi, now=now)
    for somebody in (ravi, bo):
        for address in (at(harbour, "list"), at(harbour, "propose"), at(harbour, "proposal", proposal.public_id)):
            answer = somebody.get(address)
            assert answer.status_code == 404
            assert MUGS not in text_of(answer)
        for name, ids in (("ask", ()), ("position", ()), ("answered", [mine.public_id]), ("keep", [mine.public_id])):
            answer = send(somebody, at(harbour, name, proposal.public_id, *ids), text="x", kind="agree")
            assert answer.status_code == 404
    crossed = reverse("decisions:proposal", args=[hillside.circle.public_id, proposal.public_id])
    assert bo.get(crossed).status_code == 404
    assert Client().get(at(harbour, "list")).headers["Location"].startswith(reverse("people:sign_in"))
    assert not Question.objects.exists()
    assert Position.objects.get(pk=mine.pk).concern_state == "stands"


def test_words_taken_back_are_said_to_be(harbour: Group, proposal):
    words_actions.take_back(words=proposal.words, by=harbour.tom.person)
    page = text_of(client_of(harbour.dee).get(at(harbour, "proposal", proposal.public_id)))
    assert MUGS not in page
    assert "The words were taken back." in page
    assert "Say where I stand" not in page
    assert MUGS in text_of(client_of(harbour.tom).get(at(harbour, "proposal", proposal.public_id)))


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_cost_the_same_with_three_and_with_thirty_behind_them(harbour: Group, proposal, now):
    tom = client_of(harbour.tom)
    pages = [at(harbour, "list"), at(harbour, "proposal", proposal.public_id), at(harbour, "propose")]
    close(harbour, proposal, now, tom="agree", dee="concern", asha="agree")
    for each in pages:
        tom.get(each)
    before = [counted(tom, each) for each in pages]
    actions.open_positions(proposal=proposal, by=harbour.asha, now=now)
    for number in range(27):
        member = add_member(harbour, f"Guest {number}", now=now)
        actions.ask(proposal=proposal, by=member, text=f"Question {number}", now=now)
        actions.take_position(proposal=proposal, by=member, kind="concern", concern=f"Concern {number}", now=now)
        more = actions.propose(circle=harbour.circle, scope=harbour.scope, by=member, text=f"More {number}", now=now)
        if number % 2:
            actions.open_positions(proposal=more, by=member, now=now)
    close(harbour, proposal, now)
    assert "Concern 26" in text_of(tom.get(pages[1]))
    assert [counted(tom, each) for each in pages] == before
    assert max(before) <= 12, before


def test_what_was_decided_stands_a_page_at_a_time_and_none_is_lost(harbour: Group, now):
    for number in range(A_PAGE + 2):
        more = {"scope": harbour.scope, "by": harbour.tom, "text": f"Mug {number:02}.", "now": now}
        made = actions.open_positions(proposal=actions.propose(circle=harbour.circle, **more), by=harbour.asha, now=now)
        close(harbour, made, now, tom="agree", dee="agree", asha="agree", marcus="agree")
    first = client_of(harbour.dee).get(at(harbour, "list")).content.decode()
    where = re.search(r'href="([^"]+\?before=\w+)#decided"', first)
    second = client_of(harbour.dee).get(where[1]).content.decode()
    found = [re.findall(r"Mug (\d\d)\.", page) for page in (first, second)]
    assert [len(each) for each in found] == [A_PAGE, 2]
    assert found[0] + found[1] == [f"{number:02}" for number in reversed(range(A_PAGE + 2))]
