"""An order of seats drawn by lot in which some people are not beside each other, and nobody can tell who.

Drawing again until an order fits (rejection sampling, von Neumann 1951, "Various techniques used in connection with
random digits") leaves every order that fits as likely as any other. How often is drawn does not depend on who is kept
apart, and from one order nothing follows. From many it would: two who are never beside each other stand out. So there
are always stand-ins: pairs drawn by lot that are kept apart for a season or for years, as if they had asked for it.
"""

import hashlib
from collections.abc import Collection, Sequence
from functools import partial
from itertools import combinations

from handinhand.fairness.reasons import Reason, gettext_noop
from handinhand.fairness.turns import seat_order

Pair = frozenset[str]
DRAWS = 48
MOST_STAND_INS = 4
ONE_FOR_EACH = 3
SEASON_DAYS = 90

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


def stand_ins(people: Sequence[str], *, secret: str, day: int) -> list[Pair]:
    """Pairs kept apart by lot on a day: the first of them for a season, the next for two, then four, then eight.

    Which pair it is changes little when somebody comes or leaves: it is the one with the smallest number (rendezvous
    hashing, Thaler and Ravishankar 1998).
    """
    pairs = list(combinations(sorted(people), 2))
    chosen = []
    for place in range(min(MOST_STAND_INS, len(people) // ONE_FOR_EACH)):
        at = f"{secret}:{place}:{day // (SEASON_DAYS * 2**place)}"
        chosen.append(frozenset(min(pairs, key=partial(_number, at))))
    return chosen


def _together(order: Sequence[str], apart: Collection[Pair]) -> int:
    """How many of some pairs sit beside each other in a ring."""
    beside = {frozenset(pair) for pair in zip(order, [*order[1:], *order[:1]], strict=True)}
    return sum(pair in beside for pair in apart)


def _number(at: str, pair: tuple[str, str]) -> bytes:
    return hashlib.sha256(":".join([at, *pair]).encode()).digest()
