"""How evenly something was shared, as one of three steps, and only where five or more had a part in it.

It is read by the Gini coefficient (Corrado Gini, "Variabilità e mutabilità", Bologna 1912): half the mean
difference between two people, divided by the mean; 0 where all have the same, near 1 where one has all.

What it keeps, for a group of five to twelve: whoever knows the step, how many are in it and what they have themselves
can rule out nothing that another may have, neither of turns nor of words. It does not hold against people who put what
they know together until at most two are left whom they do not know.
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from handinhand.fairness.small_numbers.many import ENOUGH

# The bounds are wide: one person with as good as nothing among five who have the same lies well within "even".
EVEN_UP_TO, SOMEWHAT_UP_TO = Fraction(3, 10), Fraction(11, 20)


class Step(StrEnum):
    """How evenly something was shared; nothing where too few had a part in it."""

    TOO_FEW = ""
    EVEN = "even"
    SOMEWHAT = "somewhat"
    FEW = "few"


def gini(shares: Sequence[int]) -> Fraction:
    """The Gini coefficient of what each has; every share is one or more."""
    weighed = sum((2 * place - len(shares) - 1) * share for place, share in enumerate(sorted(shares), 1))
    return Fraction(weighed, len(shares) * sum(shares))


def how_even(*measures: Sequence[int]) -> Step:
    """One step for several measures of the same people, by the least even of them: two steps would tell more.

    Whoever has nothing is not in it, so it says nothing of how many had nothing.
    """
    shared = [[share for share in shares if share > 0] for shares in measures]
    if any(len(shares) < ENOUGH for shares in shared):
        return Step.TOO_FEW
    widest = max(gini(shares) for shares in shared)
    if widest <= EVEN_UP_TO:
        return Step.EVEN
    return Step.SOMEWHAT if widest <= SOMEWHAT_UP_TO else Step.FEW
