"""One phone for the room: turns by tapping, words that people want kept, and nothing of whose phone it is."""

import pytest

from handinhand.circles.actions import leave
from handinhand.circles.choices import Power
from handinhand.decisions.actions import propose, take_position
from handinhand.decisions.models import Position
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import phones, rooms, said, turns
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Attendance, DoneFor, Notes, OnPhone, Said
from handinhand.meetings.queries.friends import done_for
from handinhand.meetings.queries.turns import round_turn
from handinhand.words.actions import take_back
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BODY = "The kettle is what makes it a home."
SECRET = "I slept badly in the hostel."
STAND = "The hall is cold in winter."


@pytest.fixture
def meeting(harbour, now):
    """Tom holds it, Asha keeps the notes."""
    meeting = begin(harbour, now=now, come=("Tom", "Asha"))
    phones.carry(meeting=meeting, by=harbour.asha, now=now)
    return go(meeting, PartKind.TALK, by=harbour.tom, now=now)


def base(harbour, meeting):
    return f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/phone/"


@pytest.fixture
def phone(harbour, meeting):
    """Asha's phone, which is the room's."""
    client = client_of(harbour.asha)
    assert send(client, f"{base(harbour, meeting)}carry/")["Location"] == base(harbour, meeting)
    return client


def put_on(meeting, harbour, who, now):
    phones.put_on(meeting=fresh(meeting), by=harbour.asha, who=who, now=now)


def enter(meeting, harbour, now, whose=None, body=BODY, **other):
    current = fresh(meeting)
    given = {"from_paper": False, "part": current.current, **other}
    return phones.enter(meeting=current, by=harbour.asha, whose=whose, body=body, now=now, **given)


def test_picking_up_the_notes_is_a_line_that_all_can_see(harbour, now, meeting):
    entry = Entry.objects.get(power=Power.KEEP_NOTES)
    assert (entry.by, entry.object_id) == (harbour.asha.person, meeting.public_id)
    phones.carry(meeting=meeting, by=harbour.asha, now=now)
    assert Entry.objects.filter(power=Power.KEEP_NOTES).count() == 1
    phones.carry(meeting=meeting, by=harbour.tom, now=now)
    assert Notes.objects.get().keeper == harbour.tom
    with pytest.raises(NotNow):
        phones.carry(meeting=meeting, by=harbour.dee, now=now)


def test_whoever_is_put_on_it_takes_their_turns_there(harbour, now, meeting):
    put_on(meeting, harbour, harbour.dee, now)
    assert Attendance.objects.filter(member=harbour.dee).exists()
    current = go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    while (turn := round_turn(part(meeting, PartKind.ROUND))) and turn.who != harbour.dee.public_id:
        turns.end_turn(meeting=current, by=harbour.tom, now=now, whose=turn.who)
    given = {"meeting": current, "by": harbour.asha, "who": harbour.dee, "now": now, "again": False}
    phones.turn_on(**given, what="pass")
    phones.turn_on(**given, what="pass")
    assert part(meeting, PartKind.ROUND).seats.get(member=harbour.dee).outcome == "passed"
    with pytest.raises(NotNow, match="who"):
        phones.turn_on(**{**given, "who": harbour.tom}, what="end-turn")


def test_words_without_a_name_are_without_a_name(harbour, now, meeting):
    put_on(meeting, harbour, harbour.dee, now)
    kept = enter(meeting, harbour, now)
    assert kept.words.author is None
    assert not DoneFor.objects.exists()
    assert not Words.objects.filter(author__isnull=False).exists()


def test_with_their_yes_they_stand_in_their_name_and_only_they_see_how(harbour, now, meeting):
    put_on(meeting, harbour, harbour.dee, now)
    kept = enter(meeting, harbour, now, harbour.dee, from_paper=True)
    assert kept.words.author == harbour.dee.person
    assert Said.objects.get().from_paper
    assert [each.way for each in done_for(viewer=harbour.dee, meeting=meeting)] == ["paper"]
    assert done_for(viewer=harbour.asha, meeting=meeting) == []
    with pytest.raises(NotNow, match="who"):
        enter(meeting, harbour, now, harbour.marcus)


def test_ideas_wait_for_the_others_so_they_have_a_name_or_come_later(harbour, now, meeting):
    put_on(meeting, harbour, harbour.dee, now)
    current = go(meeting, PartKind.IDEAS, by=harbour.tom, now=now)
    with pytest.raises(NotNow, match="ideas"):
        enter(current, harbour, now)
    enter(current, harbour, now, harbour.dee)
    assert not Words.objects.visible_to(harbour.tom.person).exists()
    rooms.open_ideas(meeting=current, by=harbour.tom, now=now, part=current.current)
    enter(current, harbour, now, body="A second one.")
    assert Words.objects.visible_to(harbour.tom.person).count() == 2


