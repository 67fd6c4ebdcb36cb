"""How likely it is that chance alone names so many: the tail of the binomial distribution, exactly."""

from fractions import Fraction
from math import comb

# One run in a million fails by chance alone, over all guesses of a run together.
LEVEL = Fraction(1, 1_000_000)


def at_least(hits: int, tries: int, chance: Fraction) -> Fraction:
    """How likely `hits` or more of `tries` are, each with this chance."""
    return sum(
        (comb(tries, each) * chance**each * (1 - chance) ** (tries - each) for each in range(hits, tries + 1)),
        Fraction(0),
    )
