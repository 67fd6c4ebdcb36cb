"""Two who close, open, take, add or leave at the very same moment: one thing happens, and nothing is lost."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from handinhand.circles.actions import leave
from handinhand.circles.queries import NotHere
from handinhand.roles import actions
from handinhand.roles.actions import RoleStays
from handinhand.roles.choices import Seats, Stage
from handinhand.roles.models import AddedWord, InDraw, LentRole, Loan, RoleDraw
from tests.cast import NAMES, Group, make_group
from tests.roles.lent import TERM, in_it, opened, willing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


@pytest.fixture
def today():
    return timezone.now()


@pytest.fixture
def group(today) -> Group:
    return make_group(name="Harbour Circle", now=today - timedelta(days=30), people=NAMES)


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own; what was refused is an answer too."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except (RoleStays, NotHere) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(do, acts))


def test_two_who_close_at_once_draw_once(group, today):
    draw = opened(group, now=today, days=1)
    willing(group.dee, group.tom, now=today)
    then = draw.closes_at + timedelta(minutes=1)
    done = together(*[lambda: actions.close_due(draw=draw, now=then)] * 2)
    assert sorted(map(str, done)) == ["False", "True"]
    assert (Loan.objects.count(), InDraw.objects.count()) == (1, 2)


def test_two_who_open_the_same_at_once_open_one(group, today):
    done = together(*[lambda: opened(group, now=today)] * 2)
    assert len({each.pk for each in done}) == RoleDraw.objects.count() == LentRole.objects.count() == 1


def test_two_who_say_i_will_at_once_are_not_both_told_that_it_is_theirs(group, today):
    until = (today + TERM).date()
    takers = (group.dee, group.tom)
    done = together(*(lambda by=by: actions.take_on(by=by, ref="time", until=until, now=today) for by in takers))
    assert sorted(type(each).__name__ for each in done) == ["NoneType", "RoleStays"]
    assert Loan.objects.get().member == takers[done.index(None)]


def test_two_who_invent_the_same_role_at_once_invent_one(group, today):
    given = {"name": "The kettle", "takes": "", "seats": Seats.ONE, "now": today}
    together(*(lambda by=by: actions.invent(by=by, **given) for by in (group.dee, group.tom)))
    assert LentRole.objects.count() == 1


def test_a_name_or_a_word_that_comes_as_the_names_close_is_in_it_or_is_not(group, today):
    draw = opened(group, now=today, days=1)
    willing(group.dee, now=today)
    then = draw.closes_at
    together(
        lambda: actions.close_due(draw=draw, now=then),
        lambda: actions.add_word(draw=draw, by=group.tom, word="tide", now=then - timedelta(seconds=1)),
        lambda: actions.say(by=group.tom, ref="welcome", says="yes", now=then - timedelta(seconds=1)),
    )
    assert RoleDraw.objects.get().stage == Stage.DRAWN
    assert in_it(draw) in ({group.dee.pk}, {group.dee.pk, group.tom.pk})
    assert not AddedWord.objects.exclude(member=None).exists()


def test_somebody_who_leaves_as_it_is_drawn_holds_nothing(group, today):
    draw = opened(group, now=today, days=1)
    willing(group.dee, now=today)
    together(lambda: actions.close_due(draw=draw, now=draw.closes_at), lambda: leave(by=group.dee, now=today))
    assert not Loan.objects.filter(ended_at__isnull=True).exists()
