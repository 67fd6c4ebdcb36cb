"""Tea is drawn once on its day for those who wish it, and nobody learns more than with whom they are drawn."""

from datetime import datetime, timedelta

import pytest
from django.db.models import Model

from handinhand.acquaintance.models import Together
from handinhand.circles import actions as circles
from handinhand.circles.apart import apart_by_lot, kept_apart
from handinhand.circles.models import Member, NotTogether
from handinhand.circles.queries import NotHere
from handinhand.fairness.keeping_apart import room
from handinhand.ledger.models import Entry
from handinhand.people.actions import say_hours
from handinhand.people.models import Ask, Commitment
from handinhand.tea import actions, queries
from handinhand.tea.choices import Every, Opening, Stands, Way
from handinhand.tea.models import Alone, Draw, Drawn, Group, Rhythm, Wish
from handinhand.tea.queries import Cup
from handinhand.tea.rules import TeaIsOver
from tests.cast import Group as Circle
from tests.cast import add_member, make_group

pytestmark = [pytest.mark.django_db, pytest.mark.both]
WEEK = timedelta(weeks=1)


def wish(*members: Member, now: datetime, way: Way = Way.ANY, opening: Opening = Opening.YES) -> None:
    for member in members:
        actions.wish(by=member, way=way, opening=opening, now=now)


def everybody(group: Circle) -> list[Member]:
    return list(group.members.values())


def cup(member: Member, now: datetime) -> Cup | None:
    return queries.cup_of(viewer=member, now=now)


def drawn_with(member: Member, now: datetime) -> set[str]:
    found = cup(member, now)
    return {each.member.name for each in found.others} if found else set()


@pytest.fixture
def on(harbour: Circle, now: datetime) -> datetime:
    """Everybody wishes, it is drawn each week, and the first day has come."""
    wish(*everybody(harbour), now=now)
    actions.change_rhythm(by=harbour.tom, every=Every.WEEK, now=now)
    return now + WEEK


def test_all_eight_are_in_pairs_and_meet_everybody_but_whom_the_lot_keeps_apart(harbour: Circle, on: datetime):
    met: set[frozenset[int]] = set()
    for week in range(10):
        at = on + week * WEEK
        assert actions.draw_due(circle=harbour.circle, now=at)
        groups = [[each.member_id for each in group.drawn.all()] for group in Group.objects.filter(draw__day=at.date())]
        assert sorted(map(len, groups)) == [2, 2, 2, 2]
        pairs = set(map(frozenset, groups))
        assert not pairs & met or week >= 4
        assert not pairs & apart_by_lot(harbour.circle, now=at).by_lot
        met |= pairs
    assert len(met) >= 8 * 7 / 2 - room(8)


def test_it_is_drawn_on_its_day_once_and_what_was_missed_is_left_out(harbour: Circle, now: datetime, on: datetime):
    assert not actions.draw_due(circle=harbour.circle, now=on - timedelta(days=1))
    late = on + 3 * WEEK + timedelta(days=2)
    assert actions.draw_due(circle=harbour.circle, now=late)
    assert not actions.draw_due(circle=harbour.circle, now=late)
    assert Draw.objects.count() == 1
    assert Drawn.objects.count() == 8
    assert Rhythm.objects.get().next_on == (on + 4 * WEEK).date()


def test_a_clock_that_went_back_draws_nothing_twice_and_one_that_ran_ahead_stops_nothing(harbour, on):
    assert actions.draw_due(circle=harbour.circle, now=on)
    for days in (1, 3, 20):
        assert not actions.draw_due(circle=harbour.circle, now=on - timedelta(days=days))
    assert Draw.objects.count() == 1
    years = on + 52 * 30 * WEEK
    assert actions.draw_due(circle=harbour.circle, now=years)
    back = on + WEEK
    assert not actions.draw_due(circle=harbour.circle, now=back)
    assert actions.draw_due(circle=harbour.circle, now=back + WEEK)
    assert drawn_with(harbour.dee, back + WEEK)


