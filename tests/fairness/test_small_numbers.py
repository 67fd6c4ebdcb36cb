"""What is shown of many points at nobody: whoever knows their own part rules out nothing of another's."""

import random
from inspect import signature
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handinhand.fairness.small_numbers import (
    ENOUGH,
    FEWEST_TOGETHER,
    Shown,
    Step,
    apart,
    enough,
    gini,
    how_even,
    how_many,
    shown,
)
from tests.fairness.oracle_of_tables import Case, looks_alike, told, ways

LETTERS = "abcdef"

SHOWN = (Step.EVEN, Step.SOMEWHAT, Step.FEW)
# Turns and words, as somebody may have them; nobody has more turns than words.
MAY_HAVE = [(1, 1), (1, 2), (2, 3), (1, 10), (9, 40), (3, 500), (40, 500)]


def a_group_could_be(step: Step, people: int, mine: tuple[int, int], theirs: tuple[int, int]) -> bool:
    """Whether some group of so many has this step, with what I have and what another has."""
    turns, words = max(mine[0], theirs[0]), max(mine[1], theirs[1])
    rest = [(turns, words)] * (people - 3)
    for so_many in range(1, people - 1):
        for factor in (*range(words, words * 4 + 12), *(words * 2**power for power in range(3, 12))):
            group = [mine, theirs, *rest[: people - 2 - so_many], *[(turns, factor)] * so_many]
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


@st.composite
def questions(draw: st.DrawFn, fewest: int = 3) -> tuple[dict[str, str], str, bool]:
    """What a group of three to thirty answered to one question, its choices, and whether they are a scale."""
    choices = LETTERS[: draw(st.integers(2, 6))]
    people = draw(st.integers(fewest, 30))
    given_often = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=3))
    answer = st.one_of(st.sampled_from(given_often), st.sampled_from(choices))
    return {f"p{number:02}": draw(answer) for number in range(people)}, choices, draw(st.booleans())


@given(questions())
def test_a_table_holds_everybody_once_and_no_group_of_one_or_two(question: tuple[dict[str, str], str, bool]) -> None:
    answers, choices, is_scale = question
    groups = shown(answers, choices, is_scale=is_scale).groups
    if not groups:
        return
    assert len(answers) >= ENOUGH
    assert sorted(each for group in groups for each in group.choices) == sorted(choices)
    assert all(group.number == 0 or group.number >= FEWEST_TOGETHER for group in groups)
    assert sum(group.number > 0 for group in groups) > 1
    for group in groups:
        assert group.number == sum(answer in group.choices for answer in answers.values())
        assert not is_scale or "".join(group.choices) in choices


@given(questions(), st.randoms(use_true_random=False))
def test_whoever_knows_their_own_answer_is_certain_of_nobody_elses(
    question: tuple[dict[str, str], str, bool], chance: random.Random
) -> None:
    answers, choices, is_scale = question
    table = shown(answers, choices, is_scale=is_scale)
    me = chance.choice(sorted(answers))
    others = [each for each in sorted(answers) if each != me]
    for other in others if table.groups else ():
        instead = [each for each in others if answers[each] != answers[other]]
        assert instead
        assert shown(swapped(answers, other, instead[0]), choices, is_scale=is_scale) == table


def swapped(answers: dict[str, str], one: str, other: str) -> dict[str, str]:
    return {**answers, one: answers[other], other: answers[one]}


@given(questions(), st.randoms(use_true_random=False))
def test_it_is_the_same_for_people_in_any_order_and_by_any_name(
    question: tuple[dict[str, str], str, bool], chance: random.Random
) -> None:
    answers, choices, is_scale = question
    given_by_others = list(answers.values())
    chance.shuffle(given_by_others)
    others = dict(zip(answers, given_by_others, strict=True))
    table = shown(answers, choices, is_scale=is_scale)
    assert shown(others, choices, is_scale=is_scale) == table
    assert shown(dict(reversed(answers.items())), choices, is_scale=is_scale) == table


@given(questions(), st.data())
def test_it_never_changes_by_asking_again(question: tuple[dict[str, str], str, bool], data: st.DataObject) -> None:
    answers, choices, is_scale = question
    table = shown(answers, choices, is_scale=is_scale)
    assert shown(answers, choices, before=table, is_scale=is_scale) == table
    later = {**answers, "new": data.draw(st.sampled_from(choices))}
    waiting = shown(later, choices, before=table, is_scale=is_scale)
    assert waiting.groups == (table.groups if len(answers) >= ENOUGH else waiting.groups)
    assert shown(later, choices, before=waiting, is_scale=is_scale) == waiting


