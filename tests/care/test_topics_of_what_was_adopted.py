"""What a circle adopted, what was found, and what a plan was before, stand folded like the words they came from."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from handinhand.care.actions.topics import ask_what_it_touches
from handinhand.circles.choices import Adopts
from handinhand.circles.models import AdoptedLine
from handinhand.decisions import actions as decisions
from handinhand.decisions.choices import PositionKind
from handinhand.decisions.models import Proposal
from handinhand.meetings.actions import planning
from handinhand.meetings.choices import PartKind
from handinhand.profiles.actions import choose_people, give, write_line
from handinhand.profiles.choices import GiftKind, Heading, Sees
from handinhand.promises import actions as promises
from handinhand.promises.choices import AnswerKind
from handinhand.topics import actions
from handinhand.topics.models import NoteAsked, OwnTopic
from handinhand.words import actions as words_actions
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.care.test_nothing_stands_unfolded import seen_in
from tests.care.test_topics import plain
from tests.cast import Group
from tests.meetings.plans import add, fresh, invited

pytestmark = [pytest.mark.django_db, pytest.mark.both]

GOAL, LINE = "Nobody waits behind a locked door.", "Whoever has the key says so."
DECIDED, PROMISED, ANSWER = "We take the lock off.", "I ask about the lock.", "The lock is off."
DETAIL, LATER = "Who had the key to the lock, and since when.", "How the lock came to be there."
ON_MY_PAGE = "I was behind a lock for a year."


@pytest.fixture(autouse=True)
def on_the_day(now) -> Iterator[None]:
    with time_machine.travel(now, tick=True):
        yield


def touching(words: Words, by, now) -> None:
    held = Words.objects.get(pk=words.pk)
    actions.say_what_it_touches(words=held, by=by.person, topics=["locks"], gist="About locks.", now=now)


def decided(group: Group, text: str, now, **more) -> Proposal:
    made = decisions.propose(circle=group.circle, scope=group.scope, by=group.dee, text=text, now=now, **more)
    decisions.open_positions(proposal=made, by=group.dee, now=now)
    for member in group.members.values():
        decisions.take_position(proposal=made, by=member, kind=PositionKind.AGREE, now=now)
    decisions.close_positions(proposal=made, by=group.dee, now=now)
    touching(made.words, group.dee, now)
    return made


@pytest.fixture
def adopted(harbour: Group, now) -> dict[str, str]:
    """Pages by address on which a circle's own lines stand, and which."""
    decided(harbour, GOAL, now, adopts=Adopts.GOAL)
    decided(harbour, LINE, now, adopts=Adopts.AGREEMENT)
    line = AdoptedLine.objects.get(version__kind=Adopts.AGREEMENT)
    changing = decisions.propose(
        circle=harbour.circle,
        scope=harbour.scope,
        by=harbour.marcus,
        text="Whoever has a key says so.",
        adopts=Adopts.AGREEMENT,
        replaces=line.public_id,
        now=now,
    )

    def of(name: str, *more: str) -> str:
        return reverse(name, args=[harbour.circle.public_id, *more])

    return {
        of("home:circle"): GOAL,
        of("circles:agreement"): LINE,
        of("circles:earlier", "goal"): GOAL,
        of("circles:earlier", "agreement"): LINE,
        of("decisions:propose") + f"?adopts=agreement&replaces={line.public_id}": LINE,
        of("decisions:proposal", changing.public_id): LINE,
    }


def in_the_open(group: Group, name: str, where: str, *texts: str) -> set[str]:
    """Which of some texts stand on a page of somebody's before they opened a fold; all of them are on it."""
    page = text_of(client_of(group.members[name]).get(where))
    met, open_ones = seen_in(dict.fromkeys(texts, "text"), page)
    assert set(met) == set(texts), where
    return set(open_ones)


def test_what_was_adopted_is_folded_for_whoever_would_rather_choose(harbour: Group, adopted: dict[str, str]) -> None:
    before = {where: plain(text_of(client_of(harbour.tom).get(where))) for where in adopted}
    actions.add_topics(by=harbour.tom.person, names=["locks"])
    for where, text in adopted.items():
        assert in_the_open(harbour, "Tom", where, text) == set(), where
        assert in_the_open(harbour, "Asha", where, text) == {text}, where
        assert len(plain(text_of(client_of(harbour.tom).get(where)))) == len(before[where]), where


def test_it_is_folded_for_as_long_as_the_words_it_came_from_are_read(harbour: Group, adopted: dict[str, str]) -> None:
    actions.add_topics(by=harbour.tom.person, names=["locks"])
    for made in Proposal.objects.filter(by=harbour.dee):
        words_actions.take_back(words=made.words, by=harbour.dee.person)
    for where, text in adopted.items():
        assert in_the_open(harbour, "Tom", where, text) == {text}, where