def test_an_odd_number_makes_one_three(harbour: Circle, on: datetime):
    actions.stop_wishing(by=harbour.ravi)
    actions.draw_due(circle=harbour.circle, now=on)
    assert sorted(each.drawn.count() for each in Group.objects.all()) == [2, 2, 3]
    assert not drawn_with(harbour.ravi, on)


def test_only_who_wishes_it_here_and_now_and_has_room_for_it_is_drawn(harbour: Circle, now: datetime, on: datetime):
    actions.stop_wishing(by=harbour.ravi)
    actions.pause(by=harbour.nia, now=now)
    circles.leave(by=harbour.sam, now=now)
    say_hours(by=harbour.marcus.person, hours=0)
    actions.draw_due(circle=harbour.circle, now=on)
    assert {each.member.name for each in Drawn.objects.select_related("member")} == {"Tom", "Dee", "Asha", "Jo"}
    # A pause goes on by itself; what was said before leaving does not count after coming back.
    later = on + 4 * WEEK
    circles.take_place(
        circle=harbour.circle,
        by=harbour.sam.person,
        now=later,
        name="Sam",
        shape="star",
        colour="plum",
        standing="for_myself",
        organisation=None,
    )
    actions.draw_due(circle=harbour.circle, now=later)
    names = {each.member.name for each in Drawn.objects.exclude(stands=Stands.OVER).select_related("member")}
    assert names == {"Tom", "Dee", "Asha", "Jo", "Nia"}


@pytest.mark.parametrize("people", [(), ("Tom",), ("Tom", "Dee")])
def test_a_circle_of_one_and_one_in_which_nobody_wishes(now: datetime, people: tuple[str, ...]):
    group = make_group(name="Small", now=now, people=("Tom", "Dee")[: len(people) or 1])
    wish(*[group.members[name] for name in people], now=now)
    actions.change_rhythm(by=group.tom, every=Every.WEEK, now=now)
    assert actions.draw_due(circle=group.circle, now=now + WEEK)
    assert Drawn.objects.count() == (2 if len(people) == 2 else 0)
    assert Alone.objects.count() == (1 if len(people) == 1 else 0)


def test_three_of_whom_two_will_not_meet(now: datetime):
    group = make_group(name="Small", now=now, people=("Tom", "Dee", "Asha"))
    wish(*everybody(group), now=now)
    circles.choose_together(by=group.dee, other=group.tom, together=False)
    actions.change_rhythm(by=group.tom, every=Every.WEEK, now=now)
    for week in range(1, 7):
        at = now + week * WEEK
        actions.draw_due(circle=group.circle, now=at)
        assert "Tom" not in drawn_with(group.dee, at)
        assert "Dee" not in drawn_with(group.tom, at)
        (left,) = Alone.objects.select_related("member")
        assert left.member.name in {"Tom", "Dee"}


def test_who_would_rather_not_meet_is_never_drawn_together_and_nothing_is_left_of_it(harbour, now, on):
    circles.choose_together(by=harbour.dee, other=harbour.tom, together=False)
    circles.choose_together(by=harbour.dee, other=harbour.tom, together=False)
    pair = frozenset({harbour.dee.pk, harbour.tom.pk})
    assert kept_apart(harbour.circle) == {pair}
    for week in range(10):
        actions.draw_due(circle=harbour.circle, now=on + week * WEEK)
        assert "Tom" not in drawn_with(harbour.dee, on + week * WEEK)
    circles.choose_together(by=harbour.dee, other=harbour.tom, together=True)
    assert not NotTogether.objects.exists()
    assert Entry.objects.filter(circle=harbour.circle).count() == 1


def test_as_many_are_kept_apart_whoever_asked_and_the_same_for_seats_groups_and_tea(harbour: Circle, now: datetime):
    before = apart_by_lot(harbour.circle, now=now)
    assert not before.asked
    assert before.by_lot
    circles.choose_together(by=harbour.dee, other=harbour.tom, together=False)
    circles.choose_sight_of(by=harbour.asha, other=harbour.jo, see=False)
    after = apart_by_lot(harbour.circle, now=now)
    assert len(after.asked | after.by_lot) == len(before.by_lot)
    assert after.asked == kept_apart(harbour.circle)
    assert not after.asked & after.by_lot


