"""A friend writes in somebody's name after that person's yes, in one meeting, and is never more than that."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from handinhand.circles.actions import invite, join, leave
from handinhand.circles.queries import NotHere
from handinhand.decisions.actions import propose, take_position
from handinhand.decisions.models import Position
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import friends, rooms, said, turns
from handinhand.meetings.actions.friends import NotYourFriend
from handinhand.meetings.choices import AnswerKind, PartKind
from handinhand.meetings.models import Answer, DoneFor, Friend, Said
from handinhand.meetings.queries.friends import done_for, friend_page
from handinhand.meetings.queries.rooms import room_for
from handinhand.meetings.queries.turns import round_turn
from handinhand.people.actions import NotTheCode, make_card
from handinhand.people.rules import CARDS_FROM
from handinhand.words.actions import take_back
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BODY = "I would like the light left on."


@pytest.fixture
def meeting(harbour, now):
    """Tom holds it; Dee is in the room without a phone, and Asha writes for her."""
    return go(begin(harbour, now=now, come=("Tom", "Dee", "Asha")), PartKind.TALK, by=harbour.tom, now=now)


@pytest.fixture
def yes(harbour, now, meeting):
    return friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.asha, now=now)


def every_act(yes, by, harbour, meeting, now):
    """Everything a friend can do, each as something to call."""
    given = {"yes": yes, "by": by, "now": now}
    talk = part(meeting, PartKind.TALK)
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="Tea at two.", now=now)
    return [
        lambda: friends.say_for(**given, part=talk, body=BODY),
        lambda: friends.send_ahead_for(**given, part=part(meeting, PartKind.LEAVING), body=BODY),
        lambda: friends.answer_for(**given, kind=AnswerKind.COMING),
        lambda: friends.position_for(**given, proposal=proposal, kind="agree", concern=""),
        lambda: friends.come_in_for(**given),
        lambda: friends.turn_for(**given, what="raise-hand", again=False),
    ]


def nothing_happens(yes, by, harbour, meeting, now):
    for act in every_act(yes, by, harbour, meeting, now):
        with pytest.raises(NotYourFriend, match="friend"):
            act()
    assert not Said.objects.exists()
    assert not Answer.objects.exists()
    assert not Position.objects.exists()
    assert not DoneFor.objects.exists()


def test_words_stand_in_the_name_of_whose_they_are_and_nobody_else_can_tell(harbour, now, meeting, yes):
    before = list(Entry.objects.values_list("pk", flat=True))
    talk = part(meeting, PartKind.TALK)
    friends.say_for(yes=yes, by=harbour.asha, part=talk, body=BODY, now=now)
    said.say(meeting=meeting, part=talk, by=harbour.tom, body="And the heating.", keep=False, now=now, question=None)
    for viewer in (harbour.tom, harbour.asha):
        hers, his = room_for(viewer=viewer, meeting=fresh(meeting), now=now).lines
        assert hers.member == harbour.dee
        shown = {name: getattr(hers.said, name) for name in ("wider", "from_paper", "question_id")}
        assert shown == {name: getattr(his.said, name) for name in shown}
        assert done_for(viewer=viewer, meeting=meeting) == []
    (mark,) = done_for(viewer=harbour.dee, meeting=meeting)
    assert (mark.words.body, mark.friend.friend) == (BODY, harbour.asha)
    assert list(Entry.objects.values_list("pk", flat=True)) == before


def test_whose_words_they_are_can_take_them_back_and_the_friend_cannot(harbour, now, meeting, yes):
    friends.say_for(yes=yes, by=harbour.asha, part=part(meeting, PartKind.TALK), body=BODY, now=now)
    words = Words.objects.get(author=harbour.dee.person)
    address = f"/words/{words.public_id}/take-back/"
    assert send(client_of(harbour.asha), address).status_code == 404
    take_back(words=words, by=harbour.dee.person)
    assert room_for(viewer=harbour.asha, meeting=fresh(meeting), now=now).lines == []
    assert friend_page(viewer=harbour.dee, meeting=meeting).done[0].words.state == "taken_back"


def test_a_friend_takes_a_turn_and_an_answer(harbour, now, meeting, yes):
    friends.answer_for(yes=yes, by=harbour.asha, kind=AnswerKind.PART, now=now)
    assert Answer.objects.get(member=harbour.dee).kind == AnswerKind.PART
    current = go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    while (turn := round_turn(part(meeting, PartKind.ROUND))) and turn.who != harbour.dee.public_id:
        turns.end_turn(meeting=current, by=harbour.tom, now=now, whose=turn.who)
    friends.turn_for(yes=yes, by=harbour.asha, what="pass", again=False, now=now)
    assert part(meeting, PartKind.ROUND).seats.get(member=harbour.dee).outcome == "passed"


def test_ended_by_either_it_is_over_at_once(harbour, now, meeting):
    for by in (harbour.dee, harbour.asha):
        yes = friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.asha, now=now)
        friends.end(yes=yes, by=by, now=now)
        nothing_happens(yes, harbour.asha, harbour, meeting, now)


def test_nobody_else_ends_it_or_uses_it(harbour, now, meeting, yes):
    friends.end(yes=yes, by=harbour.tom, now=now)
    assert Friend.objects.get().ended_at is None
    nothing_happens(yes, harbour.tom, harbour, meeting, now)


def test_it_is_for_one_meeting(harbour, now, meeting, yes):
    other = begin(harbour, now=now, come=("Tom", "Asha"))
    talk = part(other, PartKind.TALK)
    asha, base = client_of(harbour.asha), f"/c/{harbour.circle.public_id}/meetings/{other.public_id}/friend/"
    assert send(asha, f"{base}{yes.public_id}/say/{talk.public_id}/", body=BODY).status_code == 404
    assert asha.get(f"{base}{yes.public_id}/").status_code == 404
    assert not Said.objects.exists()


def test_it_ends_with_the_meeting(harbour, now, meeting, yes):
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    nothing_happens(yes, harbour.asha, harbour, meeting, now)


@pytest.mark.parametrize("who", ["dee", "asha"])
def test_it_ends_when_either_leaves_and_does_not_come_back_with_them(harbour, now, meeting, yes, who):
    member = getattr(harbour, who)
    leave(by=member, now=now + timedelta(minutes=1))
    nothing_happens(yes, harbour.asha, harbour, meeting, now)
    later = now + timedelta(minutes=2)
    place = {"name": member.name, "shape": member.shape, "colour": member.colour, "standing": "for_myself"}
    invitation = invite(by=harbour.tom, now=later)
    join(person=member.person, invitation=invitation, now=later, **place, organisation=None)
    harbour.asha.refresh_from_db()
    nothing_happens(yes, harbour.asha, harbour, meeting, later)


def test_a_friend_of_a_friend_is_nobodys_friend(harbour, now, meeting, yes):
    of_asha = friends.ask(meeting=meeting, by=harbour.asha, friend=harbour.marcus, now=now)
    nothing_happens(yes, harbour.marcus, harbour, meeting, now)
    friends.say_for(yes=of_asha, by=harbour.marcus, part=part(meeting, PartKind.TALK), body=BODY, now=now)
    assert Words.objects.get(said__isnull=False).author == harbour.asha.person


def test_one_friend_at_a_time_and_nobody_is_their_own(harbour, now, meeting, yes):
    friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.marcus, now=now)
    nothing_happens(yes, harbour.asha, harbour, meeting, now)
    with pytest.raises(NotYourFriend):
        friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.dee, now=now)
    row = {"circle": harbour.circle, "meeting": meeting, "whose": harbour.dee, "since": now}
    for friend in (harbour.dee, harbour.tom):
        with pytest.raises(IntegrityError), transaction.atomic():
            Friend.objects.create(**row, friend=friend)


def test_a_friend_from_another_circle_is_refused(harbour, hillside, now, meeting):
    with pytest.raises(NotYourFriend):
        friends.ask(meeting=meeting, by=harbour.dee, friend=hillside.bo, now=now)
    leave(by=harbour.asha, now=now)
    with pytest.raises(NotHere):
        friends.ask(meeting=meeting, by=harbour.dee, friend=harbour.asha, now=now)


def test_a_position_in_somebodys_name_is_one_position_and_the_friend_does_not_see_the_one_before(
    harbour, now, meeting, yes
):
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="Tea at two.", now=now)
    current = go(meeting, PartKind.DECISION, by=harbour.tom, now=now)
    said.take_up(meeting=current, part=part(meeting, PartKind.DECISION), proposal=proposal, by=harbour.tom, now=now)
    take_position(proposal=proposal, by=harbour.dee, kind="concern", concern="My bus goes at two.", now=now)
    address = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/friend/{yes.public_id}/"
    page = text_of(client_of(harbour.asha).get(address))
    assert "Tea at two." in page
    assert "My bus goes at two." not in page
    assert "checked" not in page
    given = {"yes": yes, "by": harbour.asha, "proposal": proposal, "now": now}
    friends.position_for(**given, kind="agree", concern="")
    friends.position_for(**given, kind="stand_aside", concern="")
    assert Position.objects.get().kind == "stand_aside"
    assert [each.what for each in done_for(viewer=harbour.dee, meeting=meeting)] == ["position", "position"]


def test_a_position_on_anything_but_what_is_decided_now_is_refused(harbour, now, meeting, yes):
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="Tea at two.", now=now)
    with pytest.raises(NotYourFriend, match="proposal"):
        friends.position_for(yes=yes, by=harbour.asha, proposal=proposal, kind="agree", concern="", now=now)


def test_the_card_says_yes_and_brings_in_nobody(harbour, now, meeting):
    code = make_card(person=harbour.dee.person, now=now)
    wrong = make_card(person=harbour.marcus.person, now=now)
    asha, base = client_of(harbour.asha), f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/friend/"
    refused = send(asha, f"{base}by-card/", whose=harbour.dee.public_id, code=wrong)
    assert refused.status_code == 422
    assert wrong not in text_of(refused)
    assert not Friend.objects.exists()
    answer = send(asha, f"{base}by-card/", whose=harbour.dee.public_id, code=code)
    yes = Friend.objects.get()
    assert (yes.whose, yes.friend) == (harbour.dee, harbour.asha)
    assert answer["Location"] == f"{base}{yes.public_id}/"
    assert asha.session["person"] == harbour.asha.person.pk
    with pytest.raises(NotTheCode):
        friends.ask_by_card(meeting=meeting, whose=harbour.tom, by=harbour.asha, code=code, where="here", now=now)


def test_what_was_typed_is_given_back_when_it_has_ended(harbour, now, meeting, yes):
    asha, base = client_of(harbour.asha), f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/friend/"
    talk = part(meeting, PartKind.TALK)
    friends.end(yes=yes, by=harbour.dee, now=now)
    late = send(asha, f"{base}{yes.public_id}/say/{talk.public_id}/", body=BODY)
    assert late.status_code == 404
    assert BODY in text_of(late)


def test_pages_say_it_to_the_two_of_them_alone(harbour, now, meeting, yes):
    base = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/friend/"
    asha = client_of(harbour.asha)
    send(asha, f"{base}{yes.public_id}/say/{meeting.current.public_id}/", body=BODY)
    assert "What came into your name by another hand" in text_of(client_of(harbour.dee).get(base))
    assert "You write for" in text_of(asha.get(base))
    for page in (text_of(client_of(harbour.tom).get(base)), text_of(asha.get(base))):
        assert "What came into your name" not in page
    assert "You write for" not in text_of(client_of(harbour.tom).get(base))


def test_a_form_sent_twice_says_it_once_and_one_without_words_asks_for_them(harbour, now, meeting, yes):
    asha, base = client_of(harbour.asha), f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/friend/"
    say = f"{base}{yes.public_id}/say/{meeting.current.public_id}/"
    assert "Please write something here." in text_of(send(asha, say, body="  "))
    for _twice in range(2):
        send(asha, say, body=BODY, key="the-same-key")
    assert Said.objects.count() == 1
    answer = send(asha, f"{base}{yes.public_id}/do/answer/", answer="nonsense")
    assert answer["Location"] == f"{base}{yes.public_id}/"
    assert not Answer.objects.exists()
    nobody = send(client_of(harbour.dee), f"{base}ask/", friend="nonsense")
    assert "Please choose one of these." in text_of(nobody)


@pytest.mark.usefixtures("that_evening")
def test_a_card_that_is_tried_too_often_waits(harbour, now, meeting):
    asha, base = client_of(harbour.asha), f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/friend/"
    wrong = {"whose": harbour.dee.public_id, "code": "0000 0000 0000 0000"}
    answers = [text_of(send(asha, f"{base}by-card/", **wrong)) for _each in range(CARDS_FROM.times + 1)]
    assert "This is not the code of their card." in answers[0]
    assert "There were many tries." in answers[-1]
    assert not Friend.objects.exists()
