"""What nobody else sees, nobody else's phone hears of either: an event without news would tell on somebody."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from handinhand.care.queries.check_ins import mine
from handinhand.circles.actions import leave
from handinhand.decisions.actions import ask, close_positions, open_positions, propose, take_position
from handinhand.live.queries import versions_of
from handinhand.meetings.actions import rooms, said, turns
from handinhand.meetings.actions.answers import answer
from handinhand.meetings.choices import AnswerKind, PartKind
from handinhand.meetings.models import Seat
from handinhand.meetings.queries.rooms import room_for
from handinhand.words.actions import change, put_back, take_back
from handinhand.words.models import Words
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go, make_meeting, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def heard(harbour: Group):
    """What everybody's phones heard since they last asked: the channels that were told, but for one's own."""
    seen: dict[str, int] = {}

    def since(meeting) -> set[str]:
        channels = [harbour.scope.public_id, meeting.scope.public_id]
        channels += [each.person.public_id for each in harbour.members.values() if each != harbour.dee]
        now = versions_of(channels)
        told = {channel for channel in channels if now[channel] != seen.get(channel, 0)}
        seen.update(now)
        return told

    return since


def room_of(harbour: Group, meeting, name: str) -> str:
    """The room's page as somebody sees it, without what is new in every answer."""
    seen = room_for(viewer=harbour.members[name], meeting=fresh(meeting), now=timezone.now())
    lines = [(line.member, line.words.body) for line in seen.lines + seen.how_people_are]
    shown = [seen.turn, seen.asked_again, seen.waiting, seen.people, lines, seen.proposals]
    panel = seen.panel and (seen.panel.positions, seen.panel.questions, seen.panel.next_step, seen.panel.result)
    return repr([*shown, panel])


def quietly(harbour: Group, meeting, heard, act: Callable[[], object]) -> None:
    """Do something of Dee's; nobody else's page is changed by it, and nobody else's phone hears of it."""
    before = {name: room_of(harbour, meeting, name) for name in ("Tom", "Asha", "Nia")}
    heard(meeting)
    act()
    assert heard(meeting) == set()
    assert {name: room_of(harbour, meeting, name) for name in before} == before


def test_where_somebody_stands_until_positions_close(harbour, now, heard):
    meeting = go(begin(harbour, now=now), PartKind.DECISION, by=harbour.tom, now=now)
    proposal = propose(circle=harbour.circle, scope=meeting.scope, by=harbour.tom, text="Tea first.", now=now)
    said.take_up(meeting=meeting, part=part(meeting, PartKind.DECISION), proposal=proposal, by=harbour.tom, now=now)

    def take(kind: str, concern: str = "") -> Callable[[], object]:
        return lambda: take_position(proposal=proposal, by=harbour.dee, kind=kind, concern=concern, now=now)

    for act in (
        take("agree"),
        take("concern", "And who makes it?"),
        take("concern", "And who makes it, every week?"),
        take("stand_aside"),
        take("concern", "No milk."),
        lambda: take_back(words=Words.objects.get(author=harbour.dee.person), by=harbour.dee.person),
        lambda: put_back(words=Words.objects.get(author=harbour.dee.person), by=harbour.dee.person),
        take("live_with"),
    ):
        quietly(harbour, meeting, heard, act)
    ask(proposal=proposal, by=harbour.dee, text="Which tea?", now=now)
    assert heard(meeting) == {meeting.scope.public_id}


def test_ideas_that_are_not_open_and_what_is_kept_to_oneself(harbour, now, heard):
    meeting = go(begin(harbour, now=now), PartKind.IDEAS, by=harbour.tom, now=now)
    ideas, dee = part(meeting, PartKind.IDEAS), harbour.dee

    def own() -> Words:
        return Words.objects.select_related("scope").get(author=dee.person)

    quietly(
        harbour,
        meeting,
        heard,
        lambda: said.say(meeting=meeting, part=ideas, by=dee, body="A chair.", keep=False, now=now, question=None),
    )
    quietly(harbour, meeting, heard, lambda: change(words=own(), by=dee.person, body="Two chairs."))
    quietly(harbour, meeting, heard, lambda: take_back(words=own(), by=dee.person))
    quietly(harbour, meeting, heard, lambda: put_back(words=own(), by=dee.person))
    rooms.open_ideas(meeting=meeting, by=harbour.tom, now=now, part=ideas)
    assert heard(meeting) == {meeting.scope.public_id}
    assert "Two chairs." in room_of(harbour, meeting, "Asha")


def test_how_somebody_is_when_it_is_for_nobody_else(harbour, now, heard):
    meeting = begin(harbour, now=now)
    quietly(
        harbour,
        meeting,
        heard,
        lambda: said.say_how_i_am(meeting=meeting, by=harbour.dee, body="Tired.", to_meeting=False, now=now),
    )
    kept = mine(person=harbour.dee.person)[0]
    quietly(harbour, meeting, heard, lambda: change(words=kept.words, by=harbour.dee.person, body="Very tired."))


@pytest.mark.parametrize("kind", [PartKind.ARRIVING, PartKind.TALK, PartKind.IDEAS, PartKind.BREAK, PartKind.LEAVING])
def test_stepping_out_and_coming_back(harbour, now, heard, kind):
    meeting = begin(harbour, now=now)
    if kind != PartKind.ARRIVING:
        meeting = go(meeting, kind, by=harbour.tom, now=now)
    quietly(harbour, meeting, heard, lambda: rooms.step_out(meeting=meeting, by=harbour.dee, now=now))
    quietly(harbour, meeting, heard, lambda: rooms.come_in(meeting=meeting, by=harbour.dee, now=now))


