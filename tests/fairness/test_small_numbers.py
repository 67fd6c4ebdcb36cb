"""What is shown of many points at nobody: whoever knows their own part rules out nothing of another's."""

from itertools import product

import pytest

from handinhand.fairness.small_numbers import ENOUGH, Step, apart, enough, gini, how_even

SHOWN = (Step.EVEN, Step.SOMEWHAT, Step.FEW)
# Turns and words, as somebody may have them; nobody has more turns than words.
MAY_HAVE = [(1, 1), (1, 2), (2, 3), (1, 10), (9, 40), (3, 500), (40, 500)]


def a_group_could_be(step: Step, people: int, mine: tuple[int, int], theirs: tuple[int, int]) -> bool:
    """Whether some group of so many has this step, with what I have and what another has."""
    turns, words = max(mine[0], theirs[0]), max(mine[1], theirs[1])
    rest = [(turns, words)] * (people - 3)
    for how_many in range(1, people - 1):
        for factor in (*range(words, words * 4 + 12), *(words * 2**power for power in range(3, 12))):
            group = [mine, theirs, *rest[: people - 2 - how_many], *[(turns, factor)] * how_many]
            if how_even([one[0] for one in group], [one[1] for one in group]) == step:
                return True
    return False


@pytest.mark.parametrize("people", range(ENOUGH, 13))
@pytest.mark.parametrize("step", SHOWN)
def test_who_knows_what_they_have_rules_out_nothing_of_another(step: Step, people: int) -> None:
    for mine, theirs in product(MAY_HAVE, MAY_HAVE):
        assert a_group_could_be(step, people, mine, theirs), (mine, theirs)


@pytest.mark.parametrize("people", range(ENOUGH))
def test_nothing_is_said_of_fewer_than_five(people: int) -> None:
    assert how_even([1] * people, [900] * people) == Step.TOO_FEW
    assert how_even([1] * people + [0] * 9, [900] * people + [0] * 9) == Step.TOO_FEW


def test_whoever_has_nothing_is_not_in_it() -> None:
    spread = [3, 9, 30, 4, 80]
    for quiet in range(9):
        assert how_even([1] * 5, spread + [0] * quiet) == how_even([1] * 5, spread)


def test_the_steps_and_the_least_even_measure_decides() -> None:
    assert gini([7, 7, 7, 7]) == 0
    assert gini([1, 3]) == pytest.approx(0.25)
    assert how_even([1] * 5, [10, 12, 9, 11, 10]) == Step.EVEN
    assert how_even([1] * 5, [10, 40, 9, 30, 5]) == Step.SOMEWHAT
    assert how_even([1] * 5, [1, 200, 1, 1, 1]) == Step.FEW
    assert how_even([1, 200, 1, 1, 1], [200] * 5) == Step.FEW


def test_ways_stand_apart_only_beside_enough_others() -> None:
    assert enough([1, 2, 3, 4, 5])
    assert not enough([1, 1, 2, 3, 4])
    assert apart(range(5), range(10))
    assert not apart(range(5), range(9))
    assert not apart(range(4), range(4, 20))