@given(questions(fewest=8), st.data())
def test_nobody_finds_by_subtracting_what_somebody_said_who_came_or_left(
    question: tuple[dict[str, str], str, bool], data: st.DataObject
) -> None:
    """All others keep their answers; whoever looks may have changed theirs, and some may have said the same again."""
    now, choices, is_scale = question
    people = sorted(now)
    came = data.draw(st.sets(st.sampled_from(people), max_size=8))
    left = {f"l{number}": data.draw(st.sampled_from(choices)) for number in range(data.draw(st.integers(0, 6)))}
    me = data.draw(st.sampled_from([*people, *left]))
    stayed = {who: answer for who, answer in now.items() if who not in came}
    before = stayed | left | ({me: data.draw(st.sampled_from(choices))} if me in stayed else {})
    fresh = data.draw(st.sets(st.sampled_from(people))) | {me}

    def both(before: dict[str, str], now: dict[str, str]) -> tuple[Shown, Shown]:
        first = shown(before, choices, is_scale=is_scale)
        return first, shown(now, choices, before=first, fresh=fresh, is_scale=is_scale)

    first, then = both(before, now)
    if not first.groups or then.made is None or then.made.people != now.keys():
        return
    for some, of in ((came - {me}, now), (set(left) - {me}, before)):
        for one in some:
            instead = next(each for each in sorted(some) if of[each] != of[one])
            new_before, new_now = (swapped(each, one, instead) if each is of else each for each in (before, now))
            new_first, new_then = both(new_before, new_now)
            assert (new_first.groups, new_then.groups) == (first.groups, then.groups)


TOLD_APART = [
    *(Case(2, kept, 0, came, went, is_scale=True) for kept in (4, 6, 9) for came in (0, 3, 4) for went in (0, 2, 3, 4)),
    *(Case(2, kept, 4, came, went, is_scale=True) for kept in (0, 4) for came in (0, 1, 3) for went in (0, 1, 3)),
    *(Case(2, 0, 6, came, went, is_scale=False) for came in (0, 1, 3) for went in (0, 3)),
    *(Case(3, 4, 0, came, went, is_scale=scale) for came in (0, 3, 4) for went in (0, 3) for scale in (True, False)),
    Case(3, 0, 4, 3, 0, is_scale=True),
    Case(2, 4, 5, 3, 0, is_scale=True),
]


@pytest.mark.parametrize("case", TOLD_APART, ids=str)
def test_nobody_who_knows_every_rule_can_tell_by_two_tables_nor_by_there_being_none(case: Case) -> None:
    for first, then, all_said in looks_alike(case):
        assert not told(case, all_said, others_kept=False), (first, then)
        if first and then != first:
            assert not told(case, all_said, others_kept=True), (first, then)


def answered(**numbers: int) -> dict[str, str]:
    """So many people for each answer."""
    return {f"{answer}{number}": answer for answer, many in numbers.items() for number in range(many)}


def numbers(table: Shown) -> list[tuple[str, int]]:
    return [("".join(group.choices), group.number) for group in table.groups]


def test_the_oracle_finds_what_one_arrival_would_tell() -> None:
    case = Case(2, 8, 0, 1, 0, is_scale=True)
    plainly = [said for said in product(ways(8, 2), ways(0, 4), ways(1, 2), ways(0, 2)) if said[0] == (4, 4)]
    assert told(case, [said for said in plainly if said[2] == (1, 0)], others_kept=False)
    assert not told(case, plainly, others_kept=False)


@pytest.mark.parametrize(
    ("given_numbers", "on_a_scale", "otherwise"),
    [
        ({"a": 2, "b": 2}, [], []),
        ({"a": 9}, [], []),
        ({"a": 9, "d": 1}, [], []),
        ({"a": 2, "b": 9}, [], []),
        ({"a": 3, "d": 3}, [("a", 3), ("b", 0), ("c", 0), ("d", 3)], [("a", 3), ("b", 0), ("c", 0), ("d", 3)]),
        ({"a": 5, "b": 1, "d": 4}, [("ab", 6), ("c", 0), ("d", 4)], [("a", 5), ("bd", 5), ("c", 0)]),
        ({"a": 5, "b": 1, "c": 3, "d": 4}, [("a", 5), ("bc", 4), ("d", 4)], [("a", 5), ("bc", 4), ("d", 4)]),
        ({"a": 2, "b": 8, "d": 1}, [], [("ad", 3), ("b", 8), ("c", 0)]),
        ({"a": 1, "b": 1, "c": 4, "d": 5}, [("abc", 6), ("d", 5)], [("abc", 6), ("d", 5)]),
    ],
)
def test_what_is_small_is_put_together(
    given_numbers: dict[str, int], on_a_scale: list[tuple[str, int]], otherwise: list[tuple[str, int]]
) -> None:
    answers = answered(**given_numbers)
    assert numbers(shown(answers, "abcd", is_scale=True)) == on_a_scale
    assert numbers(shown(answers, "abcd", is_scale=False)) == otherwise


