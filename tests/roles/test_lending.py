"""Roles are taken on by those who like to, for a meeting or a term, handed back without a reason, and open again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.circles.choices import Power
from handinhand.circles.queries import NotHere
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import roles as in_meetings
from handinhand.meetings.choices import Role
from handinhand.meetings.models import Meeting, Notes
from handinhand.roles import actions
from handinhand.roles.actions import RoleStays
from handinhand.roles.choices import Kind, Seats
from handinhand.roles.models import LentRole, Loan
from handinhand.roles.queries import seeing
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.meetings.rooms import make_meeting
from tests.roles.lent import TERM, coming

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def today():
    return timezone.now()


def lines(group: Group) -> int:
    return Entry.objects.filter(circle=group.circle).count()


def held_by(group: Group, ref: str, now) -> list[str]:
    one = seeing.one_role(viewer=group.dee, ref=ref, now=now)
    return [each.who.name for each in one.seen.terms]


def test_without_doing_anything_the_roles_are_there_and_nothing_is_kept(harbour, today):
    shown = [each.name for each in seeing.all_roles(viewer=harbour.dee, now=today)]
    assert shown == ["Holding the meeting", "Welcoming", "Keeping the notes", "Keeping the time"]
    client_of(harbour.dee).get(f"/c/{harbour.circle.public_id}/roles/hold/")
    assert LentRole.objects.count() == 0


def test_a_term_is_taken_with_one_line_and_handed_back_with_none(harbour, today):
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=today)
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=today)
    assert held_by(harbour, "welcome", today) == ["Dee"]
    assert Entry.objects.filter(power=Power.TAKE_ROLE, circle=harbour.circle).count() == 1
    with pytest.raises(RoleStays, match="before you"):
        actions.take_on(by=harbour.tom, ref="welcome", until=(today + TERM).date(), now=today)
    before = lines(harbour)
    actions.hand_back(by=harbour.dee, loan_id=Loan.objects.get().public_id, now=today)
    assert (held_by(harbour, "welcome", today), lines(harbour), Loan.objects.count()) == ([], before, 0)
    actions.take_on(by=harbour.tom, ref="welcome", until=(today + TERM).date(), now=today)
    assert held_by(harbour, "welcome", today) == ["Tom"]


def test_what_was_held_a_while_and_handed_back_looks_like_a_term_that_ended(harbour, today):
    began = today - timedelta(days=20)
    actions.take_on(by=harbour.dee, ref="time", until=(today + TERM).date(), now=began)
    actions.take_on(by=harbour.tom, ref="welcome", until=today.date(), now=began)
    actions.hand_back(by=harbour.dee, loan_id=Loan.objects.get(member=harbour.dee).public_id, now=today)
    for ref in ("time", "welcome"):
        actions.take_on(by=harbour.sam, ref=ref, until=(today + TERM).date(), now=today)
    over = list(Loan.objects.filter(ended_at__isnull=False).values_list("until", "ended_at"))
    assert over == [(today.date(), today)] * 2


def test_nobody_hands_back_what_somebody_else_holds(harbour, hillside, today):
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=today)
    loan = Loan.objects.get()
    for other in (harbour.tom, hillside.bo):
        actions.hand_back(by=other, loan_id=loan.public_id, now=today)
    actions.hand_back(by=harbour.dee, loan_id="not there", now=today)
    assert held_by(harbour, "welcome", today) == ["Dee"]


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_term_has_an_end_that_is_ahead_and_within_a_year(harbour, today, days):
    with pytest.raises(RoleStays, match="day"):
        actions.take_on(by=harbour.dee, ref="welcome", until=(today + timedelta(days=days)).date(), now=today)


def test_a_term_of_the_notes_is_what_plan_and_room_show_in_its_meetings_alone(harbour, today):
    soon = make_meeting(harbour, now=today + timedelta(days=2))
    late = make_meeting(harbour, now=today + TERM + timedelta(days=2))
    theirs = make_meeting(harbour, now=today + timedelta(days=3))
    in_meetings.take(meeting=theirs, by=harbour.tom, role=Role.NOTES, now=today)
    actions.take_on(by=harbour.dee, ref="notes", until=(today + TERM).date(), now=today)
    assert dict(Notes.objects.values_list("meeting", "keeper")) == {soon.pk: harbour.dee.pk, theirs.pk: harbour.tom.pk}
    in_meetings.hand_back(meeting=soon, by=harbour.dee, role=Role.NOTES, now=today)
    new = make_meeting(harbour, now=today + timedelta(days=4))
    Meeting.objects.filter(pk=new.pk).update(invited_at=today + timedelta(hours=1))
    Meeting.objects.filter(pk__in=[soon.pk, late.pk]).update(invited_at=today - timedelta(hours=1))
    actions.pick_up_all(now=today + timedelta(hours=2))
    assert dict(Notes.objects.values_list("meeting", "keeper")) == {new.pk: harbour.dee.pk, theirs.pk: harbour.tom.pk}


def test_one_who_stays_and_one_who_changes(harbour, today):
    meeting = coming(harbour, now=today)
    actions.change(by=harbour.asha, ref="welcome", name="", takes="", seats=Seats.STEADY, now=today)
    actions.take_on(by=harbour.dee, ref="welcome", until=(today + TERM).date(), now=today)
    actions.take_on(by=harbour.tom, ref="welcome", meeting_id=meeting.public_id, now=today)
    assert dict(Loan.objects.values_list("seat", "member")) == {"steady": harbour.dee.pk, "rotating": harbour.tom.pk}


def test_a_pair_is_one_for_themselves_and_one_for_an_organisation(harbour, today):
    until = (today + TERM).date()
    actions.change(by=harbour.asha, ref="hold", name="", takes="", seats=Seats.PAIR, now=today)
    actions.take_on(by=harbour.dee, ref="hold", until=until, now=today)
    with pytest.raises(RoleStays, match="another way"):
        actions.take_on(by=harbour.tom, ref="hold", until=until, now=today)
    actions.take_on(by=harbour.marcus, ref="hold", until=until, now=today)
    assert held_by(harbour, "hold", today) == ["Dee", "Marcus"]


def test_who_leaves_or_is_not_here_holds_nothing(harbour, hillside, today):
    until = (today + TERM).date()
    actions.take_on(by=harbour.dee, ref="welcome", until=until, now=today)
    actions.say(by=harbour.dee, ref="time", says="yes", now=today)
    leave(by=harbour.dee, now=today)
    assert seeing.all_roles(viewer=harbour.tom, now=today)[1].terms == []
    assert LentRole.objects.get(kind=Kind.TIME).willing.count() == 0
    for other in (harbour.dee, hillside.bo):
        with pytest.raises((NotHere, RoleStays)):
            actions.take_on(by=other, ref=LentRole.objects.get(kind=Kind.TIME).public_id, until=until, now=today)


def test_a_role_is_invented_changed_and_let_go_with_a_line_each(harbour, today):
    plants = actions.invent(by=harbour.dee, name="The plants", takes="Some water.", seats=Seats.ONE, now=today)
    given = {"by": harbour.tom, "ref": plants.ref, "now": today}
    actions.change(**given, name="The plants", takes="Some water.", seats=Seats.ONE)
    assert Entry.objects.filter(power=Power.SET_ROLE).count() == 1
    actions.change(**given, name="Plants", takes="", seats=Seats.ONE)
    assert Entry.objects.filter(power=Power.SET_ROLE).count() == 2
    actions.take_on(by=harbour.dee, ref=plants.ref, until=(today + TERM).date(), now=today)
    with pytest.raises(RoleStays, match="holds this role"):
        actions.let_role_go(**given)
    actions.hand_back(by=harbour.dee, loan_id=Loan.objects.get().public_id, now=today)
    actions.let_role_go(**given)
    assert Entry.objects.filter(power=Power.LET_ROLE_GO).count() == 1
    assert len(seeing.all_roles(viewer=harbour.dee, now=today)) == 4
    with pytest.raises(NotHere):
        actions.let_role_go(**given)
    with pytest.raises(RoleStays, match="always there"):
        actions.let_role_go(by=harbour.tom, ref="notes", now=today)


@pytest.mark.parametrize("name", ["the plants", " The  PLANTS ", "welcoming", "Wеlcoming"])
def test_the_same_name_twice_is_one_role(harbour, today, name):
    actions.invent(by=harbour.dee, name="The plants", takes="", seats=Seats.ONE, now=today)
    with pytest.raises(RoleStays, match="that name already"):
        actions.invent(by=harbour.tom, name=name, takes="", seats=Seats.ONE, now=today)


def test_the_database_keeps_a_role_without_a_name_out(harbour):
    with pytest.raises(IntegrityError), transaction.atomic():
        LentRole.objects.create(circle=harbour.circle, kind=Kind.OWN)
    with pytest.raises(IntegrityError), transaction.atomic():
        LentRole.objects.create(circle=harbour.circle, kind="care")


def test_care_is_offered_and_never_drawn(harbour, today):
    with pytest.raises(NotHere):
        actions.open_draw(by=harbour.dee, ref="care", days=1, until=(today + TERM).date(), now=today)
    page = text_of(client_of(harbour.dee).get(f"/c/{harbour.circle.public_id}/roles/"))
    assert "Care is offered, never drawn." in page
