"""Small groups and back together: what is written there is its people's alone, and who sat where is forgotten."""

import pytest
import time_machine
from django.db import connection

from handinhand.circles.actions import agree_to_hold, ask_hold, leave, lift_hold
from handinhand.circles.models import Member
from handinhand.meetings.actions import friends, groups, phones, rooms, said
from handinhand.meetings.actions.rooms import NotNow
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import GroupWords, InGroup, Said, SmallGroup, Split
from handinhand.meetings.queries.meetings import meeting_for
from handinhand.meetings.queries.rooms import room_for
from handinhand.meetings.queries.summaries import summary_for
from handinhand.words.actions import stop_seeing_words_of, take_back
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope, Words
from tests.browsing import client_of, send, text_of
from tests.meetings.rooms import begin, fresh, go, part

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ALL = ("Tom", "Dee", "Asha", "Marcus", "Nia", "Sam")
BODY = "The kettle in the hall is for everyone."


@pytest.fixture
def meeting(harbour, now):
    """Tom holds it, in its talk; five more came in."""
    return go(begin(harbour, now=now, come=ALL), PartKind.TALK, by=harbour.tom, now=now)


def split(meeting, by, now, size=2):
    given = {"size": size, "question": "What would help?", "leave": fresh(meeting).current.public_id}
    return groups.split_up(meeting=meeting, by=by, now=now, **given)


def drawn():
    return [
        sorted(each.member.name for each in group.people.select_related("member")) for group in SmallGroup.objects.all()
    ]


def others_of(harbour, name):
    mine = InGroup.objects.get(member=harbour.members[name])
    return [each.member for each in InGroup.objects.filter(group=mine.group).exclude(pk=mine.pk)]


def base(harbour, meeting):
    return f"/c/{harbour.circle.public_id}/meetings/{meeting.public_id}/room/"


def see(who, body=BODY):
    return body in [each.body for each in Words.objects.visible_to(who.person)]


def write(meeting, by, now, body=BODY):
    groups.say_in_group(meeting=meeting, by=by, body=body, now=now)


def test_everybody_who_is_here_is_in_one_group(harbour, now, meeting):
    rooms.step_out(meeting=meeting, by=harbour.sam, now=now)
    split(meeting, harbour.tom, now)
    assert sorted(name for group in drawn() for name in group) == ["Asha", "Dee", "Marcus", "Nia", "Tom"]
    assert all(len(group) > 1 for group in drawn())
    assert set(Scope.objects.filter(small_group__isnull=False).values_list("kind", flat=True)) == {ScopeKind.GROUP}


