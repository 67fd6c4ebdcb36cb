"""Several people at the very same moment: each counts once, and nothing falls between."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from handinhand.calendars import actions as calendars
from handinhand.calendars.models import Calendar
from handinhand.circles import actions as circles
from handinhand.days import actions as days
from handinhand.days.models import OwnDays
from handinhand.days.queries import mine
from handinhand.days.spans import Span
from handinhand.ledger.models import Entry
from handinhand.meetings.actions import series
from handinhand.meetings.actions.editing import PlanStays
from handinhand.meetings.models import Meeting
from handinhand.times import actions
from handinhand.times.actions import NotSo
from handinhand.times.models import Asking, Reply
from handinhand.times.queries import offered_in
from tests.cast import NAMES, Group, make_group
from tests.meetings.plans import fresh, invited

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own; what was refused is an answer too."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except (NotSo, PlanStays) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.fixture
def group(now: datetime) -> Group:
    return make_group(name="Harbour Circle", now=now, people=NAMES)


@pytest.fixture
def asking(group: Group, now: datetime) -> Asking:
    moments = [now + timedelta(days=7), now + timedelta(days=8)]
    made = actions.ask(by=group.asha, title="Tea", moments=moments, now=now)
    for name in NAMES[:5]:
        actions.answer(asking=made, by=group.members[name], said={offered_in(made)[0].public_id: "can"})
    return made


def test_an_answer_while_it_closes_counts_or_is_told_to_be_too_late(group: Group, asking: Asking, now: datetime):
    said = {each.public_id: "cannot" for each in offered_in(asking)[:1]}
    answered, closed = together(
        lambda: actions.answer(asking=asking, by=group.sam, said=said),
        lambda: actions.close(asking=asking, by=group.asha, now=now),
    )
    assert isinstance(closed, Asking)
    best = [each.is_best for each in offered_in(asking)]
    # The second time nobody spoke of, so it is best as soon as anybody cannot come to the first one.
    assert best == ([True, True] if isinstance(answered, NotSo) else [False, True])
    assert Reply.objects.count() == 0


def test_closed_by_two_at_once_it_closes_once(group: Group, asking: Asking, now: datetime):
    close = lambda: actions.close(asking=asking, by=group.tom, now=now)  # noqa: E731 - twice the same
    answers = together(close, close)
    assert len([each for each in answers if isinstance(each, Asking)]) == 1
    assert Entry.objects.filter(power="close_times").count() == 1


def test_two_taps_plan_one_meeting(group: Group, asking: Asking, now: datetime):
    actions.close(asking=asking, by=group.asha, now=now)
    time = offered_in(asking)[0]
    plan = lambda: actions.plan(asking=asking, time=time, by=group.asha, now=now)  # noqa: E731 - twice the same
    first, second = together(plan, plan)
    assert first == second == Meeting.objects.get()


def test_one_person_on_two_phones_has_one_reply(group: Group, asking: Asking, now: datetime):
    time = offered_in(asking)[0].public_id
    together(
        *(lambda s=suits: actions.answer(asking=asking, by=group.sam, said={time: s}) for suits in ("can", "cannot"))
    )
    assert Reply.objects.filter(member=group.sam).count() == 1


def test_leaving_and_answering_at_once_leaves_no_answer_that_counts(group: Group, asking: Asking, now: datetime):
    said = {offered_in(asking)[0].public_id: "cannot"}
    together(
        lambda: circles.leave(by=group.sam, now=now),
        lambda: actions.answer(asking=asking, by=group.sam, said=said),
    )
    actions.close(asking=asking, by=group.asha, now=now)
    assert [each.is_best for each in offered_in(asking)] == [True, True]


def test_asked_by_two_at_once_a_day_is_asked_about_once(group: Group, now: datetime):
    moments = [now + timedelta(days=20), now + timedelta(days=21)]
    ask = lambda: actions.ask(by=group.dee, title="Tea", moments=moments, now=now)  # noqa: E731 - twice the same
    answers = together(ask, ask)
    assert len([each for each in answers if isinstance(each, Asking)]) == 1


def test_two_days_put_in_at_once_are_both_kept(group: Group, now: datetime):
    person = group.dee.person
    together(*(lambda d=day: days.add_own_day(by=person, span=Span(weekday=d), now=now) for day in range(4)))
    assert {each.weekday for each in mine(person=person).days} == {0, 1, 2, 3}
    assert OwnDays.objects.count() == 1


def test_a_series_planned_by_two_at_once_has_each_meeting_once(group: Group, now: datetime):
    first = invited(group, now=now)
    moments = [first.starts_at + timedelta(weeks=each) for each in (1, 2)]
    again = lambda: series.plan_again(meeting=first, by=group.dee, moments=moments, now=now)  # noqa: E731 - twice
    answers = together(again, again)
    assert sorted(len(each) for each in answers) == [0, 2]
    assert Meeting.objects.count() == 3
    # And from two of its meetings.
    second = Meeting.objects.get(starts_at=moments[0])
    more = [first.starts_at + timedelta(weeks=5)]
    together(
        lambda: series.plan_again(meeting=fresh(first), by=group.dee, moments=more, now=now),
        lambda: series.plan_again(meeting=fresh(second), by=group.sam, moments=more, now=now),
    )
    assert Meeting.objects.filter(starts_at=more[0]).count() == 1


def test_a_series_called_off_by_two_at_once_is_called_off_once(group: Group, now: datetime):
    first = invited(group, now=now)
    moments = [first.starts_at + timedelta(weeks=each) for each in (1, 2)]
    later = series.plan_again(meeting=first, by=group.dee, moments=moments, now=now)
    together(
        lambda: series.call_off(meeting=fresh(first), by=group.dee, and_later=True, now=now),
        lambda: series.call_off(meeting=fresh(later[0]), by=group.tom, and_later=True, now=now),
    )
    assert {each.state for each in Meeting.objects.all()} == {"called_off"}
    assert Entry.objects.filter(power="call_off").count() == 3


def test_two_addresses_made_at_once_leave_one_that_works(group: Group, now: datetime):
    person = group.dee.person
    made = together(*([lambda: calendars.make_address(by=person, now=now)] * 2))
    assert Calendar.objects.count() == 1
    assert len(set(made)) == 2
