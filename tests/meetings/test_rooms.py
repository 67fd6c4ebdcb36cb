"""Opening, holding, going on and closing; coming in and stepping out."""

from datetime import datetime, timedelta

import pytest

from handinhand.ledger.models import Entry
from handinhand.meetings.actions import rooms, said, turns
from handinhand.meetings.choices import MeetingState, PartKind, Wider
from handinhand.meetings.models import Attendance, Hand, Said, Seat
from handinhand.meetings.queries.rooms import room_for
from handinhand.meetings.queries.summaries import summary_for
from handinhand.words.actions import take_back
from handinhand.words.models import Words
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go, make_meeting, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_whoever_begins_holds_and_the_ledger_says_so(harbour: Group, now: datetime) -> None:
    meeting = begin(harbour, now=now)
    assert meeting.state == MeetingState.OPEN
    assert meeting.holder == harbour.tom
    assert meeting.current == part(meeting, PartKind.ARRIVING)
    assert [entry.power for entry in Entry.objects.filter(object_id=meeting.public_id)] == ["open_meeting"]


def test_two_people_who_begin_at_once_begin_one_meeting(harbour: Group, now: datetime) -> None:
    meeting = make_meeting(harbour, now=now)
    rooms.begin(meeting=meeting, by=harbour.tom, now=now)
    rooms.begin(meeting=meeting, by=harbour.dee, now=now)
    assert fresh(meeting).holder == harbour.tom
    assert Attendance.objects.filter(meeting=meeting).count() == 2


def test_holding_is_picked_up_in_one_tap(harbour: Group, now: datetime) -> None:
    meeting = begin(harbour, now=now)
    rooms.hold(meeting=meeting, by=harbour.dee, now=now)
    meeting = fresh(meeting)
    assert meeting.holder == harbour.dee
    with pytest.raises(rooms.NotNow):
        rooms.close(meeting=meeting, by=harbour.tom, now=now)


def test_a_tap_sent_twice_goes_on_once(harbour: Group, now: datetime) -> None:
    meeting = begin(harbour, now=now)
    leave, talk = meeting.current.public_id, part(meeting, PartKind.TALK)
    rooms.go_to(meeting=meeting, by=harbour.tom, now=now, leave=leave, part=talk)
    meeting = go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    rooms.go_to(meeting=meeting, by=harbour.tom, now=now, leave=leave, part=talk)
    assert fresh(meeting).current.kind == PartKind.ROUND


