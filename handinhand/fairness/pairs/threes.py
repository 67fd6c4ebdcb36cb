"""Who is in the group of three: those for whom most comes of it, and nobody is left alone because of it."""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from handinhand.fairness.pairs.matching import NOBODY, bits, match_all, match_first_come

Three = tuple[int, int, int]
SIZE = 3
# The first that fits nearly always does. In circles in which many are kept apart, or nearly all have met, more tries
# find more: for nine people all threes are tried, for many people a few.
TRIES, WORK, FEWEST_COMPARED = 400, 1_000, 2


def choose_threes(fresh: Sequence[int], allowed: Sequence[int], here: int) -> list[Three]:
    """As few threes as leave as few alone as can be, with as many fresh pairs in all as can be, first come."""
    chosen: list[Three] = []
    alone = how_many_alone(allowed, here)
    while alone:
        three = _best(fresh, allowed, here, alone)
        if three is None:
            break
        chosen.append(three)
        here = _without(here, three)
        alone = how_many_alone(allowed, here)
    return chosen


def _best(fresh: Sequence[int], allowed: Sequence[int], here: int, alone: int) -> Three | None:
    """The three that leaves fewer alone, and the most fresh pairs in it and among the others."""
    fit = (each for each in islice(threes(fresh, allowed, here), TRIES) if _helps(allowed, here, each, alone))
    best, fewest = None, len(fresh) + SIZE
    for three in islice(fit, max(FEWEST_COMPARED, WORK // len(allowed))):
        met = sum(not fresh[one] >> other & 1 for one, other in combinations(three, 2))
        met += how_many_alone(fresh, _without(here, three)) // 2
        if met < fewest:
            best, fewest = three, met
        if not fewest:
            break
    return best


def threes(fresh: Sequence[int], allowed: Sequence[int], here: int) -> Iterator[Three]:
    """Every three who may be together: those with three fresh pairs, then two, one, and none."""
    for one in bits(here):
        for two in bits(_after(fresh[one] & here, one)):
            yield from ((one, two, three) for three in bits(_after(fresh[one] & fresh[two] & here, two)))
    for between in bits(here):
        for one in bits(fresh[between] & here):
            others = fresh[between] & allowed[one] & ~fresh[one] & here
            yield from ((one, between, other) for other in bits(_after(others, one)))
    for one in bits(here):
        for two in bits(_after(fresh[one] & here, one)):
            others = allowed[one] & allowed[two] & ~fresh[one] & ~fresh[two] & here
            yield from ((one, two, other) for other in bits(others))
    for one in bits(here):
        for two in bits(_after(allowed[one] & ~fresh[one] & here, one)):
            others = allowed[one] & allowed[two] & ~fresh[one] & ~fresh[two] & here
            yield from ((one, two, other) for other in bits(_after(others, two)))


def how_many_alone(beside: Sequence[int], here: int) -> int:
    """How many have nobody when the others are put into pairs as best can be."""
    mates = [NOBODY] * len(beside)
    among = [each & here for each in beside]
    return match_all(mates, among, match_first_come(mates, among, here)).bit_count()


def _helps(allowed: Sequence[int], here: int, three: Three, alone: int) -> bool:
    return how_many_alone(allowed, _without(here, three)) < alone


def _without(here: int, three: Three) -> int:
    return here & ~sum(1 << who for who in three)


def _after(mask: int, who: int) -> int:
    return mask >> (who + 1) << (who + 1)
