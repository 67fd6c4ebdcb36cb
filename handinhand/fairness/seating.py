"""An order of seats drawn by lot in which some people are not beside each other, and nobody can tell who.

Drawing again until an order fits (rejection sampling, von Neumann 1951, "Various techniques used in connection with
random digits") leaves every order that fits as likely as any other. How often is drawn does not depend on who is kept
apart, and from one order nothing follows. From many it would: two who are never beside each other stand out. So there
are always stand-ins (`keeping_apart`): pairs drawn by lot that are kept apart as if they had asked for it.
"""

from collections.abc import Collection, Sequence

from handinhand.fairness.reasons import Reason, gettext_noop
from handinhand.fairness.turns import seat_order

Pair = frozenset[str]
DRAWS = 48

BY_LOT = Reason(
    gettext_noop("The order was drawn by lot. Some people are not beside each other, and the lot chose some of them.")
)


def seats_apart(
    people: Sequence[str], *, apart: Collection[Pair], stand_ins: Collection[Pair] = (), seed: str
) -> list[str]:
    """An order drawn by lot with nobody beside whom they are kept apart from, where that can be; `BY_LOT` says why.

    The last sits beside the first. Where it cannot be, as few as can be found sit together, stand-ins before others.
    """
    drawn = [seat_order(people, seed=f"{seed}:{number}") for number in range(DRAWS)]
    return min(drawn, key=lambda order: (_together(order, apart), _together(order, stand_ins)))


def _together(order: Sequence[str], apart: Collection[Pair]) -> int:
    """How many of some pairs sit beside each other in a ring."""
    beside = {frozenset(pair) for pair in zip(order, [*order[1:], *order[:1]], strict=True)}
    return sum(pair in beside for pair in apart)
