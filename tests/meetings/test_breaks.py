"""I need a break: who is told; and going on after one by agreement, not by clock."""

import pytest
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.ledger.models import Entry
from handinhand.live.queries import versions_of
from handinhand.meetings.actions import pauses, rooms, turns
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Attendance, Back, BreakAsked, Pause, Seat
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.meetings.queries.rooms import room_for
from handinhand.words.actions import stop_seeing_words_of
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ALL = ("Tom", "Dee", "Asha", "Marcus", "Nia", "Sam")


def page(harbour: Group, meeting, name: str) -> str:
    return text_of(client_of(harbour.members[name]).get(f"{base(harbour, meeting)}room/"))


def base(harbour: Group, meeting) -> str:
    return f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/"


def seen(harbour: Group, meeting, name: str):
    viewer = harbour.members[name]
    return room_for(
        viewer=viewer, meeting=meeting_for(viewer=viewer, meeting_id=meeting.public_id), now=timezone.now()
    ).pause


@pytest.fixture
def meeting(harbour, now):
    """Tom holds it; five more came in."""
    return go(begin(harbour, now=now, come=ALL), PartKind.TALK, by=harbour.tom, now=now)


def begin_break(meeting, by, now, minutes=10):
    leave_part = fresh(meeting).current.public_id
    pauses.begin_break(meeting=meeting, by=by, now=now, minutes=minutes, leave=leave_part)


def test_all_are_told_without_the_name_and_nothing_kept_says_whose(harbour, now, meeting):
    pauses.tell_all(meeting=meeting, by=harbour.dee, now=now)
    for name in ("Tom", "Asha", "Dee"):
        assert "We could use a break" in page(harbour, meeting, name)
    pause = Pause.objects.get()
    assert pause.is_wanted
    assert not BreakAsked.objects.exists()
    assert not [field for field in Pause._meta.concrete_fields if field.name in {"by", "member", "person"}]
    assert not Entry.objects.filter(power__contains="break").exists()
    assert not Attendance.objects.get(meeting=meeting, member=harbour.dee).is_out
    assert "Dee" not in page(harbour, meeting, "Tom").split('id="pause"')[1].split("</section>")[0]


def test_the_holder_alone_is_told_and_the_page_says_that_beforehand(harbour, now, meeting):
    assert "sees that it is you, until this part ends." in page(harbour, meeting, "Dee")
    heard = [harbour.asha.person.public_id, meeting.scope.public_id]
    before = versions_of(heard)
    pauses.tell_care(meeting=meeting, by=harbour.dee, now=now, to=[harbour.tom.public_id])
    assert versions_of(heard) == before
    assert seen(harbour, meeting, "Tom").told == ["Dee"]
    assert "needs a break, and stepped out" in page(harbour, meeting, "Tom")
    assert seen(harbour, meeting, "Asha") is None
    assert "needs a break" not in page(harbour, meeting, "Asha")
    assert Attendance.objects.get(meeting=meeting, member=harbour.dee).is_out


def test_a_new_holder_does_not_read_who_told_the_one_before(harbour, now, meeting):
    pauses.tell_care(meeting=meeting, by=harbour.dee, now=now, to=[harbour.tom.public_id])
    rooms.hold(meeting=meeting, by=harbour.asha, now=now)
    assert seen(harbour, meeting, "Asha") is None


def test_a_holder_who_chose_not_to_see_somebody_reads_no_name(harbour, now, meeting):
    stop_seeing_words_of(circle=harbour.circle, by=harbour.tom.person, about=harbour.dee.person)
    pauses.tell_care(meeting=meeting, by=harbour.dee, now=now, to=[harbour.tom.public_id])
    assert seen(harbour, meeting, "Tom").told == [""]
    assert "Somebody needs a break" in page(harbour, meeting, "Tom")


def test_the_holder_no_longer_reads_it_once_they_are_back(harbour, now, meeting):
    pauses.tell_care(meeting=meeting, by=harbour.dee, now=now, to=[harbour.tom.public_id])
    before = versions_of([harbour.tom.person.public_id])
    rooms.come_in(meeting=meeting, by=harbour.dee, now=now)
    assert seen(harbour, meeting, "Tom") is None
    assert not BreakAsked.objects.exists()
    assert versions_of([harbour.tom.person.public_id]) != before


def test_it_is_forgotten_when_the_part_ends(harbour, now, meeting):
    pauses.tell_care(meeting=meeting, by=harbour.dee, now=now, to=[harbour.tom.public_id])
    pauses.tell_all(meeting=meeting, by=harbour.asha, now=now)
    go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    assert not Pause.objects.exists()
    assert not BreakAsked.objects.exists()


def test_with_nobody_holding_anybody_begins_one_and_else_the_holder_alone(harbour, now, meeting):
    pauses.tell_all(meeting=meeting, by=harbour.dee, now=now)
    with pytest.raises(NotNow):
        begin_break(meeting, harbour.asha, now)
    leave(by=harbour.tom, now=now)
    assert seen(harbour, meeting, "Asha").is_wanted
    begin_break(meeting, harbour.asha, now)
    assert seen(harbour, meeting, "Dee").is_on
    assert not seen(harbour, meeting, "Dee").is_wanted


def test_the_holder_can_go_on_in_plain_sight(harbour, now, meeting):
    pauses.tell_all(meeting=meeting, by=harbour.dee, now=now)
    pauses.no_break(meeting=meeting, by=harbour.tom, now=now)
    assert "We could use a break</h2>" not in page(harbour, meeting, "Dee")


