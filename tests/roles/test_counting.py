"""How often somebody held a role: by each meeting once, whichever way it was lent; and shares come together by it."""

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from handinhand.fairness.drawing import remembered
from handinhand.meetings.actions import roles as in_meetings
from handinhand.meetings.choices import MeetingState, Role
from handinhand.meetings.models import Meeting
from handinhand.roles import actions
from handinhand.roles.actions import RoleStays
from handinhand.roles.choices import Seats, Stage
from handinhand.roles.models import LentRole, Loan, RoleDraw
from handinhand.roles.queries.counting import lent_before
from tests.cast import Group, make_group
from tests.meetings.rooms import make_meeting
from tests.roles.lent import TERM, closed, in_it, opened, willing

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def today():
    return timezone.now()


def seats(group: Group, many: Seats, *, now: datetime, ref: str = "welcome") -> None:
    actions.change(by=group.asha, ref=ref, name="", takes="", seats=many, now=now)


def meet(meeting: Meeting) -> None:
    """The meeting was held."""
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED, closed_at=meeting.starts_at)


def times(ref: str, *, now: datetime, most: int = 12) -> dict[int, int]:
    return dict(lent_before(LentRole.objects.get(kind=ref), most=most, now=now))


@pytest.mark.parametrize("ref", ["welcome", "hold", "notes"])
def test_whoever_stays_is_not_drawn_for_the_seat_that_changes(harbour, today, ref):
    seats(harbour, Seats.STEADY, now=today, ref=ref)
    meeting = make_meeting(harbour, now=today + timedelta(days=9))
    actions.take_on(by=harbour.dee, ref=ref, until=(today + TERM).date(), now=today)
    draw = opened(harbour, now=today, ref=ref, meeting_id=meeting.public_id)
    willing(harbour.dee, harbour.tom, now=today, ref=ref)
    assert in_it(closed(draw, now=today)) == {harbour.tom.pk}


def test_whoever_stays_and_is_alone_in_it_leaves_the_seat_open(harbour, today):
    seats(harbour, Seats.STEADY, now=today)
    meeting = make_meeting(harbour, now=today + timedelta(days=9))
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=today)
    draw = opened(harbour, now=today, meeting_id=meeting.public_id)
    willing(harbour.dee, now=today)
    assert closed(draw, now=today).stage == Stage.NOBODY


def test_whoever_handed_a_term_back_for_one_meeting_can_be_drawn_in_it(harbour, today):
    seats(harbour, Seats.STEADY, now=today)
    meeting = make_meeting(harbour, now=today + timedelta(days=9))
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=today)
    loan = Loan.objects.get()
    actions.hand_back(by=harbour.dee, loan_id=loan.public_id, meeting_id=meeting.public_id, now=today)
    draw = opened(harbour, now=today, meeting_id=meeting.public_id)
    willing(harbour.dee, now=today)
    assert in_it(closed(draw, now=today)) == {harbour.dee.pk}


@pytest.mark.parametrize("ref", ["hold", "notes"])
def test_whoever_has_one_seat_of_a_pair_is_not_drawn_for_the_other(harbour, today, ref):
    """A meeting shows one of us who holds it: they fit the other seat, too, once they come another way."""
    seats(harbour, Seats.PAIR, now=today, ref=ref)
    actions.take_on(by=harbour.dee, ref=ref, until=(today + TERM).date(), now=today)
    harbour.dee.standing, harbour.dee.organisation = harbour.marcus.standing, harbour.marcus.organisation
    harbour.dee.save(update_fields=["standing", "organisation"])
    draw = opened(harbour, now=today, ref=ref)
    willing(harbour.dee, harbour.marcus, now=today, ref=ref)
    assert in_it(closed(draw, now=today)) == {harbour.marcus.pk}


def test_nobody_takes_on_a_second_seat_of_the_same_role(harbour, today):
    seats(harbour, Seats.STEADY, now=today)
    meeting = make_meeting(harbour, now=today + timedelta(days=9))
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=today)
    with pytest.raises(RoleStays, match="You hold this"):
        actions.take_on(by=harbour.dee, ref="welcome", meeting_id=meeting.public_id, now=today)


def test_a_term_counts_by_its_meetings_like_what_is_lent_for_one(harbour, today):
    """One who stays, and others who change, held it as often as there were meetings."""
    began = today - timedelta(days=40)
    seats(harbour, Seats.STEADY, now=began)
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=began)
    for number in range(5):
        meeting = make_meeting(harbour, now=began + timedelta(days=3 * number + 2))
        before = meeting.starts_at - timedelta(days=1)
        actions.take_on(by=harbour.tom, ref="welcome", meeting_id=meeting.public_id, now=before)
        meet(meeting)
    assert times("welcome", now=today) == {harbour.dee.pk: 5, harbour.tom.pk: 5}


def test_a_meeting_outside_of_a_term_or_handed_back_is_not_one_of_its_times(harbour, today):
    began = today - timedelta(days=30)
    meetings = [make_meeting(harbour, now=began + timedelta(days=each)) for each in (-3, 3, 6, 9, 25)]
    actions.take_on(by=harbour.dee, ref="welcome", until=(began + timedelta(days=20)).date(), now=began)
    loan = Loan.objects.get()
    back = {"loan_id": loan.public_id, "meeting_id": meetings[2].public_id, "now": began}
    actions.hand_back(by=harbour.dee, **back)
    for each in meetings[:4]:
        meet(each)
    assert times("welcome", now=today) == {harbour.dee.pk: 2}


