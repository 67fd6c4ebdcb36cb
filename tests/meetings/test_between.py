"""What happened between us: one page for the whole circle, in which nobody can be found."""

import re
from datetime import datetime

import pytest
from django.utils import timezone

from handinhand.circles.choices import Power
from handinhand.decisions import actions as decisions
from handinhand.decisions.choices import PositionKind
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import rooms, turns
from handinhand.meetings.actions.between import QuestionsChanged, change_questions
from handinhand.meetings.choices import MeetingState, PartKind
from handinhand.meetings.models import Between, DoneFor, Meeting, Said, TalkQuestions
from handinhand.words.actions import take_back, write
from handinhand.words.choices import State
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
EVERYBODY = ("Tom", "Dee", "Asha", "Marcus", "Jo", "Sam")
NOT_ENOUGH = "not enough to show without pointing at somebody"


def say(meeting: Meeting, group: Group, name: str, words: int, *, kind: PartKind = PartKind.TALK) -> Said:
    body = " ".join(["word"] * words)
    given = {"circle": group.circle, "scope": meeting.scope, "by": group.members[name].person, "body": body}
    written = write(**given, state=State.SHARED, now=timezone.now())
    return Said.objects.create(circle=group.circle, meeting=meeting, part=part(meeting, kind), words=written)


def held(group: Group, shares: dict[str, int], *, come: tuple[str, ...] = EVERYBODY) -> Meeting:
    """A meeting that began, in which some said so many words."""
    meeting = begin(group, now=timezone.now(), come=come)
    for name, words in shares.items():
        say(meeting, group, name, words)
    return meeting


def closed(meeting: Meeting, group: Group) -> Meeting:
    rooms.close(meeting=fresh(meeting), by=group.tom, now=timezone.now())
    return fresh(meeting)


def address(meeting: Meeting) -> str:
    return f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}/between/"


def page(meeting: Meeting, group: Group, name: str = "Tom") -> str:
    """The whole page, without what is new in every answer."""
    answer = client_of(group.members[name]).get(address(meeting))
    assert answer.status_code == 200
    same = answer.content.decode().replace(meeting.public_id, "meeting")
    return re.sub(r'(csrfmiddlewaretoken|name="key"|nonce|ticket)[^>]*', "", same)


def main(text: str) -> str:
    """What stands in the page itself, the same for whoever looks."""
    return text[text.index("<main") : text.index("</main>")]


EVEN = {"Tom": 10, "Dee": 11, "Asha": 10, "Marcus": 12, "Jo": 10}


def test_a_few_had_most_and_the_picture_says_no_more(harbour: Group) -> None:
    few = page(closed(held(harbour, {**EVEN, "Dee": 900}), harbour), harbour)
    others = page(closed(held(harbour, {**EVEN, "Jo": 700, "Sam": 2}), harbour), harbour)
    even = page(closed(held(harbour, EVEN), harbour), harbour)
    assert "A few of us had most of the turns or words." in few
    assert "We shared turns and words quite evenly." in even
    assert main(few) == main(others)  # nobody is in it: who it was, and how much, draws nothing
    assert main(few).count("<path") == main(even).count("<path") == 1
    assert "until only one or two of us are left" in few  # what it does not keep is said where it stands


def test_a_page_with_somebody_who_passed_is_the_same(harbour: Group) -> None:
    plain = closed(held(harbour, EVEN), harbour)
    meeting = held(harbour, {})
    meeting = go(meeting, PartKind.ROUND, by=harbour.tom, now=timezone.now())
    passer = meeting.current.seats.order_by("order").first().member
    turns.pass_turn(meeting=meeting, by=passer, now=timezone.now(), whose=passer.public_id)
    rooms.step_out(meeting=fresh(meeting), by=harbour.sam, now=timezone.now())
    for name, words in EVEN.items():
        say(meeting, harbour, name, words)
    assert page(closed(meeting, harbour), harbour) == page(plain, harbour)
    fewer = closed(held(harbour, EVEN, come=("Tom", "Dee")), harbour)
    assert page(fewer, harbour) == page(plain, harbour)
    assert main(page(fewer, harbour, "Nia")) == main(page(fewer, harbour, "Tom"))


def test_four_are_not_enough_and_what_was_kept_back_does_not_count(harbour: Group) -> None:
    meeting = held(harbour, EVEN)
    take_back(words=Said.objects.filter(words__author=harbour.jo.person).get().words, by=harbour.jo.person)
    say(meeting, harbour, "Sam", 10)
    Words.objects.filter(author=harbour.sam.person).update(covered_until=timezone.now() + timezone.timedelta(days=2))
    meeting = closed(meeting, harbour)
    assert Between.objects.get().how_even == ""
    assert NOT_ENOUGH in page(meeting, harbour)
    assert '<svg class="calm"' not in page(meeting, harbour)


