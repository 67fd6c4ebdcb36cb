"""The thread: what leads to what, how one is named on it, and that it shows nothing to who may not see it."""

import re

import pytest
import time_machine
from django.http import Http404
from django.urls import reverse

from handinhand.circles.actions import leave
from handinhand.circles.queries import NotHere
from handinhand.decisions import actions as decisions
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.models import Proposal
from handinhand.home.queries.thread import Thread, thread_for
from handinhand.meetings.actions import said as meeting_said
from handinhand.meetings.choices import PartKind, Wider
from handinhand.meetings.models import Said
from handinhand.promises import actions as promises
from handinhand.promises.choices import AnswerKind, CreditKind
from handinhand.promises.models import CarriedOn, Credit, Promise
from handinhand.words import actions as words_actions
from handinhand.words.models import Words
from handinhand.words.rules import NotYours
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db]

IDEA, PROPOSED = "A bench where people wait.", "We put a bench at the door."
PROMISED, ANSWER = "I order the bench.", "It stands there since Friday."
NEW_EACH_TIME = re.compile(r'(name="(?:key|csrfmiddlewaretoken)" value|data-ticket)="[^"]*"')


@pytest.fixture(autouse=True)
def on_the_day(now):
    with time_machine.travel(now, tick=True):
        yield


def say(harbour: Group, now, *, by: str = "dee", body: str = IDEA, there=("Tom", "Dee", "Asha")) -> Said:
    meeting = begin(harbour, now=now, come=there)
    meeting = go(meeting, PartKind.TALK, by=harbour.tom, now=now)
    return meeting_said.say(
        meeting=fresh(meeting), part=part(meeting, PartKind.TALK), by=getattr(harbour, by), body=body,
        keep=False, now=now, question=None,
    )  # fmt: skip


def propose(harbour: Group, now, source: Words | None, **more) -> Proposal:
    given = {"scope": harbour.scope, "by": harbour.asha, "text": PROPOSED, **more}
    return decisions.propose(circle=harbour.circle, came_from=source, now=now, **given)


def decide(harbour: Group, now, proposal: Proposal) -> Proposal:
    decisions.open_positions(proposal=proposal, by=harbour.tom, now=now)
    for member in harbour.members.values():
        decisions.take_position(proposal=proposal, by=member, kind=PositionKind.AGREE, now=now)
    return decisions.close_positions(proposal=proposal, by=harbour.tom, now=now)


def promise(harbour: Group, now, source: Words | None, **more) -> Promise:
    given = {"scope": harbour.scope, "by": harbour.marcus, "text": PROMISED, "by_when": None, **more}
    return promises.make(circle=harbour.circle, came_from=source, now=now, **given)


def whole(harbour: Group, now) -> tuple[Words, Words, Words]:
    """An idea that was proposed, decided, promised and answered."""
    idea = say(harbour, now).words
    proposal = decide(harbour, now, propose(harbour, now, idea))
    made = promise(harbour, now, proposal.words)
    promises.answer(promise=made, by=harbour.marcus, kind=AnswerKind.DONE, text=ANSWER, now=now)
    return idea, proposal.words, made.words


def thread(harbour: Group, name: str, words: Words, now) -> Thread:
    return thread_for(viewer=getattr(harbour, name), words_id=words.public_id, now=now)


def texts(seen: Thread) -> set[str]:
    return {step.text for step in seen.steps}


def at(harbour: Group, words: Words, name: str = "thread") -> str:
    return reverse(f"home:{name}", args=[harbour.circle.public_id, words.public_id])


def test_it_leads_from_words_to_an_answer_and_back(harbour: Group, now):
    idea, proposed, promised = whole(harbour, now)
    words_actions.show_to(words=idea, scope=harbour.scope, by=harbour.dee.person)
    promises.choose_credit(words=idea, by=harbour.dee.person, kind=CreditKind.BY_NAME)
    for start in (idea, proposed, promised):
        for name in ("dee", "tom", "sam"):
            seen = thread(harbour, name, start, now)
            assert [step.text for step in seen.steps if step.text != PROPOSED] == [IDEA, PROMISED, ANSWER]
            assert [step.kind for step in seen.steps if step.text == PROPOSED] == ["A proposal", "We decided"]


