"""Small groups: everybody once, nobody alone, two to four, as one and apart."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handinhand.fairness.grouping import LARGEST, SMALLEST, bound, how_many, small_groups

NAMES = [f"n{number:02}" for number in range(24)]
people = st.integers(2, 24).map(lambda number: NAMES[:number])
sizes = st.integers(SMALLEST, LARGEST)
seeds = st.text("abcdef0123456789", min_size=4, max_size=8)


def pairs_of(groups):
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


@given(people, sizes, seeds)
def test_everybody_is_in_one_group_of_two_to_four(who, size, seed):
    groups = small_groups(who, size=size, seed=seed)
    assert sorted(name for group in groups for name in group) == who
    assert all(SMALLEST <= len(group) <= LARGEST for group in groups)


@given(people, sizes, seeds, st.data())
def test_nobody_is_alone_and_who_is_as_one_stays_so(who, size, seed, data):
    twos = [frozenset(pair) for pair in combinations(who, 2)]
    as_one = data.draw(st.lists(st.sampled_from(twos), max_size=4))
    groups = small_groups(who, size=size, seed=seed, as_one=as_one)
    assert sorted(name for group in groups for name in group) == who
    assert all(len(group) >= SMALLEST for group in groups)
    assert set(as_one) <= pairs_of(groups)
    if max(len(unit) for unit in bound(who, as_one)) == 1:
        assert all(len(group) <= LARGEST for group in groups)


@given(st.integers(5, 24).map(lambda number: NAMES[:number]), sizes, seeds, st.data())
def test_two_who_are_kept_apart_are_never_in_one_group(who, size, seed, data):
    pair = data.draw(st.sampled_from([frozenset(each) for each in combinations(who, 2)]))
    assert pair not in pairs_of(small_groups(who, size=size, seed=seed, apart=[pair]))


def test_whoever_is_as_one_is_so_even_where_somebody_is_kept_apart():
    pair = frozenset(NAMES[:2])
    for number in range(20):
        groups = small_groups(NAMES[:8], size=2, seed=str(number), as_one=[pair], apart=[pair])
        assert pair in pairs_of(groups)


def test_where_apart_cannot_be_nobody_is_left_alone():
    apart = [frozenset(pair) for pair in combinations(NAMES[:3], 2)]
    assert small_groups(NAMES[:3], size=2, seed="x", apart=apart) != []
    assert all(len(group) > 1 for group in small_groups(NAMES[:3], size=2, seed="x", apart=apart))


def test_a_pair_that_asked_looks_like_one_that_the_lot_chose():
    """Over many draws neither pair is ever together, so from the draws nobody can tell which of them asked."""
    asked, by_lot = frozenset(NAMES[:2]), frozenset(NAMES[2:4])
    for number in range(200):
        drawn = pairs_of(small_groups(NAMES[:8], size=3, seed=str(number), apart=[asked], stand_ins=[by_lot]))
        assert asked not in drawn
        assert by_lot not in drawn


def test_every_other_pair_meets_sooner_or_later():
    seen = set()
    for number in range(200):
        seen |= pairs_of(small_groups(NAMES[:8], size=3, seed=str(number), apart=[frozenset(NAMES[:2])]))
    assert len(seen) == 8 * 7 // 2 - 1


def test_the_same_seed_draws_the_same_groups_whatever_the_order_of_names():
    assert small_groups(NAMES[:9], size=3, seed="s") == small_groups(NAMES[8::-1], size=3, seed="s")


@pytest.mark.parametrize(
    ("number", "size", "groups"),
    [(4, 2, 2), (5, 4, 2), (5, 2, 2), (7, 3, 2), (9, 4, 3), (3, 2, 1), (8, 2, 4), (10, 3, 3)],
)
def test_how_many_groups_come_nearest(number, size, groups):
    assert how_many(number, size) == groups
    assert len(small_groups(NAMES[:number], size=size, seed="x")) == groups
