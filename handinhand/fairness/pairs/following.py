"""A draw followed to the end in thought: how many more rounds are needed until all have met, if all come."""

from collections.abc import Sequence
from itertools import combinations

from handinhand.fairness.pairs.acquaintance import reordered
from handinhand.fairness.pairs.matching import NOBODY, match_all, match_first_come
from handinhand.fairness.pairs.threes import threes


def rounds_to_go(beside: Sequence[int]) -> int:
    """How many rounds are needed when each is made first come, first served, by whoever has most to meet."""
    beside = list(beside)
    rounds = 0
    while any(beside):
        order = sorted(range(len(beside)), key=lambda each: -beside[each].bit_count())
        beside = one_round(reordered(beside, order))
        rounds += 1
    return rounds


def at_least(beside: Sequence[int]) -> int:
    """No fewer rounds than this will do, whoever is put together."""
    people = len(beside)
    left = sum(each.bit_count() for each in beside) // 2
    by_pairs = -(-left // most_pairs(people)) if left else 0
    most = max((each.bit_count() for each in beside), default=0)
    return max(by_pairs, most if people % 2 == 0 else -(-most // 2))


def most_pairs(people: int) -> int:
    """How many pairs meet in one round: half of an even number; with a three, three pairs in it and (n - 3) / 2."""
    return max(people // 2 if people % 2 == 0 else (people + 3) // 2, 1) if people > 1 else 1


def one_round(beside: list[int]) -> list[int]:
    """Who is still to be met by whom after one more round."""
    here = (1 << len(beside)) - 1
    mates = [NOBODY] * len(beside)
    three = next(threes(beside, beside, here), None) if len(beside) % 2 else None
    if three is not None:
        here &= ~sum(1 << who for who in three)
        for one, other in combinations(three, 2):
            _strike(beside, one, other)
    among = [each & here for each in beside]
    match_all(mates, among, match_first_come(mates, among, here))
    for who, mate in enumerate(mates):
        if mate > who:
            _strike(beside, who, mate)
    return beside


def without(beside: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[int]:
    """The same when these have met."""
    left = list(beside)
    for one, other in pairs:
        _strike(left, one, other)
    return left


def _strike(beside: list[int], one: int, other: int) -> None:
    beside[one] &= ~(1 << other)
    beside[other] &= ~(1 << one)
