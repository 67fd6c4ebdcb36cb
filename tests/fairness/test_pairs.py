"""Pairs: everybody meets everybody as soon as can be, nobody is alone who need not be, and apart stays apart."""

import random
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handinhand.fairness.pairs import IN_WORDS, draw
from tests.fairness.oracle_of_pairs import best_of_all, price_of
from tests.fairness.rounds_of_pairs import fewest_rounds, rounds_until_all_met

NAMES = [f"n{number:02}" for number in range(40)]


def twos(names):
    return [frozenset(pair) for pair in combinations(names, 2)]


def together(found):
    return [frozenset(pair) for group in found.groups for pair in combinations(group.who, 2)]


def drawn_before(names, *, rounds, apart, chance):
    """Draws in which not everybody came."""
    earlier = []
    for number in range(rounds):
        here = [name for name in names if chance.random() < 0.8]
        found = draw(here, earlier=earlier, seed=str(number), apart=apart, members=names)
        earlier.append([group.who for group in found.groups])
    return earlier


@st.composite
def circles(draw_one, most):
    """A circle, who is apart, who comes, and what was drawn before."""
    names = NAMES[: draw_one(st.integers(0, most))]
    chance = random.Random(draw_one(st.integers(0, 2**32)))
    refuse = draw_one(st.sampled_from([0, 0.1, 0.3, 0.6]))
    apart = [pair for pair in twos(names) if chance.random() < refuse]
    earlier = drawn_before(names, rounds=chance.randrange(7), apart=apart, chance=chance)
    here = [name for name in names if chance.random() < 0.85]
    return names, here, apart, earlier


@pytest.mark.parametrize("people", range(4, 41, 2))
def test_an_even_number_who_all_come_have_met_in_the_fewest_rounds_there_can_be(people):
    assert rounds_until_all_met(people, seed="a") == (people - 1, people - 1)


@pytest.mark.parametrize("people", range(5, 41, 2))
def test_an_odd_number_who_all_come_need_at_most_two_rounds_more(people):
    needed, least = rounds_until_all_met(people, seed="a")
    assert least == fewest_rounds(people)
    assert needed <= least + 2


@pytest.mark.parametrize(("come", "refuse", "level"), [(0.9, 0, 1.15), (0.75, 0, 1.2), (0.75, 0.06, 1.25)])
def test_with_absences_and_refusals_not_many_more_are_needed_than_could_ever_do(come, refuse, level):
    """The least that could do is reckoned by somebody who knows beforehand who will come when."""
    found = [
        rounds_until_all_met(people, seed=f"s{seed}", come=come, refuse=refuse)
        for people in (8, 12, 15, 16, 21, 24)
        for seed in range(4)
    ]
    assert sum(needed for needed, _ in found) <= level * sum(least for _, least in found)


@settings(max_examples=60)
@given(circles(40), st.text(max_size=6))
def test_everybody_is_drawn_once_and_never_with_whom_they_are_apart_from(circle, seed):
    names, here, apart, earlier = circle
    found = draw(here, earlier=earlier, seed=seed, apart=apart, members=names)
    drawn = [who for group in found.groups for who in group.who] + [each.who for each in found.alone]
    assert sorted(drawn) == sorted(here)
    assert not set(apart) & set(together(found))
    assert {len(group.who) for group in found.groups} <= {2, 3}
    for one, other in combinations([each.who for each in found.alone], 2):
        assert frozenset({one, other}) in apart
    for each in found.alone:
        for group in found.groups:
            assert len(group.who) == 3 or any(frozenset({each.who, who}) in apart for who in group.who)


@settings(max_examples=120)
@given(circles(8), st.text(max_size=6))
def test_no_draw_there_could_be_leaves_fewer_alone_and_none_as_kind_has_more_who_are_new(circle, seed):
    names, here, apart, earlier = circle
    found = draw(here, earlier=earlier, seed=seed, apart=apart, members=names)
    alone, threes, again = price_of(found, earlier=earlier)
    best = best_of_all(here, earlier=earlier, apart=apart)
    assert (alone, threes) == best[:2]
    # Which three it is is not looked for to the very end: four times in a thousand one pair more is together again.
    assert again == best[2] if not threes else again <= best[2] + 1


@settings(max_examples=40)
@given(circles(16), st.text(max_size=6), st.randoms())
def test_the_same_draw_comes_of_the_same_input_in_whatever_order(circle, seed, chance):
    names, here, apart, earlier = circle
    before = draw(here, earlier=earlier, seed=seed, apart=apart, members=names)
    for each in (names, here, apart):
        chance.shuffle(each)
    turned = [[group[::-1] for group in groups[::-1]] for groups in earlier]
    assert draw(here, earlier=turned, seed=seed, apart=apart, members=names) == before


