"""Who is in the group of three: those for whom most comes of it, and nobody is left alone because of it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from handinhand.fairness.pairs.matching import NOBODY, bits, match_all, match_first_come

Three = tuple[int, int, int]
# With more tries more odd cases are found in circles in which many are kept apart; in others the first one fits.
TRIES = 400


def choose_threes(fresh: Sequence[int], allowed: Sequence[int], here: int) -> list[Three]:
    """As few threes as leave as few alone as can be, each with as many fresh pairs as can be, first come."""
    chosen: list[Three] = []
    alone = how_many_alone(allowed, here)
    while alone:
        three = next(
            (each for each in islice(threes(fresh, allowed, here), TRIES) if _helps(allowed, here, each)), None
        )
        if three is None:
            break
        chosen.append(three)
        here = _without(here, three)
        alone = how_many_alone(allowed, here)
    return chosen


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


def how_many_alone(allowed: Sequence[int], here: int) -> int:
    """How many have nobody when the others are put into pairs as best can be."""
    mates = [NOBODY] * len(allowed)
    among = [each & here for each in allowed]
    return match_all(mates, among, match_first_come(mates, among, here)).bit_count()


def _helps(allowed: Sequence[int], here: int, three: Three) -> bool:
    return how_many_alone(allowed, _without(here, three)) < how_many_alone(allowed, here)


def _without(here: int, three: Three) -> int:
    return here & ~sum(1 << who for who in three)


def _after(mask: int, who: int) -> int:
    return mask >> (who + 1) << (who + 1)
