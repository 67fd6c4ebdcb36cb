"""Whoever plans can say how long getting ready takes: it stands wherever the cost is said; a change is announced."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from handinhand.meetings.actions import papers, planning, series
from handinhand.meetings.actions.answers import answer
from handinhand.meetings.actions.outlook import look_ahead
from handinhand.meetings.choices import AnswerKind
from handinhand.meetings.models import Meeting, Outlook, PlanChange
from handinhand.meetings.queries.costs import READ_IN_A_MINUTE
from handinhand.meetings.queries.outlook import planned_minutes
from handinhand.people import actions
from handinhand.people.choices import AskKind
from handinhand.people.models import Commitment
from tests.browsing import client_of, text_of
from tests.cast import Group
from tests.meetings.plans import DETAILS, fresh, invited, sent

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = timedelta(days=1)


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def meeting(harbour: Group, today) -> Meeting:
    """A plan with ten minutes of reading."""
    meeting = invited(harbour, now=today)
    written = papers.Written(title="Before", source="", gist="", body="word! " * (READ_IN_A_MINUTE * 10 // 6))
    papers.attach(meeting=meeting, by=harbour.tom, part=None, to_meeting=False, written=written, now=today)
    return fresh(meeting)


def say(harbour: Group, meeting: Meeting, minutes: int | None, today) -> None:
    details = {**DETAILS, "starts_at": fresh(meeting).starts_at}
    planning.change_details(meeting=fresh(meeting), by=harbour.tom, preparation=minutes, now=today, **details)


def page(harbour: Group, name: str, *args: str, who: str = "Dee") -> str:
    return text_of(client_of(harbour.members[who]).get(reverse(name, args=args)))


def plan(harbour: Group, meeting: Meeting, name: str = "meetings:plan") -> str:
    return page(harbour, name, harbour.circle.public_id, meeting.public_id)


def test_what_was_said_stands_in_place_of_what_is_reckoned(harbour, meeting, today):
    answer(meeting=meeting, by=harbour.dee, kind=AnswerKind.COMING, now=today)
    actions.say_hours(by=harbour.sam.person, hours=9)

    def commitment() -> int:
        return Commitment.objects.get(person=harbour.dee.person, kind=AskKind.MEETING).preparation

    reckoned = commitment()
    assert 10 <= reckoned <= 11
    assert f"It takes about {reckoned} minutes to read beforehand, and 90 minutes with breaks." in plan(
        harbour, meeting
    )
    before = planned_minutes(harbour.circle, now=today)
    say(harbour, meeting, 45, today)
    assert commitment() == 45
    said = "It takes about 45 minutes to get ready beforehand, and 90 minutes"
    assert f"{said} with breaks." in plan(harbour, meeting)
    assert f"{said} with breaks." in plan(harbour, meeting, "meetings:look_round")
    assert f"{said}." in page(harbour, "home:today", who="Sam")
    assert "Getting ready: 45 minutes" in page(harbour, "home:open_to_me", who="Sam")
    assert planned_minutes(harbour.circle, now=today) == before + 45 - reckoned
    say(harbour, meeting, 0, today)
    assert commitment() == 0
    assert "It takes 90 minutes with breaks. There is nothing to get ready." in plan(harbour, meeting)
    say(harbour, meeting, None, today)
    assert commitment() == reckoned


def test_it_is_announced_like_any_change_and_declined_like_any(harbour, meeting, today):
    say(harbour, meeting, 45, today)
    assert "<strong>Getting ready.</strong> It was: as long as its papers take to read. Now it is: 45 minutes." in plan(
        harbour, meeting
    )
    say(harbour, meeting, 0, today + timedelta(hours=1))
    assert "<strong>Getting ready.</strong> It was: 45 minutes. Now it is: nothing to get ready." in plan(
        harbour, meeting
    )
    assert PlanChange.objects.filter(what="ready").count() == 2
    say(harbour, meeting, 0, today + timedelta(hours=2))
    assert PlanChange.objects.filter(what="ready").count() == 2, "said again, nothing changed"
    answer(meeting=fresh(meeting), by=harbour.dee, kind=AnswerKind.NOT_THIS_TIME, now=today)
    assert not Commitment.objects.exists()


def test_a_copy_and_a_series_take_it_along(harbour, meeting, today):
    say(harbour, meeting, 30, today)
    copy = planning.copy_plan(meeting=fresh(meeting), by=harbour.dee, starts_at=today + 20 * DAY, now=today)
    assert copy.preparation == 30
    for finding in planning.plans.findings(fresh(meeting)):
        planning.leave_finding(meeting=fresh(meeting), key=finding.key, by=harbour.tom, now=today)
    again = series.plan_again(meeting=fresh(meeting), by=harbour.tom, moments=[today + 14 * DAY], now=today)
    assert [each.preparation for each in again] == [30]


@pytest.mark.parametrize("written", ["-1", "10000", "601", "soon", "4.5"])
def test_what_is_no_number_of_minutes_is_said_and_loses_nothing(harbour, meeting, today, written):
    address = reverse("meetings:details", args=[harbour.circle.public_id, meeting.public_id])
    local = timezone.localtime(meeting.starts_at)
    form = {**DETAILS, "place": "The other hall", "day": f"{local:%Y-%m-%d}", "clock": f"{local:%H:%M}"}
    response = client_of(harbour.tom).post(address, sent(**form, preparation=written))
    assert response.status_code == 422
    assert "Please write a whole number from 0 to 600." in text_of(response)
    assert 'value="' + written + '"' in response.content.decode()
    assert "The other hall" in response.content.decode()
    assert not PlanChange.objects.filter(what="ready").exists()
    client_of(harbour.tom).post(address, sent(**form, preparation="600"))
    assert fresh(meeting).preparation == 600
    assert 'value="600"' in client_of(harbour.dee).get(address).content.decode()
    client_of(harbour.tom).post(address, sent(**form, preparation=""))
    assert fresh(meeting).preparation is None


def test_the_database_keeps_no_more_than_ten_hours(harbour, meeting):
    for minutes in (601, -1):
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(preparation=minutes)


def test_the_week_s_outlook_counts_it(harbour, meeting, today):
    for member in list(harbour.members.values())[:5]:
        actions.say_hours(by=member.person, hours=1)
    for weeks in (2, 1):
        look_ahead(now=today - timedelta(weeks=weeks))
    assert Outlook.objects.get().says == "fits"
    say(harbour, meeting, 600, today)
    look_ahead(now=today)
    assert Outlook.objects.get().says == "more", "four hours of a month are less than ten and a half"
