"""Tea, seats and small groups keep one memory: who was together, and nothing of where, when or by what."""

import importlib
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from handinhand.acquaintance.actions import remember
from handinhand.acquaintance.models import Together
from handinhand.acquaintance.queries import met
from handinhand.circles import actions as circles
from handinhand.meetings.actions import groups
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import InGroup, Seat
from handinhand.tea import actions as tea
from handinhand.tea.choices import Every, Opening, Way
from handinhand.tea.models import Draw, Drawn
from tests.cast import NAMES, Group, make_group
from tests.meetings.rooms import begin, fresh, go
from tests.tea.drawn import draw_together

WEEK = timedelta(weeks=1)
FIVE = ("Tom", "Dee", "Asha", "Marcus", "Jo")
TWELVE = (*FIVE, "Sam", "Nia", "Ravi", "Ana", "Ben", "Cy", "Dot")


def together() -> dict[frozenset[int], int]:
    return {frozenset((each.one_id, each.other_id)): each.times for each in Together.objects.all()}


def beside(order: list[int]) -> set[frozenset[int]]:
    return {frozenset(pair) for pair in zip(order, [*order[1:], *order[:1]], strict=True)}


@pytest.mark.django_db
@pytest.mark.both
def test_seats_groups_and_tea_each_bring_together_those_who_were_not(now: datetime):
    """Of twelve, whoever the lot keeps apart, there are enough who are new to each other for four draws."""
    harbour = make_group(name="Twelve", now=now, people=TWELVE)
    meeting = go(begin(harbour, now=now, come=TWELVE), PartKind.ROUND, by=harbour.tom, now=now)
    seated = beside(list(Seat.objects.order_by("order").values_list("member", flat=True)))
    assert together() == dict.fromkeys(seated, 1)
    meeting = go(go(meeting, PartKind.IDEAS, by=harbour.tom, now=now), PartKind.ROUND, by=harbour.tom, now=now)
    again = beside(list(Seat.objects.order_by("order").values_list("member", flat=True)))
    assert not again & seated, "the second ring seats nobody beside whom they sat before"
    meeting = go(meeting, PartKind.TALK, by=harbour.tom, now=now)
    leave = meeting.current.public_id
    groups.split_up(meeting=meeting, by=harbour.tom, now=now, size=2, question="What now?", leave=leave)
    of: dict[int, set[int]] = {}
    for group, member in InGroup.objects.values_list("group", "member"):
        of.setdefault(group, set()).add(member)
    grouped = {frozenset(each) for each in of.values()}
    assert not grouped & (seated | again)
    groups.finish(meeting=fresh(meeting), by=harbour.tom, now=now)
    assert not InGroup.objects.exists()
    for member in harbour.members.values():
        tea.wish(by=member, way=Way.ANY, opening=Opening.YES, now=now)
    tea.change_rhythm(by=harbour.tom, every=Every.WEEK, now=now)
    assert tea.draw_due(circle=harbour.circle, now=now + WEEK)
    drawn: dict[int, set[int]] = {}
    for group, member in Drawn.objects.values_list("group", "member"):
        drawn.setdefault(group, set()).add(member)
    assert not {frozenset(each) for each in drawn.values()} & (seated | again | grouped)
    assert set(together().values()) == {1}
    assert len(together()) == 12 + 12 + 6 + 6


@pytest.mark.django_db
@pytest.mark.both
def test_only_those_who_are_there_were_together_and_nothing_says_when(harbour: Group, now: datetime):
    go(begin(harbour, now=now, come=("Tom", "Dee", "Asha")), PartKind.ROUND, by=harbour.tom, now=now)
    here = {each.pk for each in (harbour.tom, harbour.dee, harbour.asha)}
    assert set(together()) == {frozenset(pair) for pair in combinations(here, 2)}
    assert {field.name for field in Together._meta.get_fields()} == {"id", "one", "other", "times", "last"}


@pytest.mark.django_db
@pytest.mark.both
def test_two_who_would_rather_not_are_not_remembered_because_they_are_never_together(now: datetime):
    group = make_group(name="Five", now=now, people=FIVE)
    circles.choose_together(by=group.tom, other=group.dee, together=False)
    meeting = begin(group, now=now, come=FIVE)
    for _each in range(4):
        meeting = go(meeting, PartKind.ROUND, by=group.tom, now=now)
        meeting = go(meeting, PartKind.TALK, by=group.tom, now=now)
    assert frozenset((group.tom.pk, group.dee.pk)) not in together()
    assert len(together()) >= 7, "all who can be together were, whoever the lot keeps apart"


@pytest.mark.django_db
@pytest.mark.both
def test_it_goes_when_everything_of_somebody_goes_and_stays_when_they_leave(harbour: Group, now: datetime):
    pair = [harbour.dee.pk, harbour.tom.pk]
    remember(circle=harbour.circle, groups=[pair, [harbour.sam.pk, harbour.tom.pk]])
    circles.leave(by=harbour.dee, now=now)
    assert len(together()) == 2
    names = {each.pk: each.public_id for each in harbour.members.values()}
    assert met(circle=harbour.circle, names=names)[frozenset(names[each] for each in pair)] == (1, 1)
    harbour.dee.person.delete()
    assert set(together()) == {frozenset((harbour.sam.pk, harbour.tom.pk))}


@pytest.mark.django_db
@pytest.mark.both
def test_the_database_keeps_a_pair_once_and_in_one_order(harbour: Group):
    one, other = sorted((harbour.dee.pk, harbour.tom.pk))
    for pair in ((other, one), (one, one)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Together.objects.create(one_id=pair[0], other_id=pair[1], times=1, last=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.both
def test_draws_at_the_same_moment_neither_wait_for_ever_nor_lose_a_pair(now: datetime):
    group = make_group(name="Harbour Circle", now=now, people=NAMES)
    everybody = [each.pk for each in group.members.values()]
    ready = threading.Barrier(3)

    def draw(turned: list[int]) -> None:
        ready.wait()
        try:
            remember(circle=group.circle, groups=[turned])
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=3) as pool:
        list(pool.map(draw, [everybody, everybody[::-1], everybody[3:] + everybody[:3]]))
    assert len(together()) == 28
    assert set(together().values()) <= {1, 2, 3}


@pytest.mark.django_db
@pytest.mark.both
def test_what_tea_kept_before_comes_into_the_memory(harbour: Group, now: datetime):
    for week, others in enumerate(([harbour.tom], [harbour.tom, harbour.sam])):
        Drawn.objects.update(stands="over")
        draw_together(harbour.dee, *others, now=now + week * WEEK)
    assert Draw.objects.count() == 2
    importlib.import_module("handinhand.tea.migrations.0003_one_memory").move(apps, None)
    names = {each.pk: each.name for each in harbour.members.values()}
    assert met(circle=harbour.circle, names=names) == {
        frozenset({"Dee", "Tom"}): (2, 2),
        frozenset({"Dee", "Sam"}): (1, 2),
        frozenset({"Tom", "Sam"}): (1, 2),
    }
