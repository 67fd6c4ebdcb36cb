"""Finding shows what somebody may see anyway, all of it, and keeps nothing of what was looked for."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from handinhand.care.actions import check_in
from handinhand.circles.choices import Adopts
from handinhand.circles.models import AdoptedLine, AdoptedVersion
from handinhand.decisions.actions import ask as ask_about
from handinhand.decisions.actions import close_positions, open_positions, propose, take_position
from handinhand.home.queries.finding import find, topics, touching
from handinhand.meetings.actions.said import say
from handinhand.meetings.choices import PartKind
from handinhand.promises.actions import answer, make
from handinhand.promises.choices import AnswerKind
from handinhand.words import actions as words
from handinhand.words.choices import State
from handinhand.words.queries import own_scope
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def texts(viewer, looked_for: str) -> list[str]:
    return [thing.text for thing in find(viewer=viewer, looked_for=looked_for).things]


@pytest.fixture
def told(harbour: Group, now: datetime) -> Group:
    """The word "kettle" everywhere: shared, kept, promised, proposed, asked, decided and answered."""
    meeting = go(begin(harbour, now=now), PartKind.TALK, by=harbour.tom, now=now)
    talk = part(meeting, PartKind.TALK)
    for name, body, keep in (("Dee", "A kettle that works.", False), ("Asha", "My own kettle, kept quiet.", True)):
        say(meeting=meeting, part=talk, by=harbour.members[name], body=body, keep=keep, now=now, question=None)
    own = own_scope(harbour.circle, harbour.dee.person)
    check_in(circle=harbour.circle, scope=own, by=harbour.dee.person, body="Tired like a kettle.", now=now)
    promise = make(
        circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="Buy a kettle.", by_when=None, now=now
    )
    later = now + timedelta(hours=1)
    answer(promise=promise, by=harbour.tom, kind=AnswerKind.DONE, text="The kettle stands in the hall.", now=later)
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.dee, text="We share one kettle.", now=now)
    ask_about(proposal=proposal, by=harbour.nia, text="Whose kettle is it?", now=now)
    open_positions(proposal=proposal, by=harbour.tom, now=now)
    for name in ("Tom", "Dee", "Asha", "Nia", "Sam"):
        take_position(proposal=proposal, by=harbour.members[name], kind="agree", now=now)
    close_positions(proposal=proposal, by=harbour.tom, now=later)
    return harbour


def test_each_finds_what_they_may_see_and_nothing_else(told: Group) -> None:
    for_all = {
        "Buy a kettle.",
        "The kettle stands in the hall.",
        "We share one kettle.",
        "Whose kettle is it?",
    }
    in_the_meeting = for_all | {"A kettle that works."}
    assert set(texts(told.nia, "kettle")) == for_all
    assert set(texts(told.tom, "kettle")) == in_the_meeting
    assert set(texts(told.asha, "kettle")) == in_the_meeting | {"My own kettle, kept quiet."}
    assert set(texts(told.dee, "kettle")) == in_the_meeting | {"Tired like a kettle."}


def test_what_is_taken_back_is_found_by_its_author_alone(told: Group, now: datetime) -> None:
    kept = words.write(circle=told.circle, scope=told.scope, by=told.sam.person, body="x", state=State.SHARED, now=now)
    assert kept.pk
    promise = make(circle=told.circle, scope=told.scope, by=told.sam, text="A second kettle.", by_when=None, now=now)
    words.take_back(words=promise.words, by=told.sam.person)
    assert "A second kettle." in texts(told.sam, "second kettle")
    assert texts(told.tom, "second kettle") == []


def test_another_circle_finds_nothing_of_it(told: Group, hillside: Group) -> None:
    assert texts(hillside.bo, "kettle") == []


@pytest.mark.parametrize("typed", ["KETTLE works", "works   kettle", "ket", "ＫＥＴＴＬＥ works"])
def test_every_word_counts_however_it_is_written(told: Group, typed: str) -> None:
    assert "A kettle that works." in texts(told.dee, typed)


@pytest.mark.parametrize("typed", ["kettle teapot", "%", "_", "kettle\\", "' OR 1=1"])
def test_what_is_not_there_is_not_found(told: Group, typed: str) -> None:
    assert "A kettle that works." not in texts(told.dee, typed)


def test_the_newest_comes_first_and_leads_to_where_it_stands(told: Group) -> None:
    found = find(viewer=told.tom, looked_for="kettle")
    assert [thing.at for thing in found.things] == sorted((thing.at for thing in found.things), reverse=True)
    tom = client_of(told.tom)
    for thing in found.things:
        assert thing.text in text_of(tom.get(thing.url.partition("#")[0]))


def test_meetings_are_found_by_their_plans_and_by_topic(told: Group, now: datetime) -> None:
    meeting = begin(told, now=now)
    here = part(meeting, PartKind.ROUND)
    here.topics.add(words.topic(circle=told.circle, name="waiting rooms"))
    assert meeting.title in texts(told.tom, "harbour hall")
    topic = topics(viewer=told.nia)[0]
    assert topic.name == "waiting rooms"
    assert [thing.text for thing in touching(viewer=told.nia, topic_id=topic.public_id).things] == [here.title]
    assert touching(viewer=told.nia, topic_id="nonsense\0").things == []


def test_what_the_circle_agreed_is_found_as_it_stands_now(told: Group, now: datetime) -> None:
    for number, lines in enumerate((["Everyone may bring a flask."], ["Everyone may bring a thermos."]), 1):
        version = AdoptedVersion.objects.create(
            circle=told.circle, kind=Adopts.AGREEMENT, number=number, adopted_at=now, decision_id="x"
        )
        for position, text in enumerate(lines):
            AdoptedLine.objects.create(circle=told.circle, version=version, position=position, text=text)
    assert texts(told.sam, "everyone bring") == ["Everyone may bring a thermos."]


def test_what_was_looked_for_stands_in_no_address_and_is_kept_nowhere(told: Group) -> None:
    address = reverse("home:find", args=[told.circle.public_id])
    dee = client_of(told.dee)
    found = dee.post(address, {"looked_for": "kettle"})
    assert "A kettle that works." in text_of(found)
    assert found["Cache-Control"] == "no-store"
    assert "kettle that works" not in text_of(dee.get(f"{address}?looked_for=kettle"))
    nothing = text_of(dee.post(address, {"looked_for": "submarine"}))
    assert "Nothing that you may see here has all of these words." in nothing
    long = dee.post(address, {"looked_for": "k" * 5000})
    assert long.status_code == 422
    assert "k" * 5000 in text_of(long)
