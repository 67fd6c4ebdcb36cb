"""Several at the very same moment: one draw, one answer, and never two cups of tea for anybody."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from handinhand.circles.models import Member
from handinhand.tea import actions
from handinhand.tea.choices import Every, Opening, Stands, Way
from handinhand.tea.models import Alone, Draw, Drawn, Group
from handinhand.tea.rules import TeaIsOver
from tests.cast import NAMES, make_group
from tests.cast import Group as Circle

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def together(*acts: Callable[[], object]) -> list[object]:
    """Do several things at the same moment, each on a connection of its own; what is over is an answer too."""
    ready = threading.Barrier(len(acts))

    def do(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except TeaIsOver as over:
            return over
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.fixture
def group(now: datetime) -> Circle:
    group = make_group(name="Harbour Circle", now=now, people=NAMES)
    for member in group.members.values():
        actions.wish(by=member, way=Way.ANY, opening=Opening.YES, now=now)
    actions.change_rhythm(by=group.tom, every=Every.WEEK, now=now)
    return group


def of(drawn: Drawn) -> Member:
    return Member.objects.select_related("person", "circle").get(pk=drawn.member_id)


def test_two_draws_at_once_are_one(group: Circle, now: datetime):
    on = now + timedelta(weeks=1)
    done = together(*(lambda: actions.draw_due(circle=group.circle, now=on) for _each in range(4)))
    assert sorted(done) == [False, False, False, True]
    assert Draw.objects.count() == 1
    assert Drawn.objects.count() == 8


def test_both_say_not_this_time_at_once(group: Circle, now: datetime):
    on = now + timedelta(weeks=1)
    actions.draw_due(circle=group.circle, now=on)
    pair = Group.objects.first().drawn.all()
    together(*(lambda d=each: actions.not_this_time(by=of(d), drawn_id=d.public_id, now=on) for each in pair))
    assert set(pair.values_list("stands", flat=True)) == {Stands.NOT_THIS_TIME}


def test_several_who_wait_are_each_in_one_cup_at_most(group: Circle, now: datetime):
    on = now + timedelta(weeks=1)
    actions.draw_due(circle=group.circle, now=on)
    left = []
    for each in Group.objects.all():
        one, other = each.drawn.all()
        actions.not_this_time(by=of(one), drawn_id=one.public_id, now=on)
        left.append(of(other))
    together(*(lambda m=each: actions.draw_me_again(by=m, now=on) for each in left))
    open_now = list(Drawn.objects.filter(stands=Stands.OPEN).values_list("member", flat=True))
    waiting = list(Alone.objects.filter(waits=True).values_list("member", flat=True))
    assert sorted([*open_now, *waiting]) == sorted(each.pk for each in left)
    assert len(open_now) >= 2