def test_it_shows_what_leads_here_and_what_follows_but_nothing_beside(harbour: Group, now):
    idea = say(harbour, now).words
    one, other = propose(harbour, now, idea), propose(harbour, now, idea, text="We paint the door.")
    assert texts(thread(harbour, "dee", one.words, now)) == {IDEA, PROPOSED}
    assert texts(thread(harbour, "dee", idea, now)) == {IDEA, PROPOSED, other.words.body}


def test_a_promise_that_was_changed_leads_on(harbour: Group, now):
    made = promise(harbour, now, None)
    promises.answer(promise=made, by=harbour.marcus, kind=AnswerKind.CHANGED, text="I build one.", now=now)
    follower = Promise.objects.get(follows=made)
    assert {PROMISED, "I build one."} <= texts(thread(harbour, "sam", follower.words, now))


def test_things_that_lead_to_each_other_end(harbour: Group, now):
    one = promise(harbour, now, None)
    other = promise(harbour, now, one.words, text="I paint it.")
    promises.carry_on(source=other.words, onward=one.words, by=harbour.sam, now=now)
    assert texts(thread(harbour, "sam", one.words, now)) == {PROMISED, "I paint it."}
    assert not promises.carry_on(source=one.words, onward=one.words, by=harbour.sam, now=now)


@pytest.mark.parametrize("credit", [None, *CreditKind])
def test_an_author_is_named_as_they_wish_and_without_their_word_not_at_all(harbour: Group, now, credit):
    idea = say(harbour, now).words
    made = propose(harbour, now, idea)
    if credit is not None:
        promises.choose_credit(words=idea, by=harbour.dee.person, kind=credit)
    for viewer, start in (("tom", made.words), ("asha", made.words)):
        seen = thread(harbour, viewer, start, now)
        said = [step for step in seen.steps if step.text == IDEA]
        named = {CreditKind.BY_NAME: ["Dee"], CreditKind.SOMEBODY: ["Somebody in this circle"]}.get(credit, [])
        assert [step.who for step in said] == named
        page = text_of(client_of(getattr(harbour, viewer)).get(at(harbour, start)))
        assert (IDEA in page) is bool(named)
        assert "Dee" not in page or credit == CreditKind.BY_NAME
    assert IDEA in texts(thread(harbour, "dee", idea, now))


def test_the_author_alone_is_asked_once_and_can_change_it(harbour: Group, now):
    idea = say(harbour, now).words
    dee, tom = client_of(harbour.dee), client_of(harbour.tom)
    assert "Your words led to something" not in text_of(dee.get(at(harbour, idea)))
    made = propose(harbour, now, idea)
    proposal = reverse("decisions:proposal", args=[harbour.circle.public_id, made.public_id])
    assert "This came from words of yours." in text_of(dee.get(proposal))
    assert "This came from words of yours." not in text_of(tom.get(proposal))
    assert "Your words led to something" in text_of(dee.get(at(harbour, idea)))
    offered = re.findall(r'name="named" value="(\w+)"', text_of(dee.get(at(harbour, idea))))
    assert offered == CreditKind.values
    assert "Your words led to something" not in text_of(tom.get(at(harbour, made.words)))
    answer = send(dee, at(harbour, idea, "credit"), named="by_name", thread=made.words.public_id)
    assert answer["Location"] == at(harbour, made.words)
    page = text_of(dee.get(answer["Location"]))
    assert "Your words led to something" not in page
    assert "You said: With my name." in page
    assert "This came from words of yours." not in text_of(dee.get(proposal))
    assert IDEA in text_of(tom.get(at(harbour, made.words)))
    send(dee, at(harbour, idea, "credit"), named="not_at_all")
    assert IDEA not in text_of(tom.get(at(harbour, made.words)))
    assert Credit.objects.get().kind == CreditKind.NOT_AT_ALL


