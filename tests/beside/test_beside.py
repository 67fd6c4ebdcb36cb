"""Somebody beside you: asked through the one door, read by the two alone, and never anybody either would rather not."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from handinhand.acquaintance.models import Together
from handinhand.beside import actions, queries
from handinhand.beside.choices import Says, Stands
from handinhand.beside.models import Beside, SaidBeside
from handinhand.beside.rules import IsOver
from handinhand.circles import actions as circles
from handinhand.circles.apart import apart_by_lot
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import answers, rooms, series
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Meeting
from handinhand.people.actions import begin_rest, say_hours
from handinhand.people.models import Ask, Commitment
from tests.cast import Group, add_member, make_group
from tests.meetings.rooms import fresh, make_meeting

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def group(now: datetime) -> Group:
    """Four, so that no lot keeps anybody apart and each draw can be foreseen."""
    return make_group(name="Kettle Circle", now=now - 30 * DAY, people=("Tom", "Dee", "Sam", "Nia"))


@pytest.fixture
def meeting(group: Group, now: datetime) -> Meeting:
    return make_meeting(group, now=now + 2 * DAY)


def like(member: Member, now: datetime, meeting: Meeting | None = None, *, yes: bool = True) -> None:
    actions.say(by=member, what=Says.WOULD_LIKE, is_yes=yes, now=now, meeting=meeting)


def sit(member: Member, now: datetime, meeting: Meeting | None = None, *, yes: bool = True) -> None:
    actions.say(by=member, what=Says.WOULD_SIT, is_yes=yes, now=now, meeting=meeting)


def asked() -> Beside:
    return Beside.objects.select_related("member__circle", "member__person", "meeting__circle").get(stands="asked")


def yes(now: datetime) -> Beside:
    row = asked()
    actions.will_be(beside=row, by=row.member, now=now)
    return row


def beside(member: Member, now: datetime) -> str:
    """Who is beside somebody in the first meeting, as they read it."""
    first = queries.mine(viewer=member, now=now).coming[0]
    return first.companion.name if first.companion is not None else ""


def test_one_is_asked_and_the_other_reads_it_only_after_their_yes(group: Group, meeting: Meeting, now: datetime):
    lines = Entry.objects.count()
    like(group.dee, now, meeting)
    assert not Ask.objects.exists(), "nobody would sit beside somebody yet"
    sit(group.tom, now, meeting)
    assert asked().member == group.tom
    assert beside(group.dee, now) == ""
    yes(now)
    assert beside(group.dee, now) == "Tom"
    assert Commitment.objects.get().person == group.tom.person
    assert Together.objects.get().times == 1
    actions.will_be(beside=Beside.objects.get(), by=group.tom, now=now)
    assert Together.objects.get().times == 1
    assert Entry.objects.count() == lines


def test_after_not_this_time_the_next_is_asked_and_never_the_same_again(group, meeting, now):
    for each in (group.tom, group.sam):
        sit(each, now)
    like(group.dee, now, meeting)
    first = asked()
    actions.not_this_time(beside=first, by=first.member, now=now)
    actions.not_this_time(beside=first, by=first.member, now=now)
    second = asked()
    assert {first.member.name, second.member.name} == {"Tom", "Sam"}
    actions.not_this_time(beside=second, by=second.member, now=now)
    like(group.dee, now, meeting)
    assert not Beside.objects.filter(stands="asked").exists()
    assert not Ask.objects.filter(closed_at=None).exists()
    sit(first.member, now, meeting)
    assert asked().member == first.member, "who offers it anew can be asked anew"


def test_whoever_waits_sees_the_same_whether_somebody_was_asked_or_nobody_is_free(group, meeting, now):
    like(group.dee, now, meeting)
    nobody = queries.mine(viewer=group.dee, now=now)
    sit(group.tom, now, meeting)
    assert queries.mine(viewer=group.dee, now=now) == nobody


def test_two_wish_at_once_and_one_is_free(group, meeting, now):
    like(group.dee, now, meeting)
    like(group.nia, now, meeting)
    sit(group.tom, now, meeting)
    row = yes(now)
    assert sorted([beside(group.dee, now), beside(group.nia, now)]) == ["", "Tom"]
    sit(group.sam, now, meeting)
    assert asked().whose_id != row.whose_id


def test_two_who_wish_and_would_sit_can_be_beside_each_other(group, meeting, now):
    for each in (group.dee, group.nia):
        like(each, now, meeting)
        sit(each, now, meeting)
    assert {(each.whose.name, each.member.name) for each in Beside.objects.all()} == {("Dee", "Nia"), ("Nia", "Dee")}


def test_a_circle_of_one_waits_kindly(now):
    alone = make_group(name="One", now=now - DAY, people=("Tom",))
    make_meeting(alone, now=now + DAY)
    like(alone.tom, now)
    sit(alone.tom, now)
    assert beside(alone.tom, now) == ""
    assert not Beside.objects.exists()


def test_of_three_two_who_would_rather_not_are_never_put_together(now):
    three = make_group(name="Three", now=now - DAY, people=("Tom", "Dee", "Sam"))
    meeting = make_meeting(three, now=now + DAY)
    circles.choose_together(by=three.tom, other=three.dee, together=False)
    sit(three.tom, now)
    like(three.dee, now, meeting)
    assert not Beside.objects.exists()
    sit(three.sam, now)
    assert asked().member == three.sam
    circles.choose_together(by=three.dee, other=three.sam, together=False)
    actions.draw_all_due(now=now)
    assert not Beside.objects.exists(), "it counts for what was drawn before, too"


def test_nobody_is_asked_whom_the_lot_keeps_apart(harbour: Group, now: datetime):
    now = timezone.now()
    meeting = make_meeting(harbour, now=now + DAY)
    one, other = sorted(min(apart_by_lot(harbour.circle, now=now).by_lot, key=sorted))
    members = {each.pk: each for each in harbour.members.values()}
    sit(members[one], now)
    like(members[other], now, meeting)
    assert not Beside.objects.exists()


@pytest.mark.parametrize("how", ["leaves", "rests", "stays away", "is held"])
def test_whoever_said_yes_and_cannot_any_more_is_let_go_and_the_next_asked(group, meeting, now, how):
    for each in (group.tom, group.sam):
        sit(each, now)
    like(group.dee, now, meeting)
    gone = yes(now).member
    other = group.sam if gone == group.tom else group.tom
    if how == "leaves":
        circles.leave(by=gone, now=now)
    elif how == "rests":
        begin_rest(by=gone.person, begins_at=now, ends_at=None, is_shown=False, now=now)
    elif how == "stays away":
        answers.answer(meeting=fresh(meeting), by=gone, kind=AnswerKind.NOT_THIS_TIME, now=now)
    else:
        Member.objects.filter(pk=gone.pk).update(held_until=now + DAY)
    assert beside(group.dee, now) == ""
    actions.draw_all_due(now=now)
    assert asked().member == other
    assert not Commitment.objects.filter(person=gone.person).exists()


@pytest.mark.parametrize("how", ["leaves", "takes it back", "stays away"])
def test_when_whoever_wished_goes_nothing_is_asked_any_more(group, meeting, now, how):
    sit(group.tom, now)
    like(group.dee, now, meeting)
    row = asked()
    if how == "leaves":
        circles.leave(by=group.dee, now=now)
    elif how == "takes it back":
        like(group.dee, now, meeting, yes=False)
    else:
        answers.answer(meeting=fresh(meeting), by=group.dee, kind=AnswerKind.NOT_THIS_TIME, now=now)
    with pytest.raises(IsOver):
        actions.will_be(beside=row, by=group.tom, now=now)
    assert queries.mine(viewer=group.tom, now=now).asked == []
    actions.draw_all_due(now=now)
    assert not Ask.objects.filter(closed_at=None).exists()


def test_nobody_is_drawn_past_what_they_have_and_an_ask_waits_three_days(group, now):
    meeting = make_meeting(group, now=now + 6 * DAY)
    sit(group.tom, now)
    say_hours(by=group.tom.person, hours=0)
    like(group.dee, now, meeting)
    assert not Beside.objects.exists()
    sit(group.sam, now)
    row = asked()
    later = now + 3 * DAY + timedelta(minutes=1)
    with pytest.raises(IsOver):
        actions.will_be(beside=row, by=group.sam, now=later)
    assert queries.mine(viewer=group.sam, now=later).asked == []
    say_hours(by=group.tom.person, hours=9)
    actions.draw_all_due(now=later)
    assert asked().member == group.tom


def test_a_wish_for_all_is_looked_after_in_the_week_before_and_one_meeting_can_be_left_out(group, now):
    far = make_meeting(group, now=now + 10 * DAY)
    near = make_meeting(group, now=now + 3 * DAY)
    sit(group.tom, now)
    like(group.dee, now)
    assert asked().meeting == near
    like(group.dee, now, near, yes=False)
    assert not Beside.objects.exists()
    actions.draw_all_due(now=now + 4 * DAY)
    assert asked().meeting == far
    like(group.dee, now + 4 * DAY, yes=False)
    assert not Beside.objects.exists()
    assert not SaidBeside.objects.filter(member=group.dee, is_yes=True).exists()


def test_who_was_together_least_comes_first(group, meeting, now):
    one, other = sorted((group.dee, group.tom), key=lambda each: each.pk)
    Together.objects.create(one=one, other=other, times=1, last=1)
    for each in (group.tom, group.sam):
        sit(each, now)
    like(group.dee, now, meeting)
    assert asked().member == group.sam


def test_when_the_meeting_is_over_nothing_is_left(group, meeting, now):
    sit(group.tom, now, meeting)
    like(group.dee, now, meeting)
    yes(now)
    series.call_off(meeting=fresh(meeting), by=group.tom, and_later=False, now=now)
    with pytest.raises(IsOver):
        like(group.sam, now, meeting)
    actions.clear_old(now=now)
    assert not SaidBeside.objects.exists()
    assert not Beside.objects.exists()
    assert not Commitment.objects.exists()
    assert not Ask.objects.filter(closed_at=None).exists()


def test_an_open_meeting_counts_and_whoever_left_says_nothing_more(group, meeting, now):
    rooms.begin(meeting=fresh(meeting), by=group.sam, now=meeting.starts_at)
    sit(group.tom, now, meeting)
    like(group.dee, now, meeting)
    assert yes(now).stands == Stands.ASKED
    assert beside(group.dee, now) == "Tom"
    circles.leave(by=group.nia, now=now)
    with pytest.raises(NotHere):
        like(group.nia, now, meeting)


def test_a_newcomer_is_never_read_of_what_another_said(group, meeting, now):
    sit(group.tom, now)
    like(group.dee, now, meeting)
    yes(now)
    pia = add_member(group, "Pia", now=now)
    seen = queries.mine(viewer=pia, now=now)
    assert seen.asked == []
    assert not any(each.would_like or each.would_sit or each.companion for each in seen.coming)
    with pytest.raises(NotHere):
        queries.beside_of(viewer=pia, beside_id=Beside.objects.get().public_id)
