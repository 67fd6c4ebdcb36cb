"""A break on the room's one phone: asked for without a name, gone on from by shapes, and nobody's state shown."""

import re

import pytest

from handinhand.meetings.actions import pauses, phones, turns
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Attendance, Back, BreakAsked, Meeting, Pause
from handinhand.meetings.queries.phones import phone_for
from handinhand.meetings.queries.turns import round_turn
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
COME = ("Tom", "Asha", "Marcus", "Nia", "Sam")
KEYS = re.compile(r'value="[^"]*"|data-ticket="[^"]*"|nonce="[^"]*"')


@pytest.fixture
def meeting(harbour, now) -> Meeting:
    """Tom holds it, Asha carries its phone, Dee and Ravi are on it."""
    meeting = begin(harbour, now=now, come=COME)
    phones.carry(meeting=meeting, by=harbour.asha, now=now)
    for who in (harbour.dee, harbour.ravi):
        phones.put_on(meeting=fresh(meeting), by=harbour.asha, who=who, now=now)
    return go(meeting, PartKind.TALK, by=harbour.tom, now=now)


@pytest.fixture
def phone(harbour, meeting):
    """The phone itself, looked at once: what comes before the first box of a visit has been read."""
    client = client_of(harbour.asha)
    send(client, at(meeting, "carry/"))
    client.get(at(meeting))
    return client


def at(meeting: Meeting, rest: str = "") -> str:
    return f"/c/{meeting.circle.public_id}/meetings/{meeting.public_id}/phone/{rest}"


def on(meeting: Meeting, who, what: str) -> str:
    return at(meeting, f"who/{who.public_id}/{what}/")


def look(phone, meeting: Meeting) -> str:
    return KEYS.sub("", text_of(phone.get(at(meeting))))


def room(harbour: Group, meeting: Meeting, name: str) -> str:
    return text_of(client_of(harbour.members[name]).get(at(meeting).replace("phone/", "room/")))


def begin_break(meeting: Meeting, by, now, *, asked: bool) -> None:
    leave = fresh(meeting).current.public_id
    pauses.begin_break(meeting=meeting, by=by, now=now, minutes=5, leave=leave)
    if asked:
        pauses.ask_to_go_on(meeting=meeting, by=by, now=now)


def test_a_break_asked_for_on_it_has_nobodys_name(harbour, meeting, phone):
    assert "All of us, without my name" in look(phone, meeting)
    send(phone, at(meeting, "ask/break/"))
    pause = Pause.objects.get()
    assert pause.is_wanted
    assert not [field for field in Pause._meta.concrete_fields if field.name in {"by", "member", "person"}]
    assert not BreakAsked.objects.exists()
    assert "We could use a break" in look(phone, meeting)
    assert "We could use a break" in room(harbour, meeting, "Tom")


def test_stepping_out_by_a_shape_tells_nobody_and_the_phone_looks_the_same(harbour, now, meeting, phone):
    before, tom = look(phone, meeting), KEYS.sub("", room(harbour, meeting, "Tom"))
    send(phone, on(meeting, harbour.dee, "step-out"))
    assert Attendance.objects.get(member=harbour.dee).is_out
    assert look(phone, meeting) == before
    assert KEYS.sub("", room(harbour, meeting, "Tom")) == tom
    send(phone, on(meeting, harbour.dee, "come-back"))
    assert not Attendance.objects.get(member=harbour.dee).is_out
    assert look(phone, meeting) == before


def test_a_round_goes_on_without_whoever_stepped_out_by_their_shape(harbour, now, meeting, phone):
    current = go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    while (turn := round_turn(part(meeting, PartKind.ROUND))) and turn.who != harbour.dee.public_id:
        turns.end_turn(meeting=current, by=harbour.tom, now=now, whose=turn.who)
    send(phone, on(meeting, harbour.dee, "step-out"))
    turn = round_turn(part(meeting, PartKind.ROUND))
    assert turn is None or turn.who != harbour.dee.public_id
    assert part(meeting, PartKind.ROUND).seats.get(member=harbour.dee).outcome == ""


def test_going_on_is_agreed_by_tapping_shapes_and_no_shape_says_who_did(harbour, now, meeting, phone):
    begin_break(meeting, harbour.tom, now, asked=False)
    shown = look(phone, meeting)
    assert "We are having a break" in shown
    assert "I am back" in shown
    assert "Raise my hand" not in shown
    for _twice in range(2):
        send(phone, on(meeting, harbour.dee, "be-back"))
    assert [each.member for each in Back.objects.all()] == [harbour.dee]
    assert look(phone, meeting) == shown
    pauses.ask_to_go_on(meeting=meeting, by=harbour.tom, now=now)
    assert "I am fine to go on" in look(phone, meeting)
    send(phone, on(meeting, harbour.ravi, "be-back"))
    pauses.be_back(meeting=meeting, by=harbour.tom, now=now)
    assert "Some of us are back." in look(phone, meeting)
    assert "Some of us are back." in room(harbour, meeting, "Tom")


def test_a_little_longer_is_said_without_a_name(harbour, now, meeting, phone):
    begin_break(meeting, harbour.tom, now, asked=True)
    send(phone, at(meeting, "ask/longer/"))
    assert Pause.objects.get().is_longer
    assert not Back.objects.exists()
    assert "A little longer would be good." in look(phone, meeting)
    assert "A little longer would be good." in room(harbour, meeting, "Tom")


def test_whoever_holds_the_meeting_and_carries_the_phone_can_begin_a_break_there(harbour, now, meeting):
    phones.carry(meeting=meeting, by=harbour.tom, now=now)
    tom = client_of(harbour.tom)
    send(tom, at(meeting, "carry/"))
    send(tom, at(meeting, "ask/break/"))
    assert "Go on for now" in look(tom, meeting)
    send(tom, at(meeting, "lead/begin-break/"), minutes="10", leave=fresh(meeting).current.public_id)
    assert Pause.objects.get().is_on
    send(tom, at(meeting, "lead/ask-on/"))
    assert "A little longer, then" in look(tom, meeting)
    send(tom, at(meeting, "lead/go-on/"))
    assert not Pause.objects.exists()


def test_what_was_told_to_the_phones_owner_never_comes_onto_it(harbour, now, meeting, phone):
    from_tom = fresh(meeting)
    before = look(phone, meeting)
    pauses.tell_care(meeting=from_tom, by=harbour.marcus, now=now, to=[harbour.tom.public_id])
    phones.carry(meeting=fresh(meeting), by=harbour.tom, now=now)
    tom = client_of(harbour.tom)
    send(tom, at(meeting, "carry/"))
    shown = look(tom, meeting)
    assert "needs a break" not in shown
    assert phone_for(viewer=harbour.tom, meeting=fresh(meeting)).pause is None
    assert "I need a break" in before


def test_nobody_but_the_keeper_and_nobody_who_is_not_on_it(harbour, now, meeting, phone):
    for name in ("Tom", "Dee"):
        client = client_of(harbour.members[name])
        send(client, at(meeting, "ask/break/"))
        send(client, on(meeting, harbour.dee, "step-out"))
        with pytest.raises(NotNow, match="notes"):
            phones.ask_on(meeting=fresh(meeting), by=harbour.members[name], what="break", now=now)
    send(phone, on(meeting, harbour.marcus, "step-out"))
    send(phone, at(meeting, "ask/nonsense/"))
    assert not Pause.objects.exists()
    assert not Attendance.objects.filter(is_out=True).exists()