@pytest.mark.parametrize("kind", ["", "loudly", "\0"])
def test_a_wish_we_do_not_know_changes_nothing(harbour: Group, now, kind):
    idea = say(harbour, now).words
    send(client_of(harbour.dee), at(harbour, idea, "credit"), named=kind)
    assert not Credit.objects.exists()


def test_nobody_else_says_how_an_author_is_named(harbour: Group, hillside: Group, now):
    idea = say(harbour, now).words
    propose(harbour, now, idea)
    for other in (harbour.tom, harbour.sam, hillside.bo):
        with pytest.raises(NotYours):
            promises.choose_credit(words=idea, by=other.person, kind=CreditKind.BY_NAME)
        assert send(client_of(other), at(harbour, idea, "credit"), named="by_name").status_code == 404
    assert not Credit.objects.exists()


def same(harbour: Group, name: str, words: Words) -> str:
    page = client_of(getattr(harbour, name)).get(at(harbour, words))
    assert page.status_code == 200
    return NEW_EACH_TIME.sub(r"\1", page.content.decode())


def test_what_somebody_may_not_see_leaves_no_trace_no_gap_and_no_count(harbour: Group, now):
    """Sam was not in the meeting: whatever of it led to a proposal, his page is the same to the letter."""
    idea = say(harbour, now)
    made = propose(harbour, now, None)
    before = same(harbour, "sam", made.words)
    promises.choose_credit(words=idea.words, by=harbour.dee.person, kind=CreditKind.BY_NAME)
    promises.carry_on(source=idea.words, onward=made.words, by=harbour.asha, now=now)
    hidden = propose(harbour, now, made.words, scope=idea.meeting.scope, text="Only here.")
    beyond = promise(harbour, now, hidden.words, by=harbour.asha)
    assert {IDEA, "Only here.", PROMISED} <= texts(thread(harbour, "tom", made.words, now))
    assert same(harbour, "sam", made.words) == before
    assert texts(thread(harbour, "sam", beyond.words, now)) == {PROMISED}
    with pytest.raises(NotHere):
        thread(harbour, "sam", idea.words, now)
    meeting_said.let_further(said=Said.objects.get(pk=idea.pk), by=harbour.dee, wider=Wider.YES)
    assert IDEA in texts(thread(harbour, "sam", made.words, now))


def test_words_taken_back_vanish_and_what_the_circle_decided_stays(harbour: Group, now):
    idea, proposed, promised = whole(harbour, now)
    promises.choose_credit(words=idea, by=harbour.dee.person, kind=CreditKind.BY_NAME)
    words_actions.take_back(words=Words.objects.get(pk=idea.pk), by=harbour.dee.person)
    words_actions.take_back(words=Words.objects.get(pk=proposed.pk), by=harbour.asha.person)
    for name in ("tom", "dee", "asha"):
        seen = thread(harbour, name, promised, now)
        assert [(step.kind, step.text) for step in seen.steps] == [
            ("We decided", PROPOSED), ("A promise", PROMISED), ("What came of it", ANSWER)
        ]  # fmt: skip
    words_actions.take_back(words=Words.objects.get(pk=promised.pk), by=harbour.marcus.person)
    assert texts(thread(harbour, "tom", proposed, now)) == {PROPOSED}
    for gone in (idea, promised):
        with pytest.raises(NotHere):
            thread(harbour, "tom", gone, now)


def test_only_what_one_can_read_can_be_carried_on(harbour: Group, hillside: Group, now):
    idea = say(harbour, now)
    assert propose(harbour, now, idea.words, by=harbour.sam, text="From what I cannot read.")
    assert not CarriedOn.objects.exists()
    elsewhere = decisions.propose(
        circle=hillside.circle, scope=hillside.scope, by=hillside.bo, text="Trees.", came_from=idea.words, now=now
    )
    assert elsewhere
    assert not CarriedOn.objects.exists()
    propose(harbour, now, idea.words, by=harbour.tom)
    words_actions.take_back(words=Words.objects.get(pk=idea.words.pk), by=harbour.dee.person)
    promise(harbour, now, idea.words, by=harbour.tom)
    assert CarriedOn.objects.count() == 1


