"""A circle that closes: it is still read, what is sent to it is given back, and what was to come is called off."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from handinhand.circles.actions import (
    AskNotNow,
    InvitationClosed,
    Refused,
    agree,
    ask_power,
    carry_out_all_due,
    invite,
    join,
    make_invitation,
)
from handinhand.circles.choices import Power, UseState
from handinhand.circles.models import Invitation, OwnRule, PowerUse
from handinhand.ledger.models import Entry
from handinhand.meetings.choices import MeetingState
from handinhand.meetings.models import Meeting
from handinhand.words import actions as words
from handinhand.words.models import Cover, Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group, make_group
from tests.meetings.plans import invited
from tests.meetings.rooms import begin

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SAID = "The lamp by the door is broken."
LATER = timedelta(days=14)


def closes(group: Group, now: datetime) -> PowerUse:
    """Everybody agrees, and its day comes."""
    use = ask_power(power=Power.CLOSE_CIRCLE, by=group.tom, now=now)
    for member in group.members.values():
        if member != group.tom:
            agree(use=use, by=member, now=now)
    carry_out_all_due(now=now + LATER)
    group.circle.refresh_from_db()
    use.refresh_from_db()
    return use


@pytest.fixture
def three(now: datetime) -> Group:
    return make_group(name="Harbour Circle", now=now, people=("Tom", "Dee", "Asha"))


def test_what_is_there_stays_to_be_read_and_nothing_new_begins(three: Group, now: datetime) -> None:
    given = {"circle": three.circle, "scope": three.scope, "by": three.tom.person, "state": "shared"}
    said = words.write(body=SAID, now=timezone.now(), **given)
    way_in = make_invitation(circle=three.circle, by=three.tom, now=now + LATER)
    meeting = invited(three, now=now)
    assert closes(three, now).state == UseState.DONE
    assert Entry.objects.filter(power=Power.CLOSE_CIRCLE).count() == 1
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.CALLED_OFF
    place = {"name": "Yuki", "shape": "star", "colour": "plum", "standing": "for_myself", "organisation": None}
    with pytest.raises(InvitationClosed):
        join(person=None, invitation=way_in, now=now + LATER, **place)
    with pytest.raises(Refused):
        invite(by=three.dee, now=now + LATER)
    dee, at = client_of(three.dee), f"/c/{three.circle.public_id}/"
    assert "This circle is closed" in text_of(dee.get(at))
    assert SAID in [each.body for each in Words.objects.visible_to(three.dee.person)]
    back = send(dee, f"{at}decisions/propose/", text="We open the shed on Mondays.")
    assert "This circle is closed" in text_of(back)
    assert "We open the shed on Mondays." in text_of(back)
    assert Words.objects.count() == 1
    assert Invitation.objects.filter(withdrawn_at=None).count() == 0
    # What keeps people safe, and what is one's own, goes on.
    send(dee, f"{at}words/{said.public_id}/cover/")
    assert Cover.objects.count() == 1
    send(client_of(three.tom), f"/words/{said.public_id}/take-back/")
    assert Words.objects.get().state == "taken_back"
    send(dee, f"{at}leave/")
    three.dee.refresh_from_db()
    assert three.dee.left_at is not None


def test_what_else_was_agreed_does_not_happen_in_a_closed_circle(three: Group, now: datetime) -> None:
    takes = {"agree": 2, "for_themselves": 1, "for_organisations": 0, "notice_days": 30}
    OwnRule.objects.create(circle=three.circle, power=Power.SPEND, decision_id="bcdfghjkmnpq", since=now, **takes)
    other = ask_power(power=Power.SPEND, by=three.tom, text="Tea.", now=now)
    agree(use=other, by=three.dee, now=now)
    assert PowerUse.objects.get(pk=other.pk).state == UseState.AGREED
    closes(three, now)
    carry_out_all_due(now=now + timedelta(days=40))
    assert PowerUse.objects.get(pk=other.pk).state == UseState.AGREED
    assert not Entry.objects.filter(power=Power.SPEND).exists()


def test_it_waits_while_people_meet(three: Group, now: datetime) -> None:
    meeting = begin(three, now=now, come=("Tom", "Dee"))
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now + LATER)
    use = closes(three, now)
    assert (use.state, three.circle.closed_at) == (UseState.AGREED, None)
    carry_out_all_due(now=now + LATER + timedelta(days=2))
    use.refresh_from_db()
    assert use.state == UseState.DONE


def test_one_who_says_no_is_enough_and_one_who_takes_a_yes_back_too(three: Group, now: datetime) -> None:
    use = ask_power(power=Power.CLOSE_CIRCLE, by=three.tom, now=now)
    assert ask_power(power=Power.CLOSE_CIRCLE, by=three.dee, now=now) == use
    agree(use=use, by=three.asha, now=now)
    carry_out_all_due(now=now + LATER)
    assert PowerUse.objects.get().state == UseState.ASKED
    agree(use=use, by=three.dee, now=now)
    send(client_of(three.asha), f"/c/{three.circle.public_id}/agreeing/{use.public_id}/take-back/")
    carry_out_all_due(now=now + LATER)
    three.circle.refresh_from_db()
    assert (PowerUse.objects.get().state, three.circle.closed_at) == (UseState.ASKED, None)


def test_nobody_stops_what_nobody_agreed_to_and_a_stranger_stops_nothing(three: Group, now: datetime) -> None:
    use = ask_power(power=Power.CLOSE_CIRCLE, by=three.tom, now=now)
    at = f"/c/{three.circle.public_id}/agreeing/{use.public_id}/"
    dee = client_of(three.dee)
    page = text_of(dee.get(send(dee, f"{at}stop/").headers["Location"]))
    assert "there is nothing to stop" in page
    send(Client(), f"{at}yes/")
    assert use.yeses.count() == 1
    with pytest.raises(AskNotNow):
        ask_power(power=Power.JOIN, by=three.tom, now=now)