def test_what_somebody_else_was_lent_for_a_meeting_is_theirs_alone(harbour, today):
    began = today - timedelta(days=30)
    meeting = make_meeting(harbour, now=began + timedelta(days=3))
    other = make_meeting(harbour, now=began + timedelta(days=6))
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=began)
    loan = Loan.objects.get()
    actions.hand_back(by=harbour.dee, loan_id=loan.public_id, meeting_id=meeting.public_id, now=began)
    actions.take_on(by=harbour.tom, ref="welcome", meeting_id=meeting.public_id, now=began)
    Loan.objects.filter(pk=loan.pk).update(not_in=[])
    meet(meeting)
    meet(other)
    assert times("welcome", now=today) == {harbour.dee.pk: 1, harbour.tom.pk: 1}


def test_a_term_without_a_meeting_is_one_time(harbour, today):
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=today - timedelta(days=9))
    assert times("welcome", now=today) == {harbour.dee.pk: 1}


@pytest.mark.parametrize(("ref", "role"), [("hold", Role.HOLD), ("notes", Role.NOTES)])
def test_what_a_meeting_keeps_itself_counts_once_with_its_term(harbour, today, ref, role):
    began = today - timedelta(days=40)
    meetings = [make_meeting(harbour, now=began + timedelta(days=each)) for each in (3, 6, 9)]
    Meeting.objects.update(invited_at=began)
    actions.take_on(by=harbour.dee, ref=ref, until=(today + TERM).date(), now=began)
    # One of them was handed back, and Tom held it.
    in_meetings.hand_back(meeting=meetings[1], by=harbour.dee, role=role, now=began)
    in_meetings.take(meeting=meetings[1], by=harbour.tom, role=role, now=began)
    for each in meetings:
        meet(each)
    assert times(ref, now=today) == {harbour.dee.pk: 2, harbour.tom.pk: 1}


def test_a_term_that_goes_on_is_no_older_than_its_last_meeting(harbour, today):
    """Many times that others held it meanwhile do not push it out of what is remembered."""
    began = today - timedelta(days=90)
    seats(harbour, Seats.STEADY, now=began)
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=began)
    for number in range(14):
        meeting = make_meeting(harbour, now=began + timedelta(days=3 * number + 2))
        before = meeting.starts_at - timedelta(days=1)
        actions.take_on(by=harbour.tom, ref="welcome", meeting_id=meeting.public_id, now=before)
        meet(meeting)
    assert times("welcome", now=today) == {harbour.dee.pk: 14, harbour.tom.pk: 11}


@pytest.fixture
def chance(monkeypatch):
    """The same chance in every run: of seeds, and of the marks by which draws and members are mixed in."""
    lot = random.Random(20261124)
    monkeypatch.setattr("secrets.token_hex", lambda many: lot.randbytes(many).hex())
    monkeypatch.setattr("secrets.choice", lot.choice)
    return lot


NAMES_IN = ("Tom", "Dee", "Asha", "Marcus")


@pytest.mark.parametrize("ref", ["welcome", "hold"])
@pytest.mark.parametrize("rounds", [24, pytest.param(96, marks=pytest.mark.soak)])
def test_shares_come_together_where_all_say_yes(chance, db, today, ref, rounds):
    """Drawn again and again, each draw counts what was, and nobody is far from an equal share."""
    group = make_group(name="Harbour Circle", now=today - timedelta(days=4 * rounds + 9), people=NAMES_IN)
    people = [group.members[name] for name in NAMES_IN]
    began = today - timedelta(days=4 * rounds + 2)
    willing(*people, now=began, ref=ref)
    lent: list[int] = []
    for number in range(rounds):
        now = began + timedelta(days=4 * number)
        meeting = make_meeting(group, now=now + timedelta(days=3))
        draw = actions.open_draw(by=people[0], ref=ref, days=1, meeting_id=meeting.public_id, now=now)
        actions.close_due(draw=draw, now=draw.closes_at)
        meet(meeting)
        of_late = Counter(lent[-remembered(len(people)) :])
        assert dict(draw.names.values_list("member", "held")) == {each.pk: of_late[each.pk] for each in people}
        lent.append(draw.names.exclude(seat="").get().member_id)
    found = Counter(lent)
    assert all(abs(found[each.pk] - rounds / len(people)) <= 2 for each in people), found


def test_one_who_stays_is_no_more_often_drawn_than_those_who_change(chance, db, today):
    """Lent both ways: terms of four meetings, and a draw for each meeting; all hold it alike in the end."""
    group = make_group(name="Harbour Circle", now=today - timedelta(days=400), people=NAMES_IN)
    people = [group.members[name] for name in NAMES_IN]
    began = today - timedelta(days=330)
    seats(group, Seats.STEADY, now=began)
    willing(*people, now=began)
    held: Counter[int] = Counter()
    for number in range(8):
        first = began + timedelta(days=40 * number)
        until = (first + timedelta(days=35)).date()
        term = actions.open_draw(by=people[0], ref="welcome", days=1, until=until, now=first)
        actions.close_due(draw=term, now=term.closes_at)
        stays = Loan.objects.get(meeting=None, ended_at=None)
        for each in range(4):
            now = first + timedelta(days=2 + 8 * each)
            meeting = make_meeting(group, now=now + timedelta(days=3))
            draw = actions.open_draw(by=people[0], ref="welcome", days=1, meeting_id=meeting.public_id, now=now)
            actions.close_due(draw=draw, now=draw.closes_at)
            assert stays.member_id not in in_it(RoleDraw.objects.get(pk=draw.pk))
            meet(meeting)
            held.update([stays.member_id, draw.names.exclude(seat="").get().member_id])
    assert sum(held.values()) == 64
    assert all(abs(held[each.pk] - 16) <= 4 for each in people), held
