"""One draw and one memory: over tea, seats, small groups and companions all meet all as soon as can be."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handinhand.fairness.grouping import small_groups
from handinhand.fairness.pairs import companions, draw
from handinhand.fairness.pairs.acquaintance import remembered
from handinhand.fairness.seating import seats_apart
from tests.fairness.rounds_of_one_draw import NAMES, beside, rounds

few = settings(max_examples=25, deadline=None)
twos = st.sampled_from([frozenset(pair) for pair in combinations(NAMES[:12], 2)])


@pytest.mark.parametrize(
    ("kinds", "people", "most"),
    [
        # Beside each sit two, so a ring of n cannot be done sooner than in half of n - 1 rounds.
        (("ring",), 8, 4),
        (("ring",), 9, 5),
        (("ring",), 16, 8),
        # In a four each meets three others.
        (("4",), 8, 3),
        (("4",), 16, 7),
        (("3",), 9, 4),
        # One of each in turn: every three draws each meets one, two and two others.
        (("tea", "ring", "3"), 8, 6),
        (("tea", "ring", "3"), 16, 12),
    ],
)
def test_all_have_met_all_as_soon_as_can_be_and_far_sooner_than_by_chance(kinds, people, most):
    for seed in range(2):
        assert rounds(people, kinds=kinds, seed=seed) <= most
    assert rounds(people, kinds=kinds, seed=0, remembers=False) > most


def test_what_is_left_over_for_one_way_is_met_in_another():
    """After five rounds of tea two are left for each of eight: the ring seats them, and small groups take them, too."""
    tea = []
    for number in range(5):
        tea.append([each.who for each in draw(NAMES[:8], earlier=tea, seed=str(number)).groups])
    met = remembered(tea)
    ring = beside(seats_apart(NAMES[:8], apart=[], earlier=met, seed="s"))
    assert not {frozenset(pair) for pair in ring} & set(met)
    left = [frozenset(pair) for pair in combinations(NAMES[:8], 2) if frozenset(pair) not in met]
    groups = small_groups(NAMES[:8], size=2, earlier=met, seed="s")
    assert {frozenset(each) for each in groups} <= set(left)


def test_when_all_have_met_those_come_first_who_met_least_often_and_longest_ago():
    met = {frozenset(pair): (2, 5) for pair in combinations(NAMES[:8], 2)}
    seldom = [frozenset(NAMES[at : at + 2]) for at in range(0, 8, 2)]
    met |= dict.fromkeys(seldom, (1, 6))
    assert {frozenset(each) for each in small_groups(NAMES[:8], size=2, earlier=met, seed="s")} == set(seldom)
    ring = {frozenset(pair) for pair in beside(seats_apart(NAMES[:8], apart=[], earlier=met, seed="s"))}
    assert set(seldom) <= ring
    met |= dict.fromkeys(seldom, (2, 1))
    assert {frozenset(each) for each in small_groups(NAMES[:8], size=2, earlier=met, seed="s")} == set(seldom)


@few
@given(
    st.integers(2, 12), st.sets(twos, max_size=4), st.lists(twos, max_size=30), st.integers(2, 4), st.text(max_size=4)
)
def test_whatever_was_before_everybody_is_in_one_place_and_who_is_apart_stays_apart(number, apart, before, size, seed):
    people = NAMES[:number]
    earlier = [[sorted(pair)] for pair in before]
    order = seats_apart(people, apart=apart, earlier=earlier, seed=seed)
    assert sorted(order) == people
    assert seats_apart(people[::-1], apart=apart, earlier=remembered(earlier), seed=seed) == order
    groups = small_groups(people, size=size, apart=apart, earlier=earlier, seed=seed)
    assert sorted(who for group in groups for who in group) == people
    assert all(2 <= len(group) <= 4 for group in groups)
    if number >= 10:
        # There is always room for four pairs to be apart in a ring of ten, and in groups of up to four.
        assert not {frozenset(pair) for pair in beside(order)} & apart
        assert not {frozenset(pair) for group in groups for pair in combinations(group, 2)} & apart


@few
@given(st.sets(st.sampled_from(NAMES[:8])), st.sets(st.sampled_from(NAMES[:8])), st.sets(twos, max_size=9), st.data())
def test_companions_are_as_many_as_can_be_and_nobody_is_beside_themselves(waiting, free, apart, data):
    not_again = {tuple(data.draw(twos))[:2] for _each in range(2)}
    found = companions(waiting, free, seed="s", apart=apart, not_again=not_again)
    assert set(found) <= waiting
    assert set(found.values()) <= free
    assert len(set(found.values())) == len(found)
    may = {
        (one, other)
        for one in waiting
        for other in free
        if one != other and frozenset({one, other}) not in apart and (one, other) not in not_again
    }
    assert set(found.items()) <= may
    assert len(found) == most_served(waiting, may)


def most_served(waiting, may, taken=frozenset()):
    """The most that can have somebody, by trying everything."""
    if not waiting:
        return 0
    one, *rest = sorted(waiting)
    best = most_served(rest, may, taken)
    for who, other in may:
        if who == one and other not in taken:
            best = max(best, 1 + most_served(rest, may, taken | {other}))
        if best == len(waiting):
            break
    return best


def test_whoever_was_beside_somebody_least_is_asked_first():
    met = {
        frozenset(NAMES[:2]): (1, 3),
        frozenset((NAMES[0], NAMES[2])): (1, 2),
        frozenset((NAMES[0], NAMES[3])): (2, 1),
    }
    assert companions(NAMES[:1], NAMES[1:4], seed="s", earlier=met) == {NAMES[0]: NAMES[2]}
    assert companions(NAMES[:1], NAMES[1:5], seed="s", earlier=met) == {NAMES[0]: NAMES[4]}


def test_among_equals_chance_decides():
    assert len({companions(NAMES[:1], NAMES[1:6], seed=str(seed))[NAMES[0]] for seed in range(40)}) == 5
    assert len({tuple(seats_apart(NAMES[:6], apart=[], seed=str(seed))) for seed in range(40)}) > 30


def test_a_room_of_a_hundred_is_seated_and_grouped():
    names = [f"n{number:03}" for number in range(100)]
    assert sorted(seats_apart(names, apart=[], earlier=[[names[:2]]], seed="s")) == names
    assert sorted(who for group in small_groups(names, size=4, seed="s") for who in group) == names
