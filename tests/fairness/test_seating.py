"""Seats by lot: who is kept apart is apart where that can be, and no order tells who it was."""

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from handinhand.fairness.seating import BY_LOT, MOST_STAND_INS, seats_apart, stand_ins

NAMES = "abcdefghijkl"


def beside(order: list[str]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in zip(order, [*order[1:], *order[:1]], strict=True)}


def pair(one: str, other: str) -> frozenset[str]:
    return frozenset({one, other})


@given(st.integers(5, 12), st.text(max_size=8), st.data())
def test_a_pair_is_never_beside_each_other_where_that_can_be(number, seed, data):
    people = list(NAMES[:number])
    apart = data.draw(st.sampled_from([pair(*each) for each in combinations(people, 2)]))
    order = seats_apart(people, apart=[apart], seed=seed)
    assert sorted(order) == people
    assert apart not in beside(order)
    assert seats_apart(people[::-1], apart=[apart], seed=seed) == order


@given(st.integers(0, 12), st.text(max_size=8), st.data())
def test_everybody_has_a_seat_whoever_is_kept_apart(number, seed, data):
    people = list(NAMES[:number])
    all_pairs = [pair(*each) for each in combinations(NAMES, 2)]
    apart, others = (data.draw(st.sets(st.sampled_from(all_pairs), max_size=9)) for _each in range(2))
    assert sorted(seats_apart(people, apart=apart, stand_ins=others, seed=seed)) == people


def test_where_it_cannot_be_the_stand_ins_give_way():
    # Of four in a ring, somebody sits beside all but one.
    for seed in range(40):
        order = seats_apart("abcd", apart=[pair("a", "b")], stand_ins=[pair("a", "c")], seed=str(seed))
        assert pair("a", "b") not in beside(order)


def test_every_order_that_fits_is_as_likely():
    found = Counter(tuple(seats_apart("abcde", apart=[pair("a", "b")], seed=str(seed))) for seed in range(3000))
    assert len(found) == 60
    assert all(20 <= times <= 90 for times in found.values()), found


def test_stand_ins_last_from_a_season_to_years_and_hardly_change_with_who_comes():
    secret, days = "s", range(0, 3600, 30)
    over_time = [stand_ins(NAMES, secret=secret, day=day) for day in days]
    lasting = [len({each[place] for each in over_time}) for place in range(MOST_STAND_INS)]
    assert lasting == sorted(lasting, reverse=True)
    assert lasting[0] > 20
    assert lasting[-1] <= 6
    kept = sum(
        stand_ins(NAMES, secret=str(each), day=0)[0] == stand_ins(NAMES + "m", secret=str(each), day=0)[0]
        for each in range(200)
    )
    assert kept > 150


@given(st.integers(0, 12), st.text(max_size=8))
def test_a_group_has_as_many_stand_ins_as_it_has_room_for(number, secret):
    found = stand_ins(NAMES[:number], secret=secret, day=7)
    assert len(found) == min(MOST_STAND_INS, number // 3)
    assert all(len(each) == 2 and each <= set(NAMES[:number]) for each in found)


def test_the_reason_says_that_chance_keeps_people_apart_too():
    assert "the lot chose some of them" in str(BY_LOT)