def found(group: Group, name: str, looked_for: str) -> str:
    where = reverse("home:find", args=[group.circle.public_id])
    return text_of(send(client_of(group.members[name]), where, looked_for=looked_for))


def test_what_is_found_is_folded_too(harbour: Group, now) -> None:
    decided(harbour, LINE.replace("key", "lock"), now, adopts=Adopts.AGREEMENT)
    decided(harbour, DECIDED, now)
    made = {"circle": harbour.circle, "scope": harbour.scope, "by": harbour.dee, "now": now}
    promise = promises.make(**made, text=PROMISED, by_when=None)
    promises.answer(promise=promise, by=harbour.dee, kind=AnswerKind.DONE, text=ANSWER, now=now)
    touching(promise.words, harbour.dee, now)
    add(invited(harbour, now=now), by=harbour.dee, now=now, detail=DETAIL, touches_on=["locks"])
    texts = dict.fromkeys([LINE.replace("key", "lock"), DECIDED, PROMISED, ANSWER, DETAIL], "text")
    for name, rather_choose in (("Tom", True), ("Asha", False)):
        if rather_choose:
            actions.add_topics(by=harbour.members[name].person, names=["locks"])
        met, open_ones = seen_in(texts, found(harbour, name, "lock"))
        assert set(met) == set(texts)
        assert set(open_ones) == (set() if rather_choose else set(texts))


def test_what_a_part_was_before_is_folded_for_everybody_and_asks_for_nobodys_list(harbour: Group, now) -> None:
    meeting = invited(harbour, now=now)
    part = add(meeting, by=harbour.dee, now=now, detail=DETAIL, touches_on=["locks"])
    later = now + timedelta(hours=1)
    values = {"kind": PartKind.IDEAS, "title": part.title, "detail": LATER, "minutes": 10, "touches_on": ["locks"]}
    planning.change_part(part=part, by=harbour.dee, now=later, **values)
    where = reverse("meetings:plan", args=[harbour.circle.public_id, fresh(meeting).public_id])
    before = plain(text_of(client_of(harbour.asha).get(where)))
    assert f"What it says was changed: {part.title} (ideas), 10 minutes." in before
    met, open_ones = seen_in({DETAIL: "before"}, before)
    assert met
    assert not open_ones
    assert DETAIL not in text_of(client_of(harbour.asha).get("/"))
    actions.add_topics(by=harbour.asha.person, names=["locks"])
    changes_of = [
        text.split('<div id="changes"')[1] for text in (before, plain(text_of(client_of(harbour.asha).get(where))))
    ]
    assert changes_of[0].split("</section>")[0] == changes_of[1].split("</section>")[0]


def test_looking_at_ones_page_as_somebody_else_does_not_tell_what_is_in_their_list(harbour: Group, now) -> None:
    line = write_line(by=harbour.dee, heading=Heading.MATTERS, body=ON_MY_PAGE, sees=Sees.CIRCLE, now=now)
    touching(line.words, harbour.dee, now)
    as_tom = reverse("profiles:seen_as", args=[harbour.circle.public_id, harbour.tom.public_id])
    their_page = reverse("profiles:page", args=[harbour.circle.public_id, harbour.dee.public_id])
    before = plain(text_of(client_of(harbour.dee).get(as_tom)))
    assert in_the_open(harbour, "Tom", their_page, ON_MY_PAGE) == {ON_MY_PAGE}
    actions.add_topics(by=harbour.tom.person, names=["locks"])
    assert in_the_open(harbour, "Tom", their_page, ON_MY_PAGE) == set()
    assert plain(text_of(client_of(harbour.dee).get(as_tom))) == before
    assert ON_MY_PAGE in before


def test_nobody_is_asked_for_a_note_where_asking_tells_who_read_it(harbour: Group, now) -> None:
    line = write_line(by=harbour.dee, heading=Heading.MATTERS, body=ON_MY_PAGE, sees=Sees.CHOSEN, now=now)
    choose_people(by=harbour.dee, words_id=line.words.public_id, member_ids=[harbour.tom.public_id], now=now)
    gift = give(by=harbour.dee, to_id=harbour.tom.public_id, kind=GiftKind.STRENGTH, body="You stayed.", now=now)
    their_page = reverse("profiles:page", args=[harbour.circle.public_id, harbour.dee.public_id])
    assert "Ask what a line touches on" not in text_of(client_of(harbour.tom).get(their_page))
    for words in (line.words, gift.words):
        ask_what_it_touches(words=words, by=harbour.tom.person, now=now)
    assert not NoteAsked.objects.exists()
    actions.add_topics(by=harbour.tom.person, names=["locks"])
    for words in (line.words, gift.words):
        touching(words, harbour.dee, now)
    mine = reverse("profiles:mine", args=[harbour.circle.public_id])
    assert in_the_open(harbour, "Tom", their_page, ON_MY_PAGE) == set()
    assert in_the_open(harbour, "Tom", mine, "You stayed.") == set()
    assert OwnTopic.objects.count() == 1
