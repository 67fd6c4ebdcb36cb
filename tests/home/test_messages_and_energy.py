"""Whoever rests gets no message, and hears of it afterwards; a meeting that does not fit is in no message."""

from datetime import timedelta

import pytest

from handinhand.home.actions.messages import send_messages
from handinhand.people import actions
from tests.home.wishes import a_meeting, wish

pytestmark = [pytest.mark.django_db, pytest.mark.both]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def morning(now):
    return (now + DAY).replace(hour=10, minute=0)


def test_no_message_comes_into_a_rest_and_one_comes_after_it(mail_sink, harbour, now):
    wish(harbour.dee, now)
    person = harbour.dee.person
    actions.begin_rest(by=person, begins_at=now, ends_at=None, is_shown=False, now=now)
    a_meeting(harbour, now + HOUR)
    assert send_messages(now=morning(now)) == 0
    actions.come_back(by=person, now=morning(now) + HOUR)
    assert send_messages(now=morning(now) + DAY) == 1


def test_no_message_comes_into_a_week_off(mail_sink, harbour, now):
    wish(harbour.dee, now)
    actions.take_week_off(by=harbour.dee.person, day=now.date(), now=now)
    a_meeting(harbour, now + HOUR)
    assert send_messages(now=morning(now)) == 0
    assert send_messages(now=morning(now) + 6 * DAY) == 1


@pytest.mark.parametrize(("hours", "told"), [(0, 0), (30, 1), (None, 1)])
def test_a_meeting_is_told_only_if_it_fits(mail_sink, harbour, now, hours, told):
    wish(harbour.dee, now)
    actions.say_hours(by=harbour.dee.person, hours=hours)
    a_meeting(harbour, now + HOUR)
    assert send_messages(now=morning(now)) == told
