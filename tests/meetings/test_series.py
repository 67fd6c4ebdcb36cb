"""A meeting that comes again, each time a meeting of its own; and meetings that are called off."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from handinhand.circles import actions as circles
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import answers, planning, rooms, series
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.choices import AnswerKind, Every, MeetingState
from handinhand.meetings.models import Meeting, PartQuestion, Series
from handinhand.meetings.queries import plans
from handinhand.meetings.queries.listed import meetings
from handinhand.meetings.recurring import again
from tests.browsing import client_of, send, text_of
from tests.cast import Group
from tests.meetings.plans import DETAILS, draft, fresh, invited, titles

LONDON = "Europe/London"
FAR = timedelta(days=730)


def days(first: str, every: Every, many: int, *, zone: str = LONDON, after: str = "") -> tuple[list[str], list[str]]:
    """The days on the clocks of a zone on which a meeting comes again, and what is said of those left out."""
    starts_at = datetime.fromisoformat(first).replace(tzinfo=ZoneInfo(zone))
    now = datetime.fromisoformat(after).replace(tzinfo=ZoneInfo(zone)) if after else starts_at
    found = again(starts_at.astimezone(UTC), zone, every=every, many=many, after=now, until=now + FAR)
    return [f"{each.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for each in found.moments], found.left_out


def test_the_hour_on_the_clock_stays_in_summer_and_in_winter():
    shown, left_out = days("2027-03-18T14:00", Every.WEEK, 3)
    assert shown == ["2027-03-25 14:00", "2027-04-01 14:00", "2027-04-08 14:00"]
    assert left_out == []
    shown, _left_out = days("2026-10-15T14:00", Every.TWO_WEEKS, 2)
    assert shown == ["2026-10-29 14:00", "2026-11-12 14:00"]


def test_a_time_that_the_clocks_jump_over_is_left_out_and_said():
    shown, left_out = days("2027-03-21T01:30", Every.WEEK, 2)
    assert shown == ["2027-04-04 01:30", "2027-04-11 01:30"]
    assert left_out == ["On 28 March 2027 the clocks go forward over this time, so that day is left out."]


def test_a_fifth_friday_and_a_31st_are_left_out_of_months_without_one_and_said():
    shown, left_out = days("2026-10-30T10:00", Every.MONTH_BY_WEEKDAY, 2)
    assert shown == ["2027-01-29 10:00", "2027-04-30 10:00"]
    assert left_out == [
        f"{month} has no fifth Friday, so that month is left out."
        for month in ("November 2026", "December 2026", "February 2027", "March 2027")
    ]
    shown, left_out = days("2027-01-31T10:00", Every.MONTH_BY_DATE, 2)
    assert shown == ["2027-03-31 10:00", "2027-05-31 10:00"]
    assert left_out == [
        f"{month} has no day {31}, so that month is left out." for month in ("February 2027", "April 2027")
    ]


def test_the_same_weekday_of_the_month_stays_the_same_one():
    shown, left_out = days("2026-12-03T14:00", Every.MONTH_BY_WEEKDAY, 3)
    assert shown == ["2027-01-07 14:00", "2027-02-04 14:00", "2027-03-04 14:00"]
    assert left_out == []


def test_of_a_meeting_long_ago_only_what_is_still_to_come_is_planned_and_said():
    shown, left_out = days("2026-01-31T10:00", Every.MONTH_BY_DATE, 2, after="2026-11-24T18:00")
    assert shown == ["2026-12-31 10:00", "2027-01-31 10:00"]
    assert left_out == ["November 2026 has no day 31, so that month is left out."]


@pytest.fixture
def coming(harbour: Group, now: datetime) -> Meeting:
    return invited(harbour, now=now)


def weeks(meeting: Meeting, many: int) -> list[datetime]:
    return [meeting.starts_at + timedelta(weeks=number) for number in range(1, many + 1)]


def planned(meeting: Meeting, harbour: Group, now: datetime, many: int = 3) -> list[Meeting]:
    return series.plan_again(meeting=meeting, by=harbour.asha, moments=weeks(meeting, many), now=now)


both = [pytest.mark.django_db, pytest.mark.both]


class TestSeries:
    pytestmark = both

    def test_each_is_a_meeting_of_its_own_and_can_be_changed_alone(self, harbour, now, coming):
        part = coming.parts.first()
        part.meeting = coming
        planning.add_question(part=part, by=harbour.asha, title="Which door?", detail="", touches_on=["doors"], now=now)
        made = planned(fresh(coming), harbour, now)
        assert [each.starts_at for each in made] == weeks(coming, 3)
        assert [titles(each) for each in made] == [titles(coming)] * 3
        assert PartQuestion.objects.filter(part__meeting__in=made).count() == 3
        assert len({each.scope_id for each in [coming, *made]}) == 4
        details = {**DETAILS, "title": "Only this one", "starts_at": made[0].starts_at + timedelta(hours=1)}
        planning.change_details(meeting=fresh(made[0]), by=harbour.dee, now=now, **details)
        assert [fresh(each).title == "Only this one" for each in made] == [True, False, False]
        # Even on the very moment of another one.
        details["starts_at"] = made[1].starts_at
        planning.change_details(meeting=fresh(made[0]), by=harbour.dee, now=now, **details)
        assert fresh(made[0]).starts_at == fresh(made[1]).starts_at

    def test_it_is_announced_once_and_today_shows_the_next_one_alone(self, harbour, now, coming):
        before = Entry.objects.count()
        planned(coming, harbour, now, many=12)
        assert Entry.objects.count() == before + 1
        assert [each.meeting.pk for each in plans.coming(person=harbour.dee.person, now=now)] == [coming.pk]
        assert len(meetings(viewer=harbour.dee, now=now).coming) == 13
        later = coming.starts_at + timedelta(days=2)
        next_one = plans.coming(person=harbour.dee.person, now=later)
        assert [each.meeting.starts_at for each in next_one] == [coming.starts_at + timedelta(weeks=1)]

    def test_a_later_one_that_was_changed_is_on_today_with_what_it_was(self, harbour, now, coming):
        made = planned(coming, harbour, now)
        details = {**DETAILS, "place": "The boathouse", "starts_at": made[1].starts_at}
        planning.change_details(meeting=fresh(made[1]), by=harbour.tom, now=now, **details)
        with time_machine.travel(now, tick=False):
            shown = text_of(client_of(harbour.dee).get("/"))
        assert shown.count("See what will happen") == 2
        assert "Now it is: The boathouse." in shown

    def test_planned_again_the_same_days_come_once(self, harbour, now, coming):
        planned(coming, harbour, now, many=2)
        more = planned(fresh(coming), harbour, now, many=3)
        assert [each.starts_at for each in more] == weeks(coming, 3)[2:]
        # From another meeting of the same series, too.
        assert series.plan_again(meeting=more[0], by=harbour.dee, moments=weeks(coming, 3)[:2], now=now) == []
        assert Series.objects.count() == 1
        assert Meeting.objects.count() == 4

    def test_all_or_none_are_planned(self, harbour, now, coming):
        for moments, sentence in (
            ([*weeks(coming, 2), now - timedelta(days=9)], "That day has been"),
            ([*weeks(coming, 2), now + timedelta(days=3650)], "very far away"),
            (weeks(coming, 13), "more than can be planned at once"),
        ):
            with pytest.raises(PlanStays, match=sentence):
                series.plan_again(meeting=coming, by=harbour.asha, moments=moments, now=now)
        assert Meeting.objects.count() == 1
        assert fresh(coming).series is None

    def test_a_plan_of_ones_own_and_somebody_who_left_plan_nothing_again(self, harbour, now, coming):
        own = draft(harbour, now=now)
        for meeting, by in ((own, harbour.asha), (own, harbour.dee)):
            with pytest.raises(PlanStays, match="invite everyone"):
                series.plan_again(meeting=meeting, by=by, moments=weeks(own, 1), now=now)
        circles.leave(by=harbour.ravi, now=now)
        with pytest.raises(PlanStays):
            series.plan_again(meeting=coming, by=harbour.ravi, moments=weeks(coming, 1), now=now)
        with pytest.raises(PlanStays):
            series.call_off(meeting=coming, by=harbour.ravi, and_later=False, now=now)

    def test_the_rest_is_called_off_and_who_answered_is_told_on_today(self, harbour, now, coming):
        made = planned(coming, harbour, now, many=4)
        for meeting in made:
            answers.answer(meeting=fresh(meeting), by=harbour.dee, kind=AnswerKind.COMING, now=now)
        answers.answer(meeting=fresh(made[3]), by=harbour.jo, kind=AnswerKind.WRITING, now=now)
        answers.answer(meeting=fresh(made[1]), by=harbour.sam, kind=AnswerKind.NOT_THIS_TIME, now=now)
        off = series.call_off(meeting=fresh(made[1]), by=harbour.tom, and_later=True, now=now)
        assert [each.pk for each in off] == [each.pk for each in made[1:]]
        states = [fresh(each).state for each in [coming, *made]]
        assert states == [MeetingState.INVITED] * 2 + [MeetingState.CALLED_OFF] * 3
        assert Entry.objects.filter(power="call_off", by=harbour.tom.person).count() == 3
        assert titles(made[1]) == titles(coming)
        with time_machine.travel(now, tick=False):
            of_dee = text_of(client_of(harbour.dee).get("/"))
            assert of_dee.count("This meeting is called off. It will not be.") == 1
            assert "Called off · Tuesday 15 December 2026, 6 p.m." in of_dee
            assert "Called off · Tuesday 29 December 2026, 6 p.m." in text_of(client_of(harbour.jo).get("/"))
            for name in ("Sam", "Asha"):
                assert "called off" not in text_of(client_of(harbour.members[name]).get("/"))
            plan = f"/c/{harbour.circle.public_id}/meetings/{made[1].public_id}/"
            shown = text_of(client_of(harbour.asha).get(plan))
            assert "Below you can read what it was to be." in shown
            assert "Tuesday 15 December 2026" in shown
            assert "It was called off." in text_of(
                client_of(harbour.asha).get(f"/c/{harbour.circle.public_id}/meetings/")
            )

    def test_what_is_called_off_neither_begins_nor_changes_nor_takes_answers(self, harbour, now, coming):
        series.call_off(meeting=coming, by=harbour.asha, and_later=False, now=now)
        assert series.call_off(meeting=coming, by=harbour.tom, and_later=False, now=now) == []
        assert Entry.objects.get(power="call_off").by == harbour.asha.person
        coming = fresh(coming)
        with pytest.raises(rooms.NotNow):
            rooms.begin(meeting=coming, by=harbour.asha, now=coming.starts_at)
        with pytest.raises(PlanStays, match="called off"):
            planning.change_details(meeting=coming, by=harbour.asha, now=now, **DETAILS, starts_at=coming.starts_at)
        with pytest.raises(answers.TooLate, match="called off"):
            answers.answer(meeting=coming, by=harbour.dee, kind=AnswerKind.COMING, now=now)
        copy = planning.copy_plan(meeting=coming, by=harbour.asha, starts_at=coming.starts_at, now=now)
        assert copy.state == MeetingState.DRAFT

    def test_what_has_begun_or_been_is_not_called_off(self, harbour, now, coming):
        rooms.begin(meeting=coming, by=harbour.asha, now=coming.starts_at)
        with pytest.raises(PlanStays, match="has begun"):
            series.call_off(meeting=coming, by=harbour.asha, and_later=False, now=now)
        rooms.close(meeting=fresh(coming), by=harbour.asha, now=now)
        with pytest.raises(PlanStays, match="has been"):
            series.call_off(meeting=fresh(coming), by=harbour.asha, and_later=True, now=now)


class TestPages:
    pytestmark = [pytest.mark.django_db]

    def test_the_days_are_shown_before_anything_is_planned_and_a_second_tap_plans_nothing(self, harbour, now, coming):
        path = f"/c/{harbour.circle.public_id}/meetings/{coming.public_id}/again/"
        asha = client_of(harbour.asha)
        with time_machine.travel(now, tick=False):
            chosen = {"every": "week", "many": "3"}
            looked = send(asha, path, **chosen, step="look")
            assert looked.status_code == 200
            assert "Tuesday 8 December 2026, 6 p.m." in text_of(looked)
            assert Meeting.objects.count() == 1
            for _each in range(2):
                assert send(asha, path, key="k" * 12, **chosen, step="plan").status_code == 302
            assert Meeting.objects.count() == 4
            assert "3 more meetings are planned." in text_of(asha.get(f"/c/{harbour.circle.public_id}/meetings/"))
            moved = Meeting.objects.get(starts_at=coming.starts_at + timedelta(weeks=1))
            details = {**DETAILS, "starts_at": moved.starts_at - timedelta(hours=3)}
            planning.change_details(meeting=fresh(moved), by=harbour.asha, now=now, **details)
            assert "planned already, so nothing is changed" in text_of(send(asha, path, **chosen, step="look"))
            send(asha, path, **chosen, step="plan")
            assert Meeting.objects.count() == 4
            looked = text_of(send(asha, path, every="week", many="4", step="look"))
            assert "8 December 2026, 6 p.m.: a meeting of this series is planned on that day already." in looked
            assert "<li>Tuesday 29 December 2026, 6 p.m.</li>" in looked

    def test_bad_input_is_said_plainly(self, harbour, now, coming):
        path = f"/c/{harbour.circle.public_id}/meetings/{coming.public_id}/again/"
        asha = client_of(harbour.asha)
        with time_machine.travel(now, tick=False):
            for sent, sentence in (
                ({"every": "", "many": "3"}, "Please choose one."),
                ({"every": "hour", "many": "3"}, "Please choose one of these."),
                ({"every": "week", "many": "13"}, "Please write a whole number from 1 to 12."),
                ({"every": "week", "many": "some"}, "Please write a whole number from 1 to 12."),
            ):
                answer = send(asha, path, **sent, step="plan")
                assert answer.status_code == 422
                assert sentence in text_of(answer)
        assert Meeting.objects.count() == 1