def test_whoever_leaves_between_is_gone_for_the_other_who_can_be_drawn_again(harbour: Circle, on: datetime):
    actions.draw_due(circle=harbour.circle, now=on)
    (name,) = drawn_with(harbour.dee, on)
    circles.leave(by=harbour.members[name], now=on)
    found = cup(harbour.dee, on)
    assert found.is_alone
    assert [each.member.name for each in found.away] == [name]
    assert not actions.draw_me_again(by=harbour.dee, now=on)
    assert Alone.objects.get().waits
    assert cup(harbour.dee, on) is None


def test_not_this_time_frees_the_other_and_who_waits_is_drawn_with_who_waits(harbour: Circle, on: datetime):
    actions.draw_due(circle=harbour.circle, now=on)
    first, second = [list(each.drawn.select_related("member__person")) for each in Group.objects.all()[:2]]
    for drawn, other in (first, second):
        whose = Member.objects.select_related("person", "circle").get(pk=drawn.member_id)
        actions.not_this_time(by=whose, drawn_id=drawn.public_id, now=on)
        actions.not_this_time(by=whose, drawn_id=drawn.public_id, now=on)
        assert not Ask.objects.filter(pk__in=[drawn.ask_id, other.ask_id], closed_at=None).exists()
    one, two = (Member.objects.select_related("person", "circle").get(pk=each[1].member_id) for each in (first, second))
    apart = apart_by_lot(harbour.circle, now=on)
    assert not actions.draw_me_again(by=one, now=on)
    is_drawn = actions.draw_me_again(by=two, now=on)
    assert is_drawn is (frozenset({one.pk, two.pk}) not in apart.by_lot)
    assert drawn_with(one, on) == ({two.name} if is_drawn else set())
    assert Alone.objects.filter(waits=True).count() == (0 if is_drawn else 2)


def test_one_of_three_who_says_not_this_time_leaves_two(harbour: Circle, on: datetime):
    actions.stop_wishing(by=harbour.ravi)
    actions.draw_due(circle=harbour.circle, now=on)
    three = next(each for each in Group.objects.all() if each.drawn.count() == 3)
    mine, *_others = (each for each in everybody(harbour) if three.drawn.filter(member=each).exists())
    actions.not_this_time(by=mine, drawn_id=three.drawn.get(member=mine).public_id, now=on)
    for other in _others:
        found = cup(other, on)
        assert len(found.others) == 1
        assert [each.member_id for each in found.away] == [mine.pk]
        assert found.drawn.ask.closed_at is None


def test_that_it_is_fine_counts_in_ones_own_hours_alone_and_can_be_taken_back(harbour: Circle, on: datetime):
    actions.draw_due(circle=harbour.circle, now=on)
    mine = cup(harbour.dee, on)
    before = cup(mine.others[0].member, on)
    actions.all_right(by=harbour.dee, drawn_id=mine.drawn.public_id, now=on)
    actions.all_right(by=harbour.dee, drawn_id=mine.drawn.public_id, now=on)
    assert Commitment.objects.get().person == harbour.dee.person
    assert cup(harbour.dee, on).is_taken_on
    assert cup(mine.others[0].member, on) == before
    actions.not_this_time(by=harbour.dee, drawn_id=mine.drawn.public_id, now=on)
    assert not Commitment.objects.exists()


