"""Who is kept apart: as many pairs whether or not anybody asked, and nobody who watches can tell who did."""

from itertools import combinations, pairwise
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handinhand.fairness.keeping_apart import (
    MOST_BY_LOT,
    MOST_FOR_EACH,
    SEASON_DAYS,
    SMALLEST_CIRCLE,
    kept_apart,
    room,
    stand_ins,
)
from handinhand.fairness.pairs import draw
from tests.fairness.watching_pairs import named_rightly, suspects, told_apart, watch

NAMES = [f"n{number:02}" for number in range(60)]
DAY = 739_000
people = st.integers(0, 60).map(lambda number: NAMES[:number])


def pair(one, other):
    return frozenset({one, other})


@given(people, st.text(max_size=6), st.data())
def test_as_many_are_kept_apart_whether_or_not_anybody_asked(names, secret, data):
    all_pairs = [pair(*each) for each in combinations(names, 2)]
    asked = data.draw(st.sets(st.sampled_from(all_pairs), max_size=4)) if all_pairs else set()
    apart = kept_apart(names, asked=asked, secret=secret, day=DAY)
    assert asked <= apart
    assert len(apart) == max(len(asked), room(len(names)))
    assert kept_apart(names[::-1], asked=asked, secret=secret, day=DAY) == apart


@given(people, st.text(max_size=6))
def test_a_pair_of_the_lot_that_asks_changes_nothing(names, secret):
    """So whoever sees only who is kept apart cannot tell the two circles from each other."""
    by_lot = kept_apart(names, asked=[], secret=secret, day=DAY)
    for each in by_lot:
        assert kept_apart(names, asked=[each], secret=secret, day=DAY) == by_lot


@given(people, st.text(max_size=6))
def test_the_lot_keeps_nobody_from_many(names, secret):
    found = stand_ins(names, secret=secret, day=DAY)
    assert len(set(found)) == len(found) <= MOST_BY_LOT
    assert all(sum(name in each for each in found) <= MOST_FOR_EACH for name in names)


def test_in_a_small_circle_the_lot_keeps_nobody_apart():
    for number in range(SMALLEST_CIRCLE):
        assert kept_apart(NAMES[:number], asked=[], secret="s", day=DAY) == frozenset()
    assert kept_apart(NAMES[:3], asked=[pair(*NAMES[:2])], secret="s", day=DAY) == {pair(*NAMES[:2])}


def test_somebody_who_is_not_of_the_circle_is_left_out_of_account():
    assert pair("gone", NAMES[0]) not in kept_apart(NAMES[:9], asked=[pair("gone", NAMES[0])], secret="s", day=DAY)


def test_a_pair_of_the_lot_is_let_go_by_chance_after_a_season_or_after_years():
    seasons = range(0, 400 * SEASON_DAYS, SEASON_DAYS)
    over_time = [stand_ins(NAMES[:8], secret="s", day=DAY + day) for day in seasons]
    changed = [one[0] != other[0] for one, other in pairwise(over_time)]
    assert 0.07 < mean(changed) < 0.18
    ends = [at for at, each in enumerate(changed) if each]
    lasted = [later - before for before, later in pairwise(ends)]
    assert min(lasted) <= 2
    assert max(lasted) >= 16


def test_the_places_of_the_lot_change_on_days_of_their_own():
    over_time = [stand_ins(NAMES[:16], secret="s", day=DAY + day) for day in range(900)]
    days = [
        [day for day, (one, other) in enumerate(pairwise(over_time)) if one[at] != other[at]] for at in range(room(16))
    ]
    assert len({day % SEASON_DAYS for each in days for day in each}) >= 3


def test_it_hardly_changes_with_who_comes_or_leaves():
    kept = sum(
        stand_ins(NAMES[:12], secret=str(each), day=DAY)[0] == stand_ins(NAMES[:13], secret=str(each), day=DAY)[0]
        for each in range(200)
    )
    assert kept > 150


def test_everybody_meets_nearly_everybody():
    """Of sixteen, each is kept from fewer than one of fifteen others, and from three at the very most."""
    for secret in range(50):
        apart = kept_apart(NAMES[:16], asked=[pair(*NAMES[:2])], secret=str(secret), day=DAY)
        from_each = [sum(name in each for each in apart) for name in NAMES[:16]]
        assert mean(from_each) < 1
        assert max(from_each) <= MOST_FOR_EACH + 1


@pytest.mark.parametrize("number", [6, 8])
def test_two_alone_are_not_put_together_whether_they_asked_or_the_lot_chose_them(number):
    """Somebody who wants to know comes with the other alone: what they are told is the same."""
    names = NAMES[:number]
    asked = pair(*names[:2])
    apart = kept_apart(names, asked=[asked], secret="s", day=DAY)
    for each in apart:
        found = draw(sorted(each), earlier=[], seed="s", apart=apart, members=names)
        assert found.groups == []
        assert len({str(one.reason) for one in found.alone}) == 1


def test_whoever_sees_half_a_year_of_draws_guesses_badly_who_asked():
    """Without the lot a guess is right nearly always; the figures of a year stand in docs/decisions/0024."""
    circles = [str(number) for number in range(24)]
    bare = [watch(8, rounds=20, seed=seed, asked_in=0, by_lot=False) for seed in circles]
    ours = [watch(8, rounds=20, seed=seed, asked_in=0) for seed in circles]
    nobody = [watch(8, rounds=20, seed=f"nobody {seed}") for seed in circles]
    assert mean(named_rightly(each) for each in bare) >= 0.95
    assert mean(named_rightly(each) for each in ours) <= 0.6
    bare_nobody = [watch(8, rounds=20, seed=f"nobody {seed}", by_lot=False) for seed in circles]
    assert told_apart([suspects(each) for each in bare], [suspects(each) for each in bare_nobody]) >= 0.9
    assert 0.3 <= told_apart([suspects(each) for each in ours], [suspects(each) for each in nobody]) <= 0.75