def test_stepping_out_of_a_round_when_it_is_somebody_elses_turn(harbour, now, heard):
    meeting = go(begin(harbour, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    Seat.objects.filter(member=harbour.dee).update(order=9)
    quietly(harbour, meeting, heard, lambda: rooms.step_out(meeting=meeting, by=harbour.dee, now=now))
    quietly(harbour, meeting, heard, lambda: rooms.come_in(meeting=meeting, by=harbour.dee, now=now))


def test_stepping_out_in_ones_turn_moves_it_on_for_everybody(harbour, now, heard):
    meeting = go(begin(harbour, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    turn = room_for(viewer=harbour.tom, meeting=meeting, now=now).turn
    heard(meeting)
    rooms.step_out(meeting=meeting, by=turn, now=now)
    assert meeting.scope.public_id in heard(meeting)


def test_an_answer_of_not_this_time(harbour, now, heard):
    meeting = make_meeting(harbour, now=now)
    page = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/"
    before = len(text_of(client_of(harbour.asha).get(page)))
    for _again in range(2):
        quietly(
            harbour,
            meeting,
            heard,
            lambda: answer(meeting=meeting, by=harbour.dee, kind=AnswerKind.NOT_THIS_TIME, now=now),
        )
    assert len(text_of(client_of(harbour.asha).get(page))) == before
    answer(meeting=meeting, by=harbour.dee, kind=AnswerKind.COMING, now=now)
    assert heard(meeting) == {meeting.scope.public_id}
    answer(meeting=meeting, by=harbour.dee, kind=AnswerKind.NOT_THIS_TIME, now=now)
    assert heard(meeting) == {meeting.scope.public_id}


def test_ideas_and_concerns_of_somebody_who_left_are_never_opened(harbour, now):
    meeting = go(begin(harbour, now=now), PartKind.IDEAS, by=harbour.tom, now=now)
    ideas = part(meeting, PartKind.IDEAS)
    for who in (harbour.dee, harbour.asha):
        said.say(meeting=meeting, part=ideas, by=who, body=f"Of {who.name}.", keep=False, now=now, question=None)
    leave(by=harbour.dee, now=now)
    rooms.open_ideas(meeting=meeting, by=harbour.tom, now=now, part=ideas)
    assert [line.words.body for line in room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).lines] == [
        "Of Asha."
    ]
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    assert [each.body for each in Words.objects.visible_to(harbour.marcus.person)] == ["Of Asha."]

    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="Tea first.", now=now)
    open_positions(proposal=proposal, by=harbour.tom, now=now)
    take_position(proposal=proposal, by=harbour.asha, kind="concern", concern="Whose cups?", now=now)
    take_position(proposal=proposal, by=harbour.sam, kind="agree", now=now)
    leave(by=harbour.asha, now=now)
    close_positions(proposal=proposal, by=harbour.tom, now=now)
    assert "Whose cups?" not in [each.body for each in Words.objects.visible_to(harbour.tom.person)]


@pytest.mark.parametrize("go_away", [rooms.step_out, leave], ids=["steps out", "leaves"])
def test_the_word_goes_on_when_whoever_has_it_goes(harbour, now, go_away):
    meeting = go(begin(harbour, now=now), PartKind.TALK, by=harbour.tom, now=now)
    for who in (harbour.dee, harbour.asha, harbour.marcus):
        turns.raise_hand(meeting=meeting, by=who, now=now)
    away = {} if go_away is leave else {"meeting": meeting}
    go_away(by=harbour.dee, now=now, **away)
    seen = room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now)
    following = seen.turn
    assert following in {harbour.asha, harbour.marcus}
    assert seen.waiting == [each for each in (harbour.asha, harbour.marcus) if each != following]
    assert room_for(viewer=following, meeting=fresh(meeting), now=now).my_turn
    turns.end_turn(meeting=meeting, by=following, now=now, whose=following.public_id)
    assert room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn == seen.waiting[0]
    turns.end_turn(meeting=meeting, by=harbour.tom, now=now, whose=seen.waiting[0].public_id)
    assert room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn is None


def test_hands_are_of_those_who_came_in(harbour, now):
    meeting = go(begin(harbour, now=now), PartKind.TALK, by=harbour.tom, now=now)
    with pytest.raises(rooms.NotNow):
        turns.raise_hand(meeting=meeting, by=harbour.nia, now=now)
    assert room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn is None


def test_a_pass_that_arrives_twice_leaves_the_second_offer(harbour, now):
    meeting = go(begin(harbour, now=now, come=("Tom",)), PartKind.ROUND, by=harbour.tom, now=now)
    address = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/room/do/pass/"
    for key in ("from-one-phone", "from-another-phone"):
        client_of(harbour.tom).post(address, {"key": key, "whose": harbour.tom.public_id, "again": "no"})
    seen = room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now)
    assert seen.my_turn
    assert seen.asked_again
    client_of(harbour.tom).post(address, {"key": "the-second-offer", "whose": harbour.tom.public_id, "again": "yes"})
    assert room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).round_over