def test_what_is_over_or_anothers_is_answered_by_nothing(harbour: Circle, hillside: Circle, on: datetime):
    actions.draw_due(circle=harbour.circle, now=on)
    mine = cup(harbour.dee, on).drawn.public_id
    outside = next(each for each in everybody(harbour) if each.name not in {"Dee", *drawn_with(harbour.dee, on)})
    rows = list(Drawn.objects.order_by("pk").values())
    for by in (outside, hillside.bo):
        for answer in (actions.not_this_time, actions.all_right):
            with pytest.raises(NotHere):
                answer(by=by, drawn_id=mine, now=on)
    for answer in (actions.draw_me_again, actions.let_it_be):
        with pytest.raises(TeaIsOver):
            answer(by=outside, now=on)
    assert list(Drawn.objects.order_by("pk").values()) == rows
    actions.draw_due(circle=harbour.circle, now=on + WEEK)
    with pytest.raises(TeaIsOver):
        actions.not_this_time(by=harbour.dee, drawn_id=mine, now=on + WEEK)


def test_what_was_said_goes_with_the_next_draw_or_by_itself(harbour: Circle, on: datetime):
    actions.draw_due(circle=harbour.circle, now=on)
    actions.not_this_time(by=harbour.dee, drawn_id=cup(harbour.dee, on).drawn.public_id, now=on)
    actions.change_rhythm(by=harbour.tom, every=Every.OFF, now=on)
    actions.clear_old(now=on + timedelta(days=3))
    assert Drawn.objects.filter(stands=Stands.NOT_THIS_TIME).exists()
    assert cup(harbour.dee, on + WEEK) is None
    actions.clear_old(now=on + WEEK + timedelta(days=3))
    assert not Drawn.objects.exists()
    assert Together.objects.exists(), "who was together is all that is left"
    assert not Ask.objects.filter(closed_at=None).exists()


def test_the_rhythm_is_changed_by_anybody_with_one_line_and_a_day_that_was_said_stays(harbour, now):
    assert actions.change_rhythm(by=harbour.dee, every=Every.TWO_WEEKS, now=now)
    first = Rhythm.objects.get().next_on
    assert first == (now + WEEK).date()
    assert not actions.change_rhythm(by=harbour.asha, every=Every.TWO_WEEKS, now=now)
    assert actions.change_rhythm(by=harbour.asha, every=Every.FOUR_WEEKS, now=now)
    assert Rhythm.objects.get().next_on == first
    assert [each.by_id for each in Entry.objects.order_by("pk")] == [harbour.dee.person_id, harbour.asha.person_id]
    assert actions.draw_due(circle=harbour.circle, now=now + WEEK)
    assert Rhythm.objects.get().next_on == (now + 5 * WEEK).date()


def test_everything_of_a_draw_goes_with_the_person(harbour: Circle, on: datetime):
    actions.draw_due(circle=harbour.circle, now=on)
    (name,) = drawn_with(harbour.dee, on)
    harbour.dee.person.delete()
    assert cup(harbour.members[name], on).is_alone
    models: tuple[type[Model], ...] = (Wish, Drawn, Ask)
    assert [each.objects.count() for each in models] == [7, 7, 7]


def test_who_came_back_is_not_in_what_was_drawn_before(harbour: Circle, on: datetime):
    actions.draw_due(circle=harbour.circle, now=on)
    (name,) = drawn_with(harbour.dee, on)
    circles.leave(by=harbour.dee, now=on)
    add = {"name": "Dee", "shape": "star", "colour": "plum", "standing": "for_myself", "organisation": None}
    again = circles.take_place(circle=harbour.circle, by=harbour.dee.person, now=on + timedelta(hours=1), **add)
    assert cup(again, on + timedelta(hours=1)) is None
    assert cup(harbour.members[name], on + timedelta(hours=1)).is_alone


def test_all_circles_are_drawn_by_the_hourly_look(harbour: Circle, hillside: Circle, on: datetime, now: datetime):
    add_member(hillside, "Ada", now=now)
    wish(*everybody(hillside), now=now)
    actions.change_rhythm(by=hillside.bo, every=Every.WEEK, now=now)
    actions.draw_all_due(now=on)
    actions.draw_all_due(now=on)
    assert Draw.objects.count() == 2
    assert len(drawn_with(hillside.bo, on)) == 2