def test_a_break_in_a_round_keeps_everybodys_turn(harbour, now, meeting):
    meeting = go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    first = room_for(viewer=harbour.tom, meeting=fresh(meeting), now=now).turn
    turns.end_turn(meeting=fresh(meeting), by=harbour.tom, now=now, whose=first.public_id)
    before = list(Seat.objects.order_by("pk").values("member", "order", "outcome"))
    begin_break(meeting, harbour.tom, now)
    pauses.ask_to_go_on(meeting=meeting, by=harbour.tom, now=now)
    pauses.go_on(meeting=meeting, by=harbour.tom, now=now)
    assert list(Seat.objects.order_by("pk").values("member", "order", "outcome")) == before
    assert fresh(meeting).current.kind == PartKind.ROUND


def test_no_part_moves_before_everybody_was_asked(harbour, now, meeting):
    begin_break(meeting, harbour.tom, now)
    with pytest.raises(NotNow, match="ask-first"):
        pauses.go_on(meeting=meeting, by=harbour.tom, now=now)
    pauses.ask_to_go_on(meeting=meeting, by=harbour.tom, now=now)
    pauses.a_little_longer(meeting=meeting, by=harbour.dee, now=now)
    assert "A little longer would be good." in page(harbour, meeting, "Tom")
    pauses.stay_longer(meeting=meeting, by=harbour.tom, now=now)
    with pytest.raises(NotNow, match="ask-first"):
        pauses.go_on(meeting=meeting, by=harbour.tom, now=now)
    pauses.ask_to_go_on(meeting=meeting, by=harbour.tom, now=now)
    pauses.go_on(meeting=meeting, by=harbour.tom, now=now)
    pauses.go_on(meeting=meeting, by=harbour.tom, now=now)
    assert not Pause.objects.exists()


def test_a_planned_break_is_gone_on_from_in_the_same_way(harbour, now, meeting):
    meeting = go(meeting, PartKind.BREAK, by=harbour.tom, now=now)
    assert "Go on to:" not in page(harbour, meeting, "Tom")
    onward = {"leave": meeting.current.public_id, "part": part(meeting, PartKind.DECISION)}
    with pytest.raises(NotNow, match="ask-first"):
        rooms.go_to(meeting=meeting, by=harbour.tom, now=now, **onward)
    pauses.ask_to_go_on(meeting=meeting, by=harbour.tom, now=now)
    assert "Go on to:" in page(harbour, meeting, "Tom")
    rooms.go_to(meeting=meeting, by=harbour.tom, now=now, **onward)
    assert fresh(meeting).current.kind == PartKind.DECISION
    assert not Pause.objects.exists()


def test_no_part_is_gone_to_out_of_a_break_before_everybody_was_asked(harbour, now, meeting):
    begin_break(meeting, harbour.tom, now)
    assert "Go on to:" not in page(harbour, meeting, "Tom")
    onward = {"leave": fresh(meeting).current.public_id, "part": part(meeting, PartKind.ROUND)}
    with pytest.raises(NotNow, match="ask-first"):
        rooms.go_to(meeting=meeting, by=harbour.tom, now=now, **onward)
    assert fresh(meeting).current.kind == PartKind.TALK


def test_some_or_most_are_back_in_words_only_and_only_with_five_in_the_room(harbour, now, meeting):
    begin_break(meeting, harbour.tom, now)
    said = []
    for name in ALL:
        pauses.be_back(meeting=meeting, by=harbour.members[name], now=now)
        pauses.be_back(meeting=meeting, by=harbour.members[name], now=now)
        said.append(seen(harbour, meeting, "Dee").back)
    assert said == ["", "", "some", "most", "most", "most"]
    for name in ("Nia", "Sam"):
        leave(by=harbour.members[name], now=now)
    assert seen(harbour, meeting, "Dee").back == ""


def test_who_is_back_is_told_to_nobody(harbour, now, meeting):
    begin_break(meeting, harbour.tom, now)
    before = versions_of([meeting.scope.public_id])
    shown = seen(harbour, meeting, "Asha")
    pauses.be_back(meeting=meeting, by=harbour.dee, now=now)
    assert versions_of([meeting.scope.public_id]) == before
    assert seen(harbour, meeting, "Asha") == shown
    assert seen(harbour, meeting, "Dee").am_back
    pauses.ask_to_go_on(meeting=meeting, by=harbour.tom, now=now)
    pauses.go_on(meeting=meeting, by=harbour.tom, now=now)
    assert not Back.objects.exists()


def test_a_tap_from_a_part_that_is_over_begins_no_break(harbour, now, meeting):
    over = fresh(meeting).current.public_id
    go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    client = client_of(harbour.tom)
    answer = send(client, f"{base(harbour, meeting)}room/do/begin-break/", minutes="10", leave=over)
    assert "The meeting has gone on to another part." in text_of(client.get(answer["Location"]))
    assert not Pause.objects.exists()


def test_two_who_begin_a_break_at_once_begin_one(harbour, now, meeting):
    begin_break(meeting, harbour.tom, now, minutes=5)
    pauses.be_back(meeting=meeting, by=harbour.dee, now=now)
    begin_break(meeting, harbour.tom, now, minutes=15)
    assert Pause.objects.get().minutes == 5
    assert Back.objects.count() == 1


@pytest.mark.parametrize("name", ["need-break", "be-back", "longer"])
def test_somebody_who_is_not_here_gets_a_plain_sentence(harbour, now, meeting, name):
    client = client_of(harbour.jo)
    answer = send(client, f"{base(harbour, meeting)}room/do/{name}/", who="all")
    assert "Come in first" in text_of(client.get(answer["Location"]))
    assert not Pause.objects.exists()


def test_there_is_no_countdown(harbour, now, meeting):
    begin_break(meeting, harbour.tom, now)
    shown = page(harbour, meeting, "Dee")
    assert "About 10 minutes." in shown
    assert "No clock ends it." in shown
    assert page(harbour, meeting, "Dee").count("About 10 minutes.") == 1