def test_somebody_who_left_or_belongs_elsewhere_finds_no_thread(harbour: Group, hillside: Group, now):
    _idea, proposed, _promised = whole(harbour, now)
    sam = client_of(harbour.sam)
    assert PROPOSED in text_of(sam.get(at(harbour, proposed)))
    leave(by=harbour.sam, now=now)
    for client in (sam, client_of(hillside.bo)):
        assert client.get(at(harbour, proposed)).status_code == 404
    with pytest.raises(Http404):
        thread_for(viewer=hillside.bo, words_id=proposed.public_id, now=now)


@pytest.mark.parametrize("odd", ["x", "bcdfghjkmnpq", "%00", "words"])
def test_an_address_of_nothing_has_no_page(harbour: Group, odd):
    page = client_of(harbour.tom).get(f"/c/{harbour.circle.public_id}/thread/{odd}/")
    assert page.status_code == 404
    assert "There is no page here for you" in text_of(page)


def test_from_the_room_one_tap_leads_to_a_proposal_that_says_where_it_comes_from(harbour: Group, now):
    idea = say(harbour, now)
    asha = client_of(harbour.asha)
    room = reverse("meetings:room", args=[harbour.circle.public_id, idea.meeting.public_id])
    start = reverse("decisions:propose", args=[harbour.circle.public_id])
    linked = f"{start}?from={idea.words.public_id}&amp;room={idea.meeting.public_id}"
    assert linked in asha.get(room).content.decode()
    page = text_of(asha.get(linked.replace("&amp;", "&")))
    assert IDEA in page
    assert "Leave that out" in page
    sent = {"text": PROPOSED, "from": idea.words.public_id, "room": idea.meeting.public_id}
    assert send(asha, start, **sent)["Location"] == room
    made = Proposal.objects.get()
    assert CarriedOn.objects.filter(source=idea.words, onward=made.words).exists()
    send(asha, start, text="By itself.")
    assert CarriedOn.objects.count() == 1


def test_from_a_decision_one_tap_leads_to_a_promise(harbour: Group, now):
    decided = decide(harbour, now, propose(harbour, now, None))
    marcus = client_of(harbour.marcus)
    page = marcus.get(reverse("decisions:proposal", args=[harbour.circle.public_id, decided.public_id]))
    listed = reverse("promises:list", args=[harbour.circle.public_id])
    assert f"{listed}?from={decided.words.public_id}#make" in page.content.decode()
    assert PROPOSED in text_of(marcus.get(f"{listed}?from={decided.words.public_id}"))
    send(
        marcus, reverse("promises:make", args=[harbour.circle.public_id]),
        **{"text": PROMISED, "from": decided.words.public_id},
    )  # fmt: skip
    assert PROMISED in texts(thread(harbour, "sam", decided.words, now))


def test_words_taken_back_while_one_wrote_are_left_out_and_that_is_said(harbour: Group, now):
    idea = say(harbour, now)
    asha = client_of(harbour.asha)
    words_actions.take_back(words=Words.objects.get(pk=idea.words.pk), by=harbour.dee.person)
    start = reverse("decisions:propose", args=[harbour.circle.public_id])
    answer = send(asha, start, **{"text": PROPOSED, "from": idea.words.public_id})
    assert "so it stands by itself" in text_of(asha.get(answer["Location"]))
    assert Proposal.objects.get().words.body == PROPOSED
    assert not CarriedOn.objects.exists()


def test_when_everything_of_an_author_goes_the_link_goes_too(harbour: Group, now):
    idea = say(harbour, now).words
    made = propose(harbour, now, idea)
    promises.choose_credit(words=idea, by=harbour.dee.person, kind=CreditKind.SOMEBODY)
    harbour.dee.person.delete()
    assert not CarriedOn.objects.exists()
    assert not Credit.objects.exists()
    assert texts(thread(harbour, "tom", made.words, now)) == {PROPOSED}