def test_what_is_taken_back_later_changes_nothing(harbour: Group) -> None:
    meeting = closed(held(harbour, {**EVEN, "Dee": 900}), harbour)
    before = page(meeting, harbour)
    for said in Said.objects.filter(meeting=meeting).select_related("words"):
        take_back(words=said.words, by=said.words.author)
        assert page(meeting, harbour) == before


def decide(group: Group, meeting: Meeting, source: Words) -> None:
    now = timezone.now()
    given = {"circle": group.circle, "scope": group.scope, "by": group.tom, "text": "We open on Sunday."}
    made = decisions.propose(**given, came_from=source, now=now)
    decisions.open_positions(proposal=made, by=group.tom, now=now)
    for member in group.members.values():
        decisions.take_position(proposal=made, by=member, kind=PositionKind.AGREE, now=now)
    decisions.close_positions(proposal=made, by=group.tom, now=now)


@pytest.mark.parametrize("by_friend", [False, True])
def test_the_way_that_led_to_a_decision_is_named_and_by_whose_hand_is_not(harbour: Group, by_friend: bool) -> None:
    meeting = held(harbour, EVEN)
    source = Said.objects.filter(words__author=harbour.dee.person).select_related("words").get().words
    if by_friend:
        given = {"circle": harbour.circle, "meeting": meeting, "whose": harbour.dee, "words": source}
        DoneFor.objects.create(**given, way="friend", what="words", at=timezone.now())
    decide(harbour, meeting, source)
    text = main(page(closed(meeting, harbour), harbour))
    assert "Said in a meeting: it led to a decision." in text
    assert "By a friend" not in text


def test_a_way_of_which_few_wrote_is_not_named(harbour: Group) -> None:
    meeting = held(harbour, EVEN)
    idea = say(meeting, harbour, "Dee", 5, kind=PartKind.IDEAS)
    decide(harbour, meeting, idea.words)
    text = main(page(closed(meeting, harbour), harbour))
    assert "Ideas we collected" not in text
    assert "nothing to show here, or not enough to show without pointing at somebody" in text


def test_it_is_there_only_once_the_meeting_has_been(harbour: Group, hillside: Group) -> None:
    meeting = held(harbour, EVEN)
    assert client_of(harbour.tom).get(address(meeting)).status_code == 404
    assert Between.objects.count() == 0
    meeting = closed(meeting, harbour)
    assert fresh(meeting).state == MeetingState.CLOSED
    summary = client_of(harbour.nia).get(address(meeting).replace("between", "summary"))
    assert address(meeting) in summary.content.decode()
    stranger = client_of(next(iter(hillside.members.values()))).get(address(meeting))
    assert "What happened between us?" not in text_of(stranger)


def test_each_of_us_changes_the_questions_and_what_they_were_is_kept(harbour: Group, now: datetime) -> None:
    where = f"/c/{harbour.circle.public_id}/meetings/questions/"
    dee = client_of(harbour.dee)
    assert "What helped us to hear each other?" in text_of(dee.get(where))
    sent = {"first": "Whom did we wait for?", "second": "", "instead_of": "0"}
    assert send(dee, where, key="once-0123456789x", **sent).status_code == 302
    assert send(dee, where, key="once-0123456789x", **sent).status_code == 302
    assert send(dee, where, **{**sent, "instead_of": "1"}).status_code == 302
    assert TalkQuestions.objects.count() == 1
    assert Entry.objects.filter(power=Power.CHANGE_TALK, by=harbour.dee.person).count() == 1
    theirs = send(client_of(harbour.nia), where, first="Mine, written meanwhile?", second="", instead_of="0")
    assert theirs.status_code == 422
    assert "Mine, written meanwhile?" in theirs.content.decode()
    assert "Whom did we wait for?" in text_of(theirs)
    long = send(dee, where, first="a" * 201, second="Kept as typed?", instead_of="1")
    assert long.status_code == 422
    assert "a" * 201 in long.content.decode()
    assert "Kept as typed?" in long.content.decode()
    assert send(dee, where, first=" ", second="", instead_of="1").status_code == 302
    now_is = text_of(dee.get(where))
    assert "What helped us to hear each other?" in now_is
    assert "Whom did we wait for?" in now_is


def test_two_at_once_do_not_write_over_each_other(harbour: Group, now: datetime) -> None:
    change_questions(by=harbour.dee, instead_of=0, first="One?", second="", now=now)
    with pytest.raises(QuestionsChanged):
        change_questions(by=harbour.nia, instead_of=0, first="Two?", second="", now=now)