def every_act(meeting, harbour, by, now):
    current = fresh(meeting)
    given = {"meeting": current, "by": by, "now": now}
    return [
        lambda: phones.put_on(**given, who=harbour.marcus),
        lambda: phones.turn_on(**given, who=harbour.dee, what="raise-hand", again=False),
        lambda: phones.enter(**given, part=current.current, whose=None, body=BODY, from_paper=False),
        lambda: phones.enter(**given, part=current.current, whose=harbour.dee, body=BODY, from_paper=False),
    ]


def nobody_but_the_keeper(meeting, harbour, by, now):
    for act in every_act(meeting, harbour, by, now):
        with pytest.raises(NotNow):
            act()
    assert not Said.objects.exists()
    assert not OnPhone.objects.filter(member=harbour.marcus).exists()


def test_nobody_but_whoever_keeps_the_notes_uses_it(harbour, now, meeting):
    put_on(meeting, harbour, harbour.dee, now)
    for by in (harbour.tom, harbour.dee, harbour.marcus):
        nobody_but_the_keeper(meeting, harbour, by, now)


def test_a_keeper_who_left_handed_on_or_went_home_uses_it_no_more(harbour, now, meeting):
    put_on(meeting, harbour, harbour.dee, now)
    phones.carry(meeting=meeting, by=harbour.tom, now=now)
    nobody_but_the_keeper(meeting, harbour, harbour.asha, now)
    phones.carry(meeting=meeting, by=harbour.asha, now=now)
    leave(by=harbour.asha, now=now)
    nobody_but_the_keeper(meeting, harbour, harbour.asha, now)
    phones.carry(meeting=meeting, by=harbour.tom, now=now)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    nobody_but_the_keeper(meeting, harbour, harbour.tom, now)


def test_somebody_takes_themselves_off_from_anywhere_and_nobody_else_does(harbour, now, meeting):
    put_on(meeting, harbour, harbour.dee, now)
    phones.take_off(meeting=meeting, by=harbour.tom, who=harbour.dee, now=now)
    assert OnPhone.objects.exists()
    dee = client_of(harbour.dee)
    friend = f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/friend/"
    assert "You are on the room's phone" in text_of(dee.get(friend)).replace("&#x27;", "'")
    send(dee, f"{base(harbour, meeting)}who/{harbour.dee.public_id}/off/")
    assert not OnPhone.objects.exists()


def test_nothing_of_its_owner_stands_on_it(harbour, now, meeting, phone):
    asha = harbour.asha
    said.say(meeting=fresh(meeting), part=meeting.current, by=asha, body=SECRET, keep=True, now=now, question=None)
    said.say_how_i_am(meeting=fresh(meeting), by=asha, body=SECRET, to_meeting=False, now=now)
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="We meet in May.", now=now)
    pages = [text_of(phone.get(base(harbour, meeting)))]
    current = go(meeting, PartKind.DECISION, by=harbour.tom, now=now)
    said.take_up(meeting=current, part=part(meeting, PartKind.DECISION), proposal=proposal, by=harbour.tom, now=now)
    take_position(proposal=proposal, by=asha, kind="concern", concern=STAND, now=now)
    put_on(meeting, harbour, harbour.dee, now)
    pages.append(text_of(phone.get(base(harbour, meeting))))
    assert "We meet in May." in pages[1]
    for page in pages:
        assert "The room's phone" in page
        assert SECRET not in page
        assert STAND not in page
        assert 'href="/"' not in page
        assert "Hide this page" in page


def test_everything_else_asks_first_and_comes_back_after(harbour, now, meeting, phone):
    circle = harbour.circle.public_id
    away = f"{base(harbour, meeting)}away/"
    for path in ("/", "/me/", "/me/how-i-am/", f"/c/{circle}/", f"/c/{circle}/meetings/{meeting.public_id}/room/"):
        assert phone.get(path)["Location"] == away, path
    sent = send(phone, f"/c/{circle}/decisions/propose/", text="Three words here.")
    assert sent.status_code == 409
    assert "Three words here." in text_of(sent)
    assert "This phone is the room's now" in text_of(phone.get(away))
    assert phone.get("/")["Location"] == away
    assert send(phone, away)["Location"] == "/"
    assert "Hello Asha" in text_of(phone.get("/"))


def test_nobody_is_shut_out_of_their_phone(harbour, now, meeting, phone):
    leave(by=harbour.asha, now=now)
    away = f"{base(harbour, meeting)}away/"
    assert phone.get(base(harbour, meeting)).status_code == 404
    assert phone.get("/")["Location"] == away
    send(phone, away)
    assert "You are in no circle right now" in text_of(phone.get("/"))


