"""Reads of plans: for whom, in which order, and with how few queries."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handinhand.circles.models import Member
from handinhand.meetings.actions import answers
from handinhand.meetings.choices import AnswerKind, MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries import changes, plans
from handinhand.meetings.queries.listed import meetings
from handinhand.words.actions import make_scope
from handinhand.words.choices import ScopeKind
from tests.cast import Group, add_member
from tests.meetings.plans import add, draft, fill, invited

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def meeting_at(group: Group, starts_at: datetime, state: MeetingState, title: str = "A meeting") -> Meeting:
    return Meeting.objects.create(
        circle=group.circle,
        scope=make_scope(circle=group.circle, kind=ScopeKind.MEETING),
        title=title,
        why="",
        place="",
        opening_question="",
        starts_at=starts_at,
        state=state,
        closed_at=starts_at if state == MeetingState.CLOSED else None,
    )


def test_a_list_has_what_is_coming_what_i_plan_and_what_has_been(harbour: Group, now: datetime) -> None:
    day = timedelta(days=1)
    later = meeting_at(harbour, now + 9 * day, MeetingState.INVITED)
    open_now = meeting_at(harbour, now - day / 24, MeetingState.OPEN)
    never_opened = meeting_at(harbour, now - 3 * day, MeetingState.INVITED)
    closed = meeting_at(harbour, now - 5 * day, MeetingState.CLOSED)
    mine = draft(harbour, now=now, by=harbour.dee)
    draft(harbour, now=now, by=harbour.tom)
    answers.answer(meeting=later, by=harbour.dee, kind=AnswerKind.PART, now=now)
    found = meetings(viewer=harbour.dee, now=now)
    assert [each.meeting for each in found.coming] == [open_now, later]
    assert [each.answer for each in found.coming] == ["", "For part of it"]
    assert [each.meeting for each in found.planned] == [mine]
    assert [(each.meeting, each.is_over) for each in found.been] == [(never_opened, True), (closed, True)]
    assert found.earlier is None


def test_older_meetings_come_a_page_at_a_time(harbour: Group, now: datetime) -> None:
    for days in range(1, 65):
        meeting_at(harbour, now - timedelta(days=days), MeetingState.CLOSED, title=f"{days}")
    seen: list[str] = []
    page: int | None = 1
    while page:
        found = meetings(viewer=harbour.dee, now=now, page=page)
        seen += [each.meeting.title for each in found.been]
        page = found.earlier
    assert seen == [str(days) for days in range(1, 65)]


def test_not_this_time_is_seen_by_nobody_else(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    for member, kind in ((harbour.dee, "coming"), (harbour.tom, "not_this_time"), (harbour.jo, "writing")):
        answers.answer(meeting=meeting, by=member, kind=AnswerKind(kind), now=now)
    page = plans.plan_page(viewer=harbour.dee, meeting=meeting, now=now)
    assert [each.member for each in page.who_comes] == [harbour.dee, harbour.jo]
    assert page.answer == "I will come"
    assert plans.plan_page(viewer=harbour.tom, meeting=meeting, now=now).answer == "Not this time"
    assert plans.plan_page(viewer=harbour.nia, meeting=meeting, now=now).answer == ""


def test_one_comes_in_from_half_an_hour_before(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    minute = timedelta(minutes=1)
    for before, there in ((31, False), (30, True), (-10, True)):
        page = plans.plan_page(viewer=harbour.dee, meeting=meeting, now=meeting.starts_at - before * minute)
        assert page.can_come_in is there
    assert not plans.plan_page(viewer=harbour.asha, meeting=draft(harbour, now=now), now=now).can_come_in


def test_steps_count_all_but_breaks(harbour: Group, now: datetime) -> None:
    meeting = draft(harbour, now=now)
    shown = plans.steps(meeting)
    assert [(step.number, step.colour) for step in shown] == [
        (1, "leaf"),
        (2, "sky"),
        (3, "clay"),
        (None, ""),
        (4, "plum"),
        (5, "leaf"),
    ]
    assert [step.length for step in shown[:3]] == ["10 minutes", "15 minutes · a talk", "20 minutes · a round"]
    assert plans.plan_page(viewer=harbour.asha, meeting=meeting, now=now).minutes == 90


def test_today_has_the_next_meetings_of_all_my_circles(harbour: Group, hillside: Group, now: datetime) -> None:
    add_member(hillside, "Dee", now=now, person=harbour.dee.person)
    near = invited(harbour, now=now)
    far = meeting_at(hillside, now + timedelta(days=30), MeetingState.INVITED)
    meeting_at(harbour, now - timedelta(days=2), MeetingState.INVITED)
    meeting_at(harbour, now - timedelta(days=2), MeetingState.CLOSED)
    draft(harbour, now=now, by=harbour.dee)
    answers.answer(meeting=near, by=harbour.dee, kind=AnswerKind.COMING, now=now)
    add(near, by=harbour.tom, now=now)
    found = plans.coming(person=harbour.dee.person, now=now)
    assert [(each.meeting, each.answer) for each in found] == [(near, "I will come"), (far, "")]
    assert [each.sentence for each in found[0].changes] == [
        "What will happen. New: What could be (ideas), 10 minutes. (Tom, Tuesday 24 November 2026)"
    ]
    assert found[0].when == "Tuesday 1 December 2026, 6 p.m."
    assert [each.meeting for each in plans.coming(person=harbour.dee.person, now=now, circle=hillside.circle)] == [far]
    assert plans.coming(person=hillside.bo.person, now=now)[0].meeting == far
    Member.objects.filter(pk=harbour.dee.pk).update(left_at=now)
    assert [each.meeting for each in plans.coming(person=harbour.dee.person, now=now)] == [far]


def test_old_changes_are_not_news(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    add(meeting, by=harbour.tom, now=now)
    later = now + timedelta(days=15)
    assert changes.latest_changes(meetings=[meeting], now=later) == {}
    assert len(changes.announced(meeting)) == 1


def count(read: object, *args: object, **kwargs: object) -> int:
    with CaptureQueriesContext(connection) as caught:
        read(*args, **kwargs)  # type: ignore[operator]
    return len(caught)


def test_a_page_needs_as_many_queries_with_much_as_with_little(harbour: Group, now: datetime) -> None:
    meeting = invited(harbour, now=now)
    found = []
    for many in (3, 297):
        fill(harbour, meeting, now=now, many=many)
        there = plans.plan_of(viewer=harbour.dee, meeting_id=meeting.public_id)
        found.append(
            [
                count(plans.plan_page, viewer=harbour.dee, meeting=there, now=now),
                count(meetings, viewer=harbour.dee, now=now),
                count(plans.coming, person=harbour.dee.person, now=now),
                count(plans.findings, there),
            ]
        )
    assert found[0] == found[1]
    assert found[0] == [5, 2, 2, 4]


def test_a_time_is_said_on_the_circles_clocks(harbour: Group, now: datetime) -> None:
    meeting = meeting_at(harbour, datetime(2027, 7, 1, 13, 30, tzinfo=UTC), MeetingState.INVITED)
    assert plans.when(meeting, 90) == "Thursday 1 July 2027, about 2:30 p.m. to 4 p.m."
