"""Care where somebody left, came back, or is held: nothing opens again by itself, and nothing gets stuck."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from handinhand.care import actions as care
from handinhand.care.actions import persons, support
from handinhand.care.choices.persons import Place
from handinhand.care.models import PassedOn, SupportPerson, TurnedTo
from handinhand.circles.actions import agree_to_hold, ask_hold, invite, join, leave, lift_hold
from handinhand.circles.models import Member
from handinhand.meetings.actions import rooms, said
from handinhand.meetings.models import Meeting
from handinhand.words.actions import write
from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.care.passing_on import name_somebody, pass_on
from tests.cast import Group
from tests.meetings import rooms as stage

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ALONE = "I count the boats."
PLACE = {"shape": "sun", "colour": "leaf", "standing": "for_myself", "organisation": None}


@pytest.fixture
def at(now: datetime):
    with time_machine.travel(now, tick=False) as clock:
        yield clock


def sees(member: Member) -> set[str]:
    return {each.body for each in Words.objects.visible_to(member.person)}


def fresh(member: Member) -> Member:
    return Member.objects.select_related("circle", "person").get(pk=member.pk)


def turned(group: Group) -> TurnedTo:
    """Dee is Tom's person, and Tom turned to her."""
    chosen = persons.choose(by=group.tom.person, member=group.dee, place=Place.FIRST, now=timezone.now())
    persons.say_yes_to(support=chosen, by=group.dee.person, now=timezone.now())
    return support.turn_to(support=chosen, by=group.tom.person, text="A slow day.", now=timezone.now())


def held(group: Group):
    hold = ask_hold(member=group.dee, by=group.asha, now=timezone.now())
    return agree_to_hold(hold=hold, by=group.sam, now=timezone.now())


def come_back(group: Group) -> Member:
    invitation = invite(by=group.tom, now=timezone.now())
    return join(person=group.dee.person, invitation=invitation, name="Dee", **PLACE, now=timezone.now())


def say_it_in_between(group: Group, _meeting: Meeting) -> None:
    care.say_in_between(by=group.dee, to=None, body="More.", picture="", now=timezone.now())


def say_it_in_a_meeting(group: Group, meeting: Meeting) -> None:
    said.say_how_i_am(meeting=meeting, by=group.dee, body="More.", to_meeting=False, now=timezone.now())


@pytest.mark.parametrize("say", [say_it_in_between, say_it_in_a_meeting])
def test_whoever_left_while_they_were_writing_opens_nothing_again(harbour: Group, at, say):
    care.say_in_between(by=harbour.dee, to=None, body=ALONE, picture="", now=timezone.now())
    meeting = stage.begin(harbour, now=timezone.now())
    leave(by=fresh(harbour.dee), now=timezone.now())
    with pytest.raises((care.NotAmongThem, rooms.NotNow)):
        say(harbour, meeting)
    assert sees(harbour.dee) == set()
    assert Words.objects.count() == 1
    assert sees(come_back(harbour)) == {ALONE}


def test_words_for_tomorrow_stay_for_tomorrow_when_a_hold_ends_today(harbour: Group, at):
    meeting = stage.begin(harbour, now=timezone.now(), come=("Tom", "Dee"))
    given = {"scope_id": meeting.scope.public_id, "to": harbour.dee.public_id, "body": "Did you sleep?"}
    care.ask_for_tomorrow(by=harbour.tom, **given, now=timezone.now())
    lift_hold(hold=held(harbour), by=harbour.asha, now=timezone.now())
    assert sees(harbour.dee) == set()
    at.shift(timedelta(hours=5, minutes=59))
    assert sees(harbour.dee) == set()
    at.shift(timedelta(minutes=2))
    assert sees(harbour.dee) == {"Did you sleep?"}


def test_words_for_tomorrow_wait_for_a_hold_to_be_over(harbour: Group, at):
    meeting = stage.begin(harbour, now=timezone.now(), come=("Tom", "Dee"))
    given = {"scope_id": meeting.scope.public_id, "to": harbour.dee.public_id, "body": "Did you sleep?"}
    care.ask_for_tomorrow(by=harbour.tom, **given, now=timezone.now())
    held(harbour)
    at.shift(timedelta(hours=7))
    assert sees(harbour.dee) == set()
    at.shift(timedelta(hours=18))
    assert sees(harbour.dee) == {"Did you sleep?"}


def test_somebody_who_becomes_a_person_while_held_reads_nothing_before_it_is_over(harbour: Group, at):
    chosen = persons.choose(by=harbour.tom.person, member=harbour.dee, place=Place.FIRST, now=timezone.now())
    held(harbour)
    persons.say_yes_to(support=chosen, by=harbour.dee.person, now=timezone.now())
    scope = SupportPerson.objects.select_related("scope").get().scope
    written = {"circle": harbour.circle, "by": harbour.tom.person, "body": "A slow day.", "state": "shared"}
    write(scope=scope, **written, now=timezone.now())
    assert sees(harbour.dee) == set()
    at.shift(timedelta(days=1, minutes=1))
    assert sees(harbour.dee) == {"A slow day."}


def test_whoever_left_takes_back_what_they_sent(harbour: Group, at):
    sent = turned(harbour)
    leave(by=fresh(harbour.tom), now=timezone.now())
    support.take_back(turned=sent, by=harbour.tom.person, now=timezone.now())
    assert not TurnedTo.objects.exists()
    assert not Words.objects.exists()
    assert sees(harbour.dee) == set()


def test_what_is_old_goes_also_where_whoever_sent_it_left(harbour: Group, at):
    turned(harbour)
    leave(by=fresh(harbour.tom), now=timezone.now())
    at.shift(timedelta(days=31))
    support.clear_turned(now=timezone.now())
    assert not TurnedTo.objects.exists()
    assert not Words.objects.exists()


def test_whoever_came_back_forgets_what_they_passed_on_before(harbour: Group, at):
    kept = pass_on(harbour.dee, name_somebody(harbour, timezone.now()), timezone.now())
    leave(by=fresh(harbour.dee), now=timezone.now())
    come_back(harbour)
    page = f"/c/{harbour.circle.public_id}/danger/mine/{kept.public_id}/"
    dee = client_of(harbour.dee)
    assert "It is gone for good from here." in text_of(dee.get(send(dee, page)["Location"]))
    assert not PassedOn.objects.exists()
    assert not Words.objects.exists()