def test_everybody_is_asked_passing_is_asked_again_and_nobody_keeps_it(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    asked, passed = [], set()
    while (turn := room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn) is not None:
        asked.append(turn.name)
        if turn.name in {"Dee", "Asha"} and turn.name not in passed:
            passed.add(turn.name)
            turns.pass_turn(meeting=meeting, by=turn, now=now, whose=turn.public_id)
        else:
            turns.end_turn(meeting=meeting, by=turn, now=now, whose=turn.public_id)
    assert sorted(asked[:4]) == ["Asha", "Dee", "Marcus", "Tom"]
    assert sorted(asked[4:]) == ["Asha", "Dee"]
    go(meeting, PartKind.IDEAS, by=harbour.tom, now=now)
    assert not Seat.objects.exists()


def test_a_turn_ended_twice_ends_one_turn(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    first = room_for(viewer=harbour.tom, meeting=meeting, now=now).turn
    for _ in range(2):
        turns.end_turn(meeting=meeting, by=first, now=now, whose=first.public_id)
    assert Seat.objects.filter(outcome="took").count() == 1


def test_somebody_elses_turn_is_theirs(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    turn = room_for(viewer=harbour.tom, meeting=meeting, now=now).turn
    other = next(each for each in (harbour.dee, harbour.asha) if each != turn)
    with pytest.raises(rooms.NotNow):
        turns.pass_turn(meeting=meeting, by=other, now=now, whose=turn.public_id)


def test_stepping_out_in_a_turn_hands_it_on_and_coming_back_is_asked(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    turn = room_for(viewer=harbour.tom, meeting=meeting, now=now).turn
    rooms.step_out(meeting=meeting, by=turn, now=now)
    following = room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn
    assert following != turn
    rooms.come_in(meeting=meeting, by=turn, now=now)
    assert room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn == following
    asked = []
    while (now_asked := room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn) is not None:
        asked.append(now_asked)
        turns.end_turn(meeting=meeting, by=now_asked, now=now, whose=now_asked.public_id)
    assert asked[0] == following
    assert asked[-1] == turn
    assert len(asked) == len(set(asked)) == 4


def test_whoever_comes_back_when_nobody_has_the_turn_has_it(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    rooms.step_out(meeting=meeting, by=harbour.dee, now=now)
    while (turn := room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn) is not None:
        turns.end_turn(meeting=meeting, by=turn, now=now, whose=turn.public_id)
    rooms.come_in(meeting=meeting, by=harbour.dee, now=now)
    assert room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn == harbour.dee


def test_whoever_comes_while_those_who_passed_are_asked_again_takes_nobodys_turn(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    rooms.step_out(meeting=meeting, by=harbour.dee, now=now)
    for _ in range(3):
        turn = room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn
        turns.pass_turn(meeting=meeting, by=turn, now=now, whose=turn.public_id)
    seen = room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now)
    assert seen.asked_again
    for late in (harbour.dee, harbour.nia):
        rooms.come_in(meeting=meeting, by=late, now=now)
        assert room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn == seen.turn
    asked = []
    while (turn := room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn) is not None:
        asked.append(turn)
        turns.end_turn(meeting=meeting, by=turn, now=now, whose=turn.public_id)
    assert asked[3:] == [harbour.dee, harbour.nia]


def test_picking_up_holding_in_a_round_changes_nobodys_turn(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    turn = room_for(viewer=harbour.tom, meeting=meeting, now=now).turn
    rooms.hold(meeting=meeting, by=turn if turn != harbour.tom else harbour.dee, now=now)
    assert room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn == turn


def test_writing_in_a_round_is_a_turn(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    here = part(meeting, PartKind.ROUND)
    said.say(
        meeting=meeting, part=here, by=harbour.dee, body="Let me bring my dog.", keep=False, now=now, question=None
    )
    assert Seat.objects.get(member=harbour.dee).outcome == "took"


def test_hands_not_heard_yet_come_first(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.TALK, by=harbour.tom, now=now)
    turns.raise_hand(meeting=meeting, by=harbour.tom, now=now)
    turns.end_turn(meeting=meeting, by=harbour.tom, now=now, whose=harbour.tom.public_id)
    turns.raise_hand(meeting=meeting, by=harbour.asha, now=now)
    turns.raise_hand(meeting=meeting, by=harbour.tom, now=now + timedelta(seconds=1))
    turns.raise_hand(meeting=meeting, by=harbour.dee, now=now + timedelta(seconds=2))
    seen = room_for(viewer=harbour.marcus, meeting=fresh(meeting), now=now)
    assert seen.turn == harbour.asha
    assert seen.waiting == [harbour.dee, harbour.tom]
    turns.lower_hand(meeting=meeting, by=harbour.dee, now=now)
    turns.end_turn(meeting=meeting, by=harbour.tom, now=now, whose=harbour.asha.public_id)
    assert room_for(viewer=harbour.marcus, meeting=fresh(meeting), now=now).turn == harbour.tom


def test_ideas_are_ones_own_until_all_are_opened(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.IDEAS, by=harbour.tom, now=now)
    here = part(meeting, PartKind.IDEAS)
    for who in (harbour.dee, harbour.asha):
        said.say(meeting=meeting, part=here, by=who, body=f"Idea of {who.name}", keep=False, now=now, question=None)
    assert [line.words.body for line in room_for(viewer=harbour.dee, meeting=meeting, now=now).lines] == ["Idea of Dee"]
    assert room_for(viewer=harbour.marcus, meeting=meeting, now=now).lines == []
    rooms.open_ideas(meeting=meeting, by=harbour.tom, now=now, part=here)
    lines = room_for(viewer=harbour.marcus, meeting=fresh(meeting), now=now).lines
    assert {(line.member.name, line.words.body) for line in lines} == {("Dee", "Idea of Dee"), ("Asha", "Idea of Asha")}


def test_an_idea_written_while_the_others_open_stays_its_authors(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.IDEAS, by=harbour.tom, now=now)
    here = part(meeting, PartKind.IDEAS)
    rooms.open_ideas(meeting=meeting, by=harbour.tom, now=now, part=here)
    late = said.say(meeting=meeting, part=here, by=harbour.dee, body="Late", keep=False, now=now, question=None)
    assert room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).lines == []
    said.share_kept(
        said=Said.objects.select_related("part", "meeting", "words").get(pk=late.pk), by=harbour.dee, now=now
    )
    assert [line.words.body for line in room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).lines] == ["Late"]


def test_words_need_somebody_who_is_in_the_meeting(harbour: Group, now: datetime) -> None:
    meeting = begin(harbour, now=now)
    with pytest.raises(rooms.NotNow):
        said.say(
            meeting=meeting,
            part=part(meeting, PartKind.ARRIVING),
            by=harbour.nia,
            body="Hello",
            keep=False,
            now=now,
            question=None,
        )
    assert not Words.objects.exists()


def test_closing_forgets_what_was_passing_and_opens_what_was_written(harbour: Group, now: datetime) -> None:
    meeting = go(begin(harbour, now=now), PartKind.TALK, by=harbour.tom, now=now)
    turns.raise_hand(meeting=meeting, by=harbour.dee, now=now)
    meeting = go(meeting, PartKind.IDEAS, by=harbour.tom, now=now)
    here = part(meeting, PartKind.IDEAS)
    said.say(meeting=meeting, part=here, by=harbour.dee, body="An idea", keep=False, now=now, question=None)
    rooms.step_out(meeting=meeting, by=harbour.asha, now=now)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    assert fresh(meeting).state == MeetingState.CLOSED
    assert not Hand.objects.exists()
    assert not Attendance.objects.filter(is_out=True).exists()
    assert Words.objects.visible_to(harbour.marcus.person).get().body == "An idea"


def test_the_list_stands_once_closed(harbour: Group, now: datetime) -> None:
    meeting = begin(harbour, now=now)
    rooms.close(meeting=meeting, by=harbour.tom, now=now)
    with pytest.raises(rooms.NotNow):
        rooms.come_in(meeting=fresh(meeting), by=harbour.nia, now=now)


def test_words_go_beyond_the_meeting_only_when_their_author_says_so(harbour: Group, now: datetime) -> None:
    meeting = begin(harbour, now=now)
    here = part(meeting, PartKind.ARRIVING)
    for who in (harbour.dee, harbour.asha):
        said.say(meeting=meeting, part=here, by=who, body=f"From {who.name}", keep=False, now=now, question=None)
    rooms.close(meeting=meeting, by=harbour.tom, now=now)
    meeting = fresh(meeting)
    mine = summary_for(viewer=harbour.dee, meeting=meeting, now=now).to_ask
    assert [line.words.body for line in mine] == ["From Dee"]
    assert summary_for(viewer=harbour.nia, meeting=meeting, now=now).parts[0].lines == []
    said.let_further(said=mine[0].said, by=harbour.dee, wider=Wider.YES)
    outside = summary_for(viewer=harbour.nia, meeting=meeting, now=now).parts[0].lines
    assert [line.words.body for line in outside] == ["From Dee"]
    assert len(summary_for(viewer=harbour.tom, meeting=meeting, now=now).parts[0].lines) == 2
    said.let_further(said=mine[0].said, by=harbour.dee, wider=Wider.NO)
    assert summary_for(viewer=harbour.nia, meeting=meeting, now=now).parts[0].lines == []


def test_words_taken_back_leave_the_summary(harbour: Group, now: datetime) -> None:
    meeting = begin(harbour, now=now)
    here = part(meeting, PartKind.ARRIVING)
    kept = said.say(meeting=meeting, part=here, by=harbour.dee, body="Hello", keep=False, now=now, question=None)
    rooms.close(meeting=meeting, by=harbour.tom, now=now)
    take_back(words=kept.words, by=harbour.dee.person)
    assert summary_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).parts[0].lines == []
    assert [line.words.body for line in summary_for(viewer=harbour.dee, meeting=fresh(meeting), now=now).kept] == [
        "Hello"
    ]
