"""One way to put people together, with chance deciding between what is equally good."""

from collections.abc import Callable, Sequence
from itertools import combinations

from handinhand.fairness.pairs.acquaintance import Acquaintance, reordered
from handinhand.fairness.pairs.exchanging import Wait, exchange
from handinhand.fairness.pairs.matching import NOBODY, bits, match_all, match_first_come
from handinhand.fairness.pairs.threes import choose_threes

Groups = list[tuple[int, ...]]


def choose(who: Acquaintance, fresh: Sequence[int], here: Sequence[int], lot: Sequence[int]) -> Groups:
    """Groups of those who are here, and alone whoever cannot be helped; first served by most to meet, then by lot."""
    place = {number: at for at, number in enumerate(lot)}
    order = sorted(here, key=lambda each: (-fresh[each].bit_count(), who.company[each], place[each]))
    new, allowed = reordered(fresh, order), reordered(who.allowed, order)
    everybody = (1 << len(order)) - 1

    def met(one: int, other: int) -> Wait:
        return who.met(order[one], order[other])

    threes = choose_threes(new, allowed, everybody)
    rest = everybody & ~sum(1 << each for three in threes for each in three)
    mates = match(new, allowed, rest, met, is_first_time=not who.fewest)
    exchange(mates, [each & rest for each in allowed], met)
    groups: Groups = [tuple(sorted(order[each] for each in three)) for three in threes]
    groups += [
        tuple(sorted({order[each], order[mates[each]] if mates[each] != NOBODY else order[each]}))
        for each in bits(rest)
        if mates[each] == NOBODY or each < mates[each]
    ]
    return sorted(groups)


def match(
    new: Sequence[int], allowed: Sequence[int], rest: int, met: Callable[[int, int], Wait], *, is_first_time: bool
) -> list[int]:
    """New pairs first, as many as can be; then the others by how seldom they met and how long ago; nobody alone."""
    mates = [NOBODY] * len(new)
    new, allowed = [each & rest for each in new], [each & rest for each in allowed]
    free = match_first_come(mates, new, rest) if is_first_time else _match_longest_ago(mates, new, rest, met)
    free = match_all(mates, new, free)
    free = _match_longest_ago(mates, allowed, free, met)
    match_all(mates, allowed, free)
    return mates


def _match_longest_ago(mates: list[int], beside: Sequence[int], free: int, met: Callable[[int, int], Wait]) -> int:
    """Of the free, those first who met least often, and among them longest ago."""
    pairs = [(one, other) for one in bits(free) for other in bits(beside[one] & free) if one < other]
    for one, other in sorted(pairs, key=lambda pair: met(*pair)):
        if free >> one & free >> other & 1:
            mates[one], mates[other] = other, one
            free &= ~(1 << one | 1 << other)
    return free


def pairs_in(groups: Groups) -> list[tuple[int, int]]:
    """Everybody with everybody else in their group."""
    return [pair for group in groups for pair in combinations(group, 2)]
