from datetime import datetime, timedelta

import pytest
from django.db import transaction

from handinhand.circles import actions
from handinhand.circles.actions import (
    InvitationClosed,
    NameTaken,
    NeverEmpty,
    NoSuchTimeZone,
    OrganisationUnnamed,
    Place,
    Refused,
)
from handinhand.circles.choices import Power
from handinhand.circles.models import Invitation, Member
from handinhand.circles.queries import NotHere, member_of, present_members
from handinhand.ground.models import Circle, Person
from handinhand.ledger.models import Entry
from handinhand.live.queries import ending_channel, versions_of
from handinhand.words import actions as words
from handinhand.words.choices import ScopeKind, State
from handinhand.words.models import Scope, ScopeMember, Words
from handinhand.words.queries import circle_scope, own_scope
from tests.cast import Group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
CIRCLE = {
    "name": "Quay Circle",
    "purpose": "To mend the waiting room.",
    "limits": "If a child is in danger, we tell.",
    "time_zone": "Asia/Kathmandu",
}


def place(name: str, *, organisation: str | None = None, standing: str = "for_myself") -> Place:
    return Place(name=name, shape="hill", colour="plum", standing=standing, organisation=organisation)


def powers(circle: Circle) -> list[str]:
    return list(Entry.objects.filter(circle=circle).order_by("pk").values_list("power", flat=True))


def test_whoever_starts_a_circle_is_the_first_in_it(now: datetime) -> None:
    first = actions.start_circle(person=None, member=place("Yuki"), now=now, **CIRCLE)
    assert [each.name for each in present_members(first.circle)] == ["Yuki"]
    assert first.circle.decision_rule.share_percent == 50
    assert ScopeMember.objects.filter(scope=circle_scope(first.circle), person=first.person).exists()
    assert own_scope(first.circle, first.person).of == first.person
    entry = Entry.objects.get(circle=first.circle)
    assert (entry.power, entry.by, entry.object_id) == (Power.START_CIRCLE, first.person, first.public_id)


@pytest.mark.parametrize("change", [{"time_zone": "Europe/Atlantis"}, {"limits": " \n "}])
def test_a_circle_has_a_clock_and_says_what_cannot_stay_private(now: datetime, change: dict[str, str]) -> None:
    with pytest.raises((NoSuchTimeZone, NeverEmpty)):
        actions.start_circle(person=None, member=place("Yuki"), now=now, **{**CIRCLE, **change})
    assert not Person.objects.exists()
    assert not Circle.objects.exists()


def test_a_newcomer_sees_what_the_circle_shares(harbour: Group, now: datetime) -> None:
    said = words.write(
        circle=harbour.circle, scope=harbour.scope, by=harbour.tom.person, body="Hello", state=State.SHARED, now=now
    )
    invitation = actions.invite(by=harbour.tom, now=now)
    joined = actions.join(person=None, invitation=invitation, now=now, **place("Yuki"))
    assert list(Words.objects.visible_to(joined.person)) == [said]
    assert powers(harbour.circle) == [Power.INVITE, Power.JOIN]


def test_joining_twice_is_joining_once(harbour: Group, now: datetime) -> None:
    invitation = actions.invite(by=harbour.tom, now=now)
    again = actions.join(person=harbour.dee.person, invitation=invitation, now=now, **place("Somebody else"))
    assert (again.pk, again.name) == (harbour.dee.pk, "Dee")
    assert powers(harbour.circle) == [Power.INVITE]


@pytest.mark.parametrize("name", ["Tom", "  tOM ", "T\u200dom", "Ｔｏｍ"])
def test_two_people_who_are_here_do_not_go_by_one_name(harbour: Group, now: datetime, name: str) -> None:
    invitation = actions.invite(by=harbour.dee, now=now)
    before = Person.objects.count()
    with pytest.raises(NameTaken):
        actions.join(person=None, invitation=invitation, now=now, **place(name))
    assert Person.objects.count() == before
    with pytest.raises(NameTaken):
        actions.change_my_place(by=harbour.dee, **place(name))
    actions.change_my_place(by=harbour.tom, **place(name))


def test_the_name_of_somebody_who_left_is_free(harbour: Group, now: datetime) -> None:
    actions.leave(by=harbour.tom, now=now)
    invitation = actions.invite(by=harbour.dee, now=now)
    assert actions.join(person=None, invitation=invitation, now=now, **place("Tom")).name == "Tom"
    with pytest.raises(NameTaken):
        actions.join(person=harbour.tom.person, invitation=invitation, now=now, **place("Tom"))


def test_who_comes_for_an_organisation_says_which(harbour: Group) -> None:
    with pytest.raises(OrganisationUnnamed):
        actions.change_my_place(by=harbour.dee, **place("Dee", standing="for_organisation"))
    actions.change_my_place(by=harbour.dee, **place("Dee", standing="for_organisation", organisation="The Quay Trust"))
    actions.change_my_place(by=harbour.dee, **place("Dee", organisation="The Quay Trust"))
    assert Member.objects.get(pk=harbour.dee.pk).organisation is None


