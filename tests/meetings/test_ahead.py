"""What is sent ahead is its author's alone until its part begins, and then counts like anything said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.decisions.actions import lay_aside, open_positions, propose, take_position
from handinhand.decisions.models import Position
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import ahead, planning, rooms, said, turns
from handinhand.meetings.actions.answers import answer
from handinhand.meetings.choices import AnswerKind, PartKind
from handinhand.meetings.models import Ahead, Answer, Said
from handinhand.meetings.queries.ahead import ahead_page
from handinhand.meetings.queries.rooms import room_for
from handinhand.meetings.queries.summaries import summary_for
from handinhand.meetings.queries.turns import round_turn
from handinhand.words.actions import change, put_back, take_back
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.meetings.plans import invited
from tests.meetings.plans import named as part_named
from tests.meetings.rooms import fresh, go, make_meeting, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BODY = "The door was locked when I came."


@pytest.fixture
def meeting(harbour, now):
    return make_meeting(harbour, now=now)


def send_ahead(meeting, who, kind=PartKind.ROUND, body=BODY, *, now):
    return ahead.send(meeting=fresh(meeting), part=part(meeting, kind), by=who, body=body, now=now)


def bodies(meeting, viewer):
    return [line.words.body for line in room_for(viewer=viewer, meeting=fresh(meeting), now=timezone.now()).lines]


def begin(meeting, harbour, now, *also):
    rooms.begin(meeting=meeting, by=harbour.tom, now=now)
    for who in also:
        rooms.come_in(meeting=fresh(meeting), by=who, now=now)


def can_read(person):
    return Words.objects.visible_to(person).filter(author__isnull=False).exists()


@pytest.mark.parametrize("kind", [PartKind.TALK, PartKind.ROUND, PartKind.LEAVING, PartKind.ARRIVING])
def test_nobody_else_sees_it_until_its_part_begins(harbour, now, meeting, kind):
    send_ahead(meeting, harbour.dee, kind, now=now)
    for who in harbour.members.values():
        answer(meeting=fresh(meeting), by=who, kind=AnswerKind.COMING, now=now)
        assert can_read(who.person) == (who == harbour.dee)
    begin(meeting, harbour, now)
    if kind != PartKind.ARRIVING:
        assert not can_read(harbour.tom.person)
        go(meeting, kind, by=harbour.tom, now=now)
    assert bodies(meeting, harbour.tom) == [BODY]
    assert not Ahead.objects.exists()


def test_ideas_sent_ahead_are_opened_with_the_others(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, PartKind.IDEAS, now=now)
    begin(meeting, harbour, now)
    current = go(meeting, PartKind.IDEAS, by=harbour.tom, now=now)
    assert not can_read(harbour.tom.person)
    rooms.open_ideas(meeting=current, by=harbour.tom, now=now, part=part(meeting, PartKind.IDEAS))
    assert bodies(meeting, harbour.tom) == [BODY]


def test_in_a_round_somebody_who_is_not_there_has_their_turn_in_place(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, now=now)
    begin(meeting, harbour, now, harbour.asha)
    current = go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    members = {each.public_id: each for each in harbour.members.values()}
    order = []
    while (turn := round_turn(part(meeting, PartKind.ROUND))) is not None:
        seen = room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now)
        assert seen.turn.public_id == turn.who
        assert seen.turn_is_read == (turn.who == harbour.dee.public_id)
        order.append(members[turn.who].name)
        turns.end_turn(meeting=current, by=harbour.tom, now=now, whose=turn.who)
    assert sorted(order) == ["Asha", "Dee", "Tom"]
    assert room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).round_over


def test_the_page_reads_the_words_in_their_turn(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, now=now)
    begin(meeting, harbour, now)
    current = go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    turns.end_turn(meeting=current, by=harbour.tom, now=now, whose=harbour.tom.public_id)
    page = text_of(client_of(harbour.tom).get(f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/room/"))
    assert "sent words ahead. Somebody reads them out now." in page
    assert page.count(BODY) == 2


def test_words_taken_back_have_no_turn(harbour, now, meeting):
    sent = send_ahead(meeting, harbour.dee, now=now)
    take_back(words=sent.words, by=harbour.dee.person)
    begin(meeting, harbour, now)
    go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    assert not part(meeting, PartKind.ROUND).seats.filter(member=harbour.dee).exists()
    assert bodies(meeting, harbour.tom) == []


def test_words_taken_back_in_the_round_lose_their_turn_and_nothing_stands_still(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, now=now)
    begin(meeting, harbour, now)
    current = go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    take_back(words=Words.objects.get(author=harbour.dee.person), by=harbour.dee.person)
    turns.end_turn(meeting=current, by=harbour.tom, now=now, whose=harbour.tom.public_id)
    assert round_turn(part(meeting, PartKind.ROUND)) is None
    for who in (harbour.tom, harbour.dee):
        seen = room_for(viewer=who, meeting=fresh(meeting), now=now)
        assert seen.round_over


def test_who_comes_after_their_words_were_read_is_asked_once_more(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, now=now)
    begin(meeting, harbour, now)
    current = go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    for who in (harbour.tom, harbour.dee):
        while (turn := round_turn(part(meeting, PartKind.ROUND))) and turn.who != who.public_id:
            turns.pass_turn(meeting=current, by=harbour.tom, now=now, whose=turn.who)
    turns.end_turn(meeting=current, by=harbour.tom, now=now, whose=harbour.dee.public_id)
    rooms.come_in(meeting=fresh(meeting), by=harbour.dee, now=now)
    seat = part(meeting, PartKind.ROUND).seats.get(member=harbour.dee)
    assert seat.outcome == "passed"


def test_who_comes_before_their_turn_has_one_turn(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, now=now)
    begin(meeting, harbour, now, harbour.dee)
    go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    assert part(meeting, PartKind.ROUND).seats.filter(member=harbour.dee).count() == 1
    assert bodies(meeting, harbour.tom) == [BODY]


def test_sending_says_that_one_takes_part_in_writing_and_an_answer_given_stays(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, now=now)
    assert Answer.objects.get(member=harbour.dee).kind == AnswerKind.WRITING
    answer(meeting=fresh(meeting), by=harbour.asha, kind=AnswerKind.COMING, now=now)
    send_ahead(meeting, harbour.asha, now=now)
    assert Answer.objects.get(member=harbour.asha).kind == AnswerKind.COMING
    assert not Entry.objects.exists()


def test_who_will_not_take_part_after_all_shows_nothing_and_keeps_it(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, now=now)
    answer(meeting=fresh(meeting), by=harbour.dee, kind=AnswerKind.NOT_THIS_TIME, now=now)
    begin(meeting, harbour, now)
    go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    assert bodies(meeting, harbour.tom) == []
    page = ahead_page(viewer=harbour.dee, meeting=fresh(meeting))
    assert [each.ahead.words.body for each in page.sent] == [BODY]
    assert not page.belongs


def test_who_left_the_circle_shows_nothing(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, now=now)
    leave(by=harbour.dee, now=now)
    begin(meeting, harbour, now)
    go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    assert bodies(meeting, harbour.tom) == []
    assert not part(meeting, PartKind.ROUND).seats.filter(member=harbour.dee).exists()
    assert not Said.objects.exists()


def test_a_part_can_be_taken_out_without_telling_and_the_words_move_on(harbour, now):
    meeting = invited(harbour, now=now)
    chosen = next(each for each in meeting.parts.all() if each.kind == PartKind.ROUND)
    other = next(each for each in meeting.parts.all() if each.kind == PartKind.TALK)
    sent = ahead.send(meeting=meeting, part=chosen, by=harbour.dee, body=BODY, now=now)
    planning.remove_part(part=part_named(meeting, chosen.title), by=harbour.tom, now=now)
    page = ahead_page(viewer=harbour.dee, meeting=fresh(meeting))
    assert page.has_strays
    assert page.sent[0].ahead.words.body == BODY
    sent.refresh_from_db()
    ahead.move(sent=sent, part=other, by=harbour.dee, now=now)
    assert not ahead_page(viewer=harbour.dee, meeting=fresh(meeting)).has_strays


def test_a_meeting_that_closes_before_the_part_leaves_it_to_its_author_who_can_share_it(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, PartKind.LEAVING, now=now)
    begin(meeting, harbour, now)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    assert summary_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).said is False
    kept = summary_for(viewer=harbour.dee, meeting=fresh(meeting), now=now).kept
    assert [line.words.body for line in kept] == [BODY]
    said.share_kept(said=kept[0].said, by=harbour.dee, now=now)
    assert summary_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).said


def test_it_stands_in_the_summary_like_anything_said(harbour, now, meeting):
    send_ahead(meeting, harbour.dee, PartKind.TALK, now=now)
    begin(meeting, harbour, now)
    go(meeting, PartKind.TALK, by=harbour.tom, now=now)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    lines = [
        line for each in summary_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).parts for line in each.lines
    ]
    assert [(line.words.body, line.member) for line in lines] == [(BODY, harbour.dee)]


def test_it_can_be_changed_and_put_back_until_then(harbour, now, meeting):
    sent = send_ahead(meeting, harbour.dee, now=now)
    change(words=sent.words, by=harbour.dee.person, body="The door is open now.")
    take_back(words=sent.words, by=harbour.dee.person)
    put_back(words=sent.words, by=harbour.dee.person)
    begin(meeting, harbour, now)
    go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    assert bodies(meeting, harbour.tom) == ["The door is open now."]


@pytest.mark.parametrize("kind", [PartKind.BREAK, PartKind.DECISION])
def test_nothing_is_sent_ahead_for_a_part_without_writing(harbour, now, meeting, kind):
    with pytest.raises(ahead.NotAhead, match="Nothing is written for this part"):
        send_ahead(meeting, harbour.dee, kind, now=now)
    assert not Answer.objects.exists()
    assert not Words.objects.exists()


def test_nothing_is_sent_ahead_to_what_is_now_or_has_been(harbour, now, meeting):
    begin(meeting, harbour, now)
    with pytest.raises(ahead.NotAhead, match="happening now"):
        send_ahead(meeting, harbour.dee, PartKind.ARRIVING, now=now)
    go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    with pytest.raises(ahead.NotAhead, match="This part has been"):
        send_ahead(meeting, harbour.dee, PartKind.TALK, now=now)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    with pytest.raises(ahead.NotAhead, match="has been"):
        send_ahead(meeting, harbour.dee, now=now)


def a_proposal(harbour, now):
    return propose(circle=harbour.circle, scope=harbour.scope, by=harbour.asha, text="We meet at two.", now=now)


def take_up(meeting, proposal, harbour, now):
    current = go(meeting, PartKind.DECISION, by=harbour.tom, now=now)
    said.take_up(meeting=current, part=part(meeting, PartKind.DECISION), proposal=proposal, by=harbour.tom, now=now)


def test_a_position_sent_ahead_counts_once_the_proposal_is_taken_up(harbour, now, meeting):
    proposal = a_proposal(harbour, now)
    given = {"meeting": meeting, "proposal": proposal, "by": harbour.dee, "now": now}
    ahead.send_position(**given, kind="agree", concern="")
    ahead.send_position(**given, kind="concern", concern="Two is when I fetch my son.")
    assert not Position.objects.exists()
    begin(meeting, harbour, now)
    take_up(meeting, proposal, harbour, now)
    position = Position.objects.get(member=harbour.dee)
    assert (position.kind, position.words.body) == ("concern", "Two is when I fetch my son.")
    assert not Words.objects.visible_to(harbour.tom.person).filter(pk=position.words_id).exists()
    assert not Ahead.objects.exists()


def test_a_position_on_other_words_or_taken_back_does_not_count(harbour, now, meeting):
    proposal = a_proposal(harbour, now)
    ahead.send_position(meeting=meeting, proposal=proposal, by=harbour.dee, kind="agree", concern="", now=now)
    sent = ahead.send_position(
        meeting=meeting, proposal=proposal, by=harbour.marcus, kind="concern", concern="Why two?", now=now
    )
    take_back(words=sent.words, by=harbour.marcus.person)
    change(words=proposal.words, by=harbour.asha.person, body="We meet at three.")
    begin(meeting, harbour, now)
    proposal.refresh_from_db()
    take_up(meeting, proposal, harbour, now)
    assert not Position.objects.exists()
    assert ahead_page(viewer=harbour.dee, meeting=fresh(meeting)).sent[0].is_on_other_words


def test_what_somebody_said_since_then_stands(harbour, now, meeting):
    from_then = a_proposal(harbour, now)
    sent = ahead.send_position(meeting=meeting, proposal=from_then, by=harbour.dee, kind="agree", concern="", now=now)
    open_positions(proposal=from_then, by=harbour.tom, now=now)
    later = now + timedelta(minutes=1)
    take_position(proposal=from_then, by=harbour.dee, kind="stand_aside", now=later)
    assert Ahead.objects.filter(pk=sent.pk).exists()
    rooms.begin(meeting=meeting, by=harbour.tom, now=now)
    lay_aside(proposal=from_then)
    take_up(meeting, from_then, harbour, later)
    assert Position.objects.get(member=harbour.dee).kind == "stand_aside"


def test_the_pages_keep_what_was_typed_and_say_who_will_see_it(harbour, now, meeting):
    dee, base = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/ahead/"
    a_round = part(meeting, PartKind.ROUND)
    page = text_of(dee.get(f"{base}for/{a_round.public_id}/"))
    assert "Only you see this until this part begins." in page
    assert "By sending this you say that you take part in writing." in page
    begin(meeting, harbour, now)
    go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    late = send(dee, f"{base}for/{a_round.public_id}/", body=BODY)
    assert late.status_code == 422
    assert BODY in text_of(late)
    later = part(meeting, PartKind.LEAVING)
    send(dee, f"{base}for/{later.public_id}/", body=BODY, key="a-key-of-mine")
    send(dee, f"{base}for/{later.public_id}/", body=BODY, key="a-key-of-mine")
    assert Ahead.objects.count() == 1
    assert BODY in text_of(dee.get(base))
    assert BODY not in text_of(client_of(harbour.tom).get(base))


@pytest.mark.parametrize("body", ["", "   ", "\u2800", "a\x07b", "x" * 4001])
def test_what_cannot_be_kept_is_said_in_a_sentence_and_stays(harbour, now, meeting, body):
    dee, base = client_of(harbour.dee), f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/ahead/"
    answer = send(dee, f"{base}for/{part(meeting, PartKind.TALK).public_id}/", body=body)
    assert answer.status_code == 422
    assert "Nothing you wrote is lost." in text_of(answer)
    assert body.strip("\u2800\x07 ")[:50] in text_of(answer)
    assert not Ahead.objects.exists()
    assert not Answer.objects.exists()


def test_a_position_without_a_choice_or_a_concern_without_words_is_asked_again(harbour, now, meeting):
    proposal = a_proposal(harbour, now)
    base = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/ahead/"
    for form in ({}, {"kind": "nonsense"}, {"kind": "concern", "concern": ""}):
        answer = send(client_of(harbour.dee), f"{base}position/{proposal.public_id}/", **form)
        assert answer.status_code == 422
        assert "Something here needs another look" in text_of(answer)
    assert not Ahead.objects.exists()
    open_positions(proposal=proposal, by=harbour.tom, now=now)
    late = send(client_of(harbour.dee), f"{base}position/{proposal.public_id}/", kind="concern", concern=BODY)
    assert "Positions are open now" in text_of(late)
    assert BODY in text_of(late)


def test_words_of_another_are_moved_and_taken_back_by_nobody_else(harbour, now, meeting):
    sent = send_ahead(meeting, harbour.dee, now=now)
    base = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/ahead/{sent.public_id}/"
    talk = part(meeting, PartKind.TALK)
    for who in (harbour.tom, harbour.marcus):
        assert send(client_of(who), f"{base}move/", part=talk.public_id).status_code == 404
        assert send(client_of(who), f"{base}take-back/").status_code == 404
        ahead.move(sent=sent, part=talk, by=who, now=now)
        ahead.take_back_position(sent=sent, by=who)
    assert Ahead.objects.get().part.kind == PartKind.ROUND


def test_a_proposal_that_was_taken_back_is_shown_to_nobody_here(harbour, now, meeting):
    proposal = a_proposal(harbour, now)
    base = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/ahead/"
    ahead.send_position(meeting=meeting, proposal=proposal, by=harbour.dee, kind="agree", concern="", now=now)
    take_back(words=proposal.words, by=harbour.asha.person)
    dee = client_of(harbour.dee)
    for path in (base, f"{base}position/{proposal.public_id}/"):
        assert "We meet at two." not in text_of(dee.get(path))
    assert "The words were taken back." in text_of(dee.get(base))