def test_it_reads_back_before_it_keeps(harbour, now, meeting, phone):
    put_on(meeting, harbour, harbour.dee, now)
    keep = f"{base(harbour, meeting)}keep/"
    form = {"body": BODY, "whose": harbour.dee.public_id, "came": ""}
    back = text_of(send(phone, keep, **form, do="read"))
    assert "is this how you want it kept?" in back
    assert BODY in back
    assert not Said.objects.exists()
    changing = send(phone, keep, **form, do="change")
    assert BODY in text_of(changing)
    assert not Said.objects.exists()
    for _twice in range(2):
        send(phone, keep, key="one-key-for-it", **form, do="keep")
    assert Said.objects.get().words.author == harbour.dee.person


def test_nobodys_name_is_what_it_begins_with(harbour, now, meeting, phone):
    put_on(meeting, harbour, harbour.dee, now)
    page = text_of(phone.get(base(harbour, meeting)))
    checked = page.split('name="whose" value=""')[1][:20]
    assert checked.startswith(" checked")
    send(phone, f"{base(harbour, meeting)}keep/", body=BODY, do="keep")
    assert Said.objects.get().words.author is None


def test_a_position_with_their_yes_counts_and_is_not_on_the_screen_after(harbour, now, meeting, phone):
    put_on(meeting, harbour, harbour.dee, now)
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="We meet in May.", now=now)
    current = go(meeting, PartKind.DECISION, by=harbour.tom, now=now)
    said.take_up(meeting=current, part=part(meeting, PartKind.DECISION), proposal=proposal, by=harbour.tom, now=now)
    form = {"whose": harbour.dee.public_id, "kind": "concern", "concern": STAND, "came": "paper"}
    address = f"{base(harbour, meeting)}position/"
    assert STAND in text_of(send(phone, address, **form, do="read"))
    assert not Position.objects.exists()
    send(phone, address, **form, do="keep")
    assert Position.objects.get().member == harbour.dee
    assert STAND not in text_of(phone.get(base(harbour, meeting)))


def test_what_was_typed_stays_when_the_meeting_moved_on(harbour, now, meeting, phone):
    go(meeting, PartKind.BREAK, by=harbour.tom, now=now)
    late = send(phone, f"{base(harbour, meeting)}keep/", body=BODY, do="keep")
    assert late.status_code == 422
    assert BODY in text_of(late)
    rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
    late = send(phone, f"{base(harbour, meeting)}keep/", body=BODY, do="keep")
    assert BODY in text_of(late)
    assert not Said.objects.exists()


def test_the_one_who_holds_it_can_hold_it_from_there(harbour, now, meeting):
    phones.carry(meeting=fresh(meeting), by=harbour.tom, now=now)
    tom = client_of(harbour.tom)
    send(tom, f"{base(harbour, meeting)}carry/")
    page = text_of(tom.get(base(harbour, meeting)))
    assert "Whoever carries this phone holds the meeting" in page
    after = part(meeting, PartKind.ROUND)
    leave_id = fresh(meeting).current.public_id
    answer = send(tom, f"{base(harbour, meeting)}lead/go-to/", leave=leave_id, part=after.public_id)
    assert answer["Location"] == base(harbour, meeting)
    assert fresh(meeting).current == after
    send(tom, f"{base(harbour, meeting)}lead/begin/")
    assert fresh(meeting).current == after


def test_a_decision_is_taken_up_from_there_and_only_what_all_may_read(harbour, now, meeting):
    phones.carry(meeting=fresh(meeting), by=harbour.tom, now=now)
    tom = client_of(harbour.tom)
    send(tom, f"{base(harbour, meeting)}carry/")
    earlier = begin(harbour, now=now, come=("Tom", "Dee"))
    propose(circle=harbour.circle, scope=earlier.scope, by=harbour.dee, text="Only for us two.", now=now)
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.dee, text="We meet in May.", now=now)
    current = go(meeting, PartKind.DECISION, by=harbour.tom, now=now)
    page = text_of(tom.get(base(harbour, meeting)))
    assert "We meet in May." in page
    assert "Only for us two." not in page
    send(
        tom,
        f"{base(harbour, meeting)}lead/take-up/",
        part=current.current.public_id,
        proposal=proposal.public_id,
    )
    assert fresh(meeting).current.proposal == proposal
    assert "Close positions and see the result" in text_of(tom.get(base(harbour, meeting)))


def test_a_proposal_taken_back_while_it_is_open_leaves_the_screen(harbour, now, meeting, phone):
    proposal = propose(circle=harbour.circle, scope=harbour.scope, by=harbour.tom, text="We meet in May.", now=now)
    current = go(meeting, PartKind.DECISION, by=harbour.tom, now=now)
    said.take_up(meeting=current, part=part(meeting, PartKind.DECISION), proposal=proposal, by=harbour.tom, now=now)
    assert "We meet in May." in text_of(phone.get(base(harbour, meeting)))
    take_back(words=proposal.words, by=harbour.tom.person)
    assert "We meet in May." not in text_of(phone.get(base(harbour, meeting)))