def test_leaving_ends_all_sight_at_once(harbour: Group, now: datetime) -> None:
    meeting = words.make_scope(circle=harbour.circle, kind=ScopeKind.MEETING)
    words.let_see(scope=meeting, person=harbour.tom.person)
    for scope in (harbour.scope, meeting, own_scope(harbour.circle, harbour.tom.person)):
        words.write(circle=harbour.circle, scope=scope, by=harbour.tom.person, body="mine", state=State.SHARED, now=now)
    actions.leave(by=harbour.tom, now=now)
    assert not Words.objects.visible_to(harbour.tom.person).exists()
    assert Words.objects.visible_to(harbour.dee.person).count() == 1
    with pytest.raises(NotHere):
        member_of(viewer=harbour.tom.person, circle_id=harbour.circle.public_id)
    ending = ending_channel(harbour.tom.person.public_id)
    assert versions_of([ending])[ending] == 1


def test_somebody_who_left_uses_no_power_with_a_page_of_before(harbour: Group, now: datetime) -> None:
    stale = Member.objects.select_related("circle", "person").get(pk=harbour.tom.pk)
    actions.leave(by=harbour.tom, now=now)
    with pytest.raises(Refused):
        actions.invite(by=stale, now=now)
    with pytest.raises(Refused):
        actions.leave(by=stale, now=now)
    with pytest.raises(NotHere):
        actions.change_my_place(by=stale, **place("Tom Thumb"))
    assert not Invitation.objects.exists()
    assert powers(harbour.circle) == [Power.LEAVE]


def test_a_member_uses_no_power_in_another_circle(harbour: Group, hillside: Group, now: datetime) -> None:
    with pytest.raises(Refused):
        actions.use_power(power=Power.INVITE, circle=hillside.circle, by=harbour.tom, now=now)
    assert not Entry.objects.exists()


def test_coming_back_is_coming_back_to_ones_own_place(harbour: Group, now: datetime) -> None:
    mine = words.write(
        circle=harbour.circle,
        scope=own_scope(harbour.circle, harbour.tom.person),
        by=harbour.tom.person,
        body="for me",
        state=State.DRAFT,
        now=now,
    )
    invitation = actions.invite(by=harbour.tom, now=now)
    actions.leave(by=harbour.tom, now=now)
    back = actions.join(
        person=harbour.tom.person, invitation=invitation, now=now + timedelta(days=2), **place("Thomas")
    )
    assert (back.pk, back.name, back.left_at) == (harbour.tom.pk, "Thomas", None)
    assert list(Words.objects.visible_to(harbour.tom.person)) == [mine]
    assert Scope.objects.filter(circle=harbour.circle, of=harbour.tom.person).count() == 1


def test_the_last_one_may_leave_and_an_open_invitation_lets_somebody_in_again(hillside: Group, now: datetime) -> None:
    invitation = actions.invite(by=hillside.bo, now=now)
    actions.leave(by=hillside.kit, now=now)
    actions.leave(by=hillside.bo, now=now)
    assert present_members(hillside.circle) == []
    assert Circle.objects.get(pk=hillside.circle.pk).name == "Hillside Circle"
    assert actions.join(person=None, invitation=invitation, now=now, **place("Yuki")).circle == hillside.circle


def test_a_link_and_a_code_last_seven_days(harbour: Group, now: datetime) -> None:
    invitation = actions.invite(by=harbour.tom, now=now)
    assert len(set(invitation.token)) > 5
    week = timedelta(days=7)
    almost = actions.join(person=None, invitation=invitation, now=now + week - timedelta(seconds=1), **place("Yuki"))
    assert almost.name == "Yuki"
    with pytest.raises(InvitationClosed):
        actions.join(person=None, invitation=invitation, now=now + week, **place("Ines"))


def test_a_withdrawn_invitation_lets_nobody_in(harbour: Group, now: datetime) -> None:
    invitation = actions.invite(by=harbour.tom, now=now)
    stale = Invitation.objects.get(pk=invitation.pk)
    actions.withdraw_invitation(invitation=invitation, by=harbour.dee, now=now)
    actions.withdraw_invitation(invitation=invitation, by=harbour.asha, now=now)
    with pytest.raises(InvitationClosed):
        actions.join(person=None, invitation=stale, now=now, **place("Yuki"))
    assert powers(harbour.circle) == [Power.INVITE, Power.WITHDRAW_INVITATION]


def test_an_effect_that_breaks_leaves_no_line(harbour: Group, now: datetime) -> None:
    with pytest.raises(TypeError), transaction.atomic():
        actions.use_power(power=Power.INVITE, circle=harbour.circle, by=harbour.tom, now=now, nonsense=True)
    assert not Entry.objects.exists()