def test_what_is_written_in_a_group_is_its_peoples_alone(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    write(meeting, harbour.dee, now)
    among = {harbour.dee.name, *(each.name for each in others_of(harbour, "Dee"))}
    for name in ALL:
        assert see(harbour.members[name]) == (name in among)
        shown = text_of(client_of(harbour.members[name]).get(f"{base(harbour, meeting)}group/"))
        assert (BODY in shown) == (name in among)
    assert not see(harbour.jo)


def test_the_page_says_who_sees_it_before_the_box(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    shown = text_of(client_of(harbour.dee).get(f"{base(harbour, meeting)}group/"))
    assert "Only the people of your group can see this, with your name" in shown
    assert others_of(harbour, "Dee")[0].name in shown


def test_only_what_is_brought_is_shared_and_once_for_each_group(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    write(meeting, harbour.dee, now)
    with pytest.raises(NotNow, match="not-back"):
        groups.bring_back(meeting=meeting, by=harbour.dee, body="Early.", is_named=True, now=now)
    groups.back_together(meeting=meeting, by=harbour.tom, now=now)
    groups.bring_back(meeting=meeting, by=harbour.dee, body="A bell.", is_named=False, now=now)
    with pytest.raises(NotNow, match="brought"):
        groups.bring_back(meeting=meeting, by=others_of(harbour, "Dee")[0], body="Two.", is_named=True, now=now)
    brought = Said.objects.select_related("words").get(words__state=State.SHARED)
    assert brought.words.author is None
    assert brought.words.scope == meeting.scope
    page = text_of(client_of(harbour.asha).get(base(harbour, meeting)))
    assert "A bell." in page
    assert "From a group" in page


def test_when_it_is_over_nobody_keeps_who_was_with_whom_and_words_are_their_authors(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    write(meeting, harbour.dee, now)
    groups.back_together(meeting=meeting, by=harbour.tom, now=now)
    groups.finish(meeting=meeting, by=harbour.tom, now=now)
    for model in (Split, SmallGroup, InGroup, GroupWords):
        assert not model.objects.exists()
    assert not Scope.objects.filter(kind=ScopeKind.GROUP).exists()
    assert [name for name in ALL if see(harbour.members[name])] == ["Dee"]
    lines = room_for(viewer=harbour.dee, meeting=fresh(meeting), now=now).lines
    assert [line.words.body for line in lines if line.is_kept] == [BODY]


@pytest.mark.parametrize("way", ["part", "close"])
def test_a_part_that_ends_ends_the_groups(harbour, now, meeting, way):
    split(meeting, harbour.tom, now)
    write(meeting, harbour.dee, now)
    if way == "part":
        go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    else:
        rooms.close(meeting=fresh(meeting), by=harbour.tom, now=now)
        kept = summary_for(viewer=harbour.dee, meeting=fresh(meeting), now=now).kept
        assert [line.words.body for line in kept] == [BODY]
        assert not summary_for(viewer=harbour.asha, meeting=fresh(meeting), now=now).said
    assert not InGroup.objects.exists()
    assert [name for name in ALL if see(harbour.members[name])] == ["Dee"]


def test_opening_the_ideas_opens_nothing_from_a_group(harbour, now, meeting):
    meeting = go(meeting, PartKind.IDEAS, by=harbour.tom, now=now)
    split(meeting, harbour.tom, now)
    write(meeting, harbour.dee, now)
    groups.finish(meeting=meeting, by=harbour.tom, now=now)
    rooms.open_ideas(meeting=fresh(meeting), by=harbour.tom, now=now, part=part(meeting, PartKind.IDEAS))
    go(meeting, PartKind.BREAK, by=harbour.tom, now=now)
    assert [name for name in ALL if see(harbour.members[name])] == ["Dee"]


def test_whoever_would_rather_stay_is_in_the_big_room_with_their_words(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    write(meeting, harbour.dee, now)
    other = others_of(harbour, "Dee")[0]
    write(meeting, other, now, body="From the other.")
    groups.stay_here(meeting=meeting, by=harbour.dee, now=now)
    groups.stay_here(meeting=meeting, by=harbour.dee, now=now)
    assert not see(other)
    assert see(harbour.dee)
    assert not see(harbour.dee, "From the other.")
    assert "You are in the big room" in text_of(client_of(harbour.dee).get(base(harbour, meeting)))
    assert "Nobody else is in your group now" in text_of(client_of(other).get(f"{base(harbour, meeting)}group/"))


def test_what_was_being_written_when_the_groups_ended_is_still_there(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    groups.finish(meeting=meeting, by=harbour.tom, now=now)
    answer = send(client_of(harbour.dee), f"{base(harbour, meeting)}group/say/", body=BODY)
    assert answer.status_code == 422
    assert BODY in text_of(answer)
    assert "You are in the big room now, so this was not shared." in text_of(answer)
    assert not Words.objects.exists()


@pytest.mark.parametrize("brought", [True, False])
def test_what_comes_too_late_or_too_early_to_be_brought_is_still_on_the_page(harbour, now, meeting, brought):
    split(meeting, harbour.tom, now)
    if brought:
        groups.back_together(meeting=meeting, by=harbour.tom, now=now)
        other = others_of(harbour, "Dee")[0]
        groups.bring_back(meeting=meeting, by=other, body="A bell.", is_named=True, now=now)
    sent = {"body": BODY, "named": "group"}
    answer = send(client_of(harbour.dee), f"{base(harbour, meeting)}group/bring/", **sent)
    assert answer.status_code == 422
    assert BODY in text_of(answer)
    says = "brought something back already" if brought else "The groups are still talking."
    assert says in text_of(answer)
    assert not see(harbour.tom)


def test_two_are_kept_apart_and_a_friend_who_writes_stays(harbour, now, meeting):
    friends.ask(meeting=fresh(meeting), by=harbour.nia, friend=harbour.sam, now=now)
    stop_seeing_words_of(circle=harbour.circle, by=harbour.dee.person, about=harbour.tom.person)
    for _time in range(12):
        split(meeting, harbour.tom, now, size=2)
        together = drawn()
        assert not [group for group in together if {"Dee", "Tom"} <= set(group)]
        assert [group for group in together if {"Nia", "Sam"} <= set(group)]
        groups.finish(meeting=meeting, by=harbour.tom, now=now)


def test_people_on_one_phone_stay_with_it(harbour, now, meeting):
    phones.carry(meeting=fresh(meeting), by=harbour.asha, now=now)
    phones.put_on(meeting=fresh(meeting), by=harbour.asha, who=harbour.nia, now=now)
    split(meeting, harbour.tom, now)
    assert [group for group in drawn() if {"Asha", "Nia"} <= set(group)]


def test_whoever_comes_late_is_in_the_big_room_and_no_group_takes_them(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    rooms.come_in(meeting=fresh(meeting), by=harbour.jo, now=now)
    client = client_of(harbour.jo)
    assert client.get(f"{base(harbour, meeting)}group/")["Location"] == base(harbour, meeting)
    with pytest.raises(NotNow, match="no-group"):
        write(meeting, harbour.jo, now)


def test_whoever_is_held_reads_and_writes_nothing_there_until_it_ends(harbour, now, meeting):
    with time_machine.travel(now, tick=False):
        split(meeting, harbour.tom, now)
        other = fresh_member(others_of(harbour, "Dee")[0])
        hold = agree_to_hold(hold=ask_hold(member=other, by=harbour.jo, now=now), by=harbour.ravi, now=now)
        write(meeting, harbour.dee, now)
        assert not see(other)
        with pytest.raises(NotNow, match="no-group"):
            write(meeting, fresh_member(other), now)
        assert BODY not in text_of(client_of(other).get(f"{base(harbour, meeting)}group/", follow=True))
        lift_hold(hold=hold, by=harbour.jo, now=now)
        assert see(other)


def fresh_member(member):
    return Member.objects.select_related("person", "circle").get(pk=member.pk)


def test_whoever_left_reads_and_writes_nothing_there(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    write(meeting, harbour.dee, now)
    other = others_of(harbour, "Dee")[0]
    leave(by=other, now=now)
    assert not see(other)
    with pytest.raises(NotNow, match="no-group"):
        write(meeting, other, now)
    seen = room_for(
        viewer=harbour.dee, meeting=meeting_for(viewer=harbour.dee, meeting_id=meeting.public_id), now=now
    ).groups
    assert other not in seen.others


def test_words_taken_back_in_a_group_stay_taken_back(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    write(meeting, harbour.dee, now)
    take_back(words=Words.objects.get(), by=harbour.dee.person)
    groups.finish(meeting=meeting, by=harbour.tom, now=now)
    assert Words.objects.get().state == State.TAKEN_BACK


def test_only_the_holder_splits_and_only_once_with_four_at_least(harbour, now, meeting):
    with pytest.raises(NotNow, match="holder"):
        split(meeting, harbour.dee, now)
    split(meeting, harbour.tom, now)
    with pytest.raises(NotNow, match="in-groups"):
        split(meeting, harbour.tom, now)
    groups.finish(meeting=meeting, by=harbour.tom, now=now)
    for name in ("Nia", "Sam", "Marcus"):
        rooms.step_out(meeting=fresh(meeting), by=harbour.members[name], now=now)
    with pytest.raises(NotNow, match="too-few"):
        split(meeting, harbour.tom, now)
    assert not Scope.objects.filter(kind=ScopeKind.GROUP).exists()


def test_a_split_from_a_part_that_is_over_keeps_the_question(harbour, now, meeting):
    over = fresh(meeting).current.public_id
    go(meeting, PartKind.ROUND, by=harbour.tom, now=now)
    sent = {"question": "What would help?", "size": "3", "leave": over}
    answer = send(client_of(harbour.tom), f"{base(harbour, meeting)}groups/", **sent)
    assert answer.status_code == 422
    assert "What would help?" in text_of(answer)
    assert "The meeting has gone on to another part." in text_of(answer)


def test_with_nobody_holding_anybody_calls_back_together(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    leave(by=harbour.tom, now=now)
    groups.back_together(meeting=fresh(meeting), by=harbour.asha, now=now)
    assert Split.objects.get().is_back
    groups.finish(meeting=fresh(meeting), by=harbour.dee, now=now)
    assert not Split.objects.exists()


def test_a_named_one_can_take_back_what_they_brought(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    groups.back_together(meeting=meeting, by=harbour.tom, now=now)
    groups.bring_back(meeting=meeting, by=harbour.dee, body="A bell.", is_named=True, now=now)
    take_back(words=Said.objects.get().words, by=harbour.dee.person)
    assert not see(harbour.asha, "A bell.")


def test_the_big_room_goes_on_meanwhile(harbour, now, meeting):
    split(meeting, harbour.tom, now)
    given = {"part": part(meeting, PartKind.TALK), "keep": False, "now": now, "question": None}
    said.say(meeting=fresh(meeting), by=harbour.dee, body="In the big room.", **given)
    assert see(harbour.asha, "In the big room.")


@pytest.mark.django_db(transaction=True)
def test_no_transaction_says_which_group_brought_words_without_a_name(harbour, now):
    """PostgreSQL keeps with each row by which transaction it was written: here with all groups alike."""
    if connection.vendor != "postgresql":
        pytest.skip("rows of SQLite carry no transaction")
    meeting = go(begin(harbour, now=now, come=ALL), PartKind.TALK, by=harbour.tom, now=now)
    split(meeting, harbour.tom, now)
    groups.back_together(meeting=meeting, by=harbour.tom, now=now)
    groups.bring_back(meeting=meeting, by=harbour.dee, body="Tea first.", is_named=False, now=now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT g.id FROM meetings_smallgroup g JOIN words_words w ON w.xmin = g.xmin")
        found = {row[0] for row in cursor.fetchall()}
    assert found == set(SmallGroup.objects.values_list("pk", flat=True))
    assert len(found) > 1