def test_one_or_two_who_come_change_nothing_nor_three_who_all_say_the_same() -> None:
    first = shown(answered(a=5, b=5), "abc", is_scale=True)
    for more in ({"a": 6, "b": 5}, {"a": 6, "b": 6}, {"a": 8, "b": 5}, {"a": 7, "b": 6}, {"a": 4, "b": 4}):
        assert shown(answered(**more), "abc", before=first, is_scale=True).groups == first.groups
    assert numbers(shown(answered(a=7, b=7), "abc", before=first, is_scale=True)) == [("a", 7), ("b", 7), ("c", 0)]


def test_who_answers_anew_counts_as_new_and_whoever_leaves_does_not() -> None:
    first = shown(answered(a=8, b=8), "ab", is_scale=True)
    turned = {**answered(a=8, b=8), "a0": "b", "a1": "b", "a2": "b", "b0": "a"}
    fresh = ["a0", "a1", "a2", "a3", "b0", "b1", "b2"]
    one_did = {**answered(a=8, b=8), "a0": "b"}
    assert shown(one_did, "ab", before=first, fresh=["a0", "b0"], is_scale=True).groups == first.groups
    assert numbers(shown(turned, "ab", before=first, fresh=fresh, is_scale=True)) == [("a", 6), ("b", 10)]
    assert shown(answered(a=6, b=6), "ab", before=first, is_scale=True).groups == first.groups


@pytest.mark.parametrize(
    ("later", "fresh"),
    [
        ({"a": 9, "b": 8}, []),  # one came
        ({"a": 9, "b": 8}, ["a0", "a1", "b0"]),  # one came, and three answered anew
        ({"a": 6, "b": 7}, ["a0"]),  # three left, and one answered anew
        ({"a": 8, "b": 8}, ["a0", "b0"]),  # two answered anew
        ({"a": 10, "b": 9}, ["a0", "a1"]),  # three came, and two answered anew
        (
            {"a": 8, "b": 8},
            [*(f"a{number}" for number in range(8)), *(f"b{number}" for number in range(7))],
        ),  # one kept
    ],
)
def test_while_too_little_is_new_it_is_not_even_tried(later: dict[str, int], fresh: list[str]) -> None:
    first = shown(answered(a=8, b=8), "ab", is_scale=True)
    waiting = shown(answered(**later), "ab", before=first, fresh=fresh, is_scale=True)
    assert waiting.tried is not None
    assert waiting.tried.people == answered(a=8, b=8).keys()
    assert waiting.tried.anew == set(fresh)


def test_the_one_whose_answer_tips_it_is_not_found() -> None:
    """Six are two and four, and nothing is shown. A seventh who makes it three and four said what the two did."""
    nothing = shown(answered(a=2, b=4), "ab", is_scale=True)
    assert not nothing.groups
    assert numbers(shown(answered(a=3, b=4), "ab", is_scale=True)) == [("a", 3), ("b", 4)]
    assert not shown(answered(a=3, b=4), "ab", before=nothing, is_scale=True).groups


def test_somebody_who_changed_and_was_not_named_changes_nothing() -> None:
    first = shown(answered(a=5, b=5), "ab", is_scale=True)
    turned = {**answered(a=5, b=5), "a0": "b", "a1": "b", "a2": "b"}
    assert shown(turned, "ab", before=first, fresh=["b0", "b1", "b2", "b3"], is_scale=True).groups == first.groups


def test_an_answer_that_is_no_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="no choice"):
        shown(answered(a=5, z=5), "ab", is_scale=True)


def test_nobody_can_ask_for_a_part_of_the_answers() -> None:
    assert set(signature(shown).parameters) == {"answers", "choices", "before", "fresh", "is_scale"}


def test_how_many_is_a_number_of_five_or_more() -> None:
    assert [how_many(range(number)) for number in range(7)] == [None] * 5 + [5, 6]
    assert how_many([1, 1, 2, 3, 4]) is None