def test_another_seed_is_another_draw():
    assert len({str(draw(NAMES[:12], earlier=[], seed=str(seed))) for seed in range(20)}) == 20


@settings(max_examples=60)
@given(circles(10), st.text(max_size=6))
def test_what_is_said_of_a_group_is_true(circle, seed):
    names, here, apart, earlier = circle
    times = Counter(frozenset(pair) for groups in earlier for group in groups for pair in combinations(group, 2))
    last = {frozenset(p): n for n, groups in enumerate(earlier) for group in groups for p in combinations(group, 2)}
    for group in draw(here, earlier=earlier, seed=seed, apart=apart, members=names).groups:
        met = [times[frozenset(pair)] for pair in combinations(group.who, 2)]
        said = str(group.reason)
        assert ("three" in said) == (len(group.who) == 3)
        if "met before" in said:
            assert all(met)
        if "not met yet" in said:
            assert 0 in met
        if said == "You have not met yet." or "None of you" in said:
            assert not any(met)
        if "at least once" in said:
            others = [pair for pair in twos(here) if pair & set(group.who) and pair not in apart]
            assert last[frozenset(group.who)] == min(last[pair] for pair in others)
            assert all(times[pair] for pair in others)


def test_once_all_have_met_it_begins_anew_with_those_who_met_longest_ago():
    earlier = []
    for number in range(14):
        earlier.append([group.who for group in draw(NAMES[:8], earlier=earlier, seed=str(number)).groups])
    assert sorted(map(sorted, earlier[:7])) == sorted(map(sorted, earlier[7:]))
    assert earlier[:7] == earlier[7:]
    again = draw(NAMES[:8], earlier=earlier[:7], seed="x")
    assert {str(group.reason) for group in again.groups} == {
        "Everybody you could meet you have met at least once; it has been longest since you met."
    }


def test_the_three_goes_round():
    """Of nine who always come, nobody is in a three much more often than another."""
    earlier = []
    for number in range(30):
        earlier.append([group.who for group in draw(NAMES[:9], earlier=earlier, seed=str(number)).groups])
    in_threes = Counter(who for groups in earlier for group in groups if len(group) == 3 for who in group)
    assert len(in_threes) == 9
    assert max(in_threes.values()) - min(in_threes.values()) <= 3


def test_somebody_new_meets_one_after_the_other():
    earlier = drawn_before(NAMES[:7], rounds=30, apart=[], chance=random.Random(1))
    met = set()
    for number in range(7):
        found = draw(NAMES[:8], earlier=earlier, seed=str(number))
        earlier.append([group.who for group in found.groups])
        met |= {pair for pair in together(found) if NAMES[7] in pair}
    assert len(met) == 7


def test_a_thousand_and_one_are_all_put_together_with_somebody_new():
    names = [f"m{number:04}" for number in range(1001)]
    earlier = [[group.who for group in draw(names, earlier=[], seed="s").groups]]
    found = draw(names, earlier=earlier, seed="t")
    assert price_of(found, earlier=earlier) == (0, 1, 0)


def test_nobody_is_drawn_when_nobody_would_like_it():
    found = draw([], earlier=[], seed="s")
    assert (found.groups, found.alone) == ([], [])


def test_one_person_hears_that_nobody_else_would_like_it():
    found = draw(["a"], earlier=[[["a", "b"]]], seed="s", members=["a", "b", "c"])
    assert [(each.who, str(each.reason)) for each in found.alone] == [
        ("a", "Nobody else would like to be drawn this time.")
    ]


def test_of_three_of_whom_two_are_apart_one_hears_that_there_was_nobody():
    for seed in range(20):
        found = draw("abc", earlier=[], seed=str(seed), apart=[frozenset("ab")])
        assert len(found.groups) == 1
        assert "c" in found.groups[0].who
        assert "chose some of them" in str(found.alone[0].reason)


def test_where_all_are_apart_nobody_is_put_together():
    found = draw("abcd", earlier=[], seed="s", apart=twos("abcd"))
    assert found.groups == []
    assert [each.who for each in found.alone] == list("abcd")


def test_six_who_can_only_be_three_and_three_are_nobody_alone():
    across = [frozenset({one, other}) for one in "abc" for other in "def"]
    found = draw("abcdef", earlier=[], seed="s", apart=across)
    assert [group.who for group in found.groups] == [("a", "b", "c"), ("d", "e", "f")]
    assert found.alone == []


def test_people_who_are_not_here_any_more_are_left_out_of_account():
    found = draw("ab", earlier=[[["a", "gone"], ["b", "left", "gone"]]], seed="s", apart=[frozenset({"a", "gone"})])
    assert [group.who for group in found.groups] == [("a", "b")]


def test_how_it_is_drawn_is_said_in_three_sentences():
    assert len(IN_WORDS) == 3
    assert "chose some of them" in str(IN_WORDS[2])
