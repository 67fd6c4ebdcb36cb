"""An order of seats drawn by lot in which some people are not beside each other, and nobody can tell who.

Which ring it is, the memory that everything that draws shares decides (`pairs/rings`), and chance among what is equal.
Nobody is kept apart in another way for having asked for it: beside those pairs there are always stand-ins, drawn by
lot, that are kept apart for a season or for years, as if they had asked. Without them two who are never beside each
other would stand out.
"""

import hashlib
from collections.abc import Collection, Sequence
from functools import partial
from itertools import combinations

from handinhand.fairness.pairs.acquaintance import Earlier, Met
from handinhand.fairness.pairs.rings import ring
from handinhand.fairness.reasons import Reason, gettext_noop

Pair = frozenset[str]
MOST_STAND_INS = 4
ONE_FOR_EACH = 3
SEASON_DAYS = 90

BY_LOT = Reason(
    gettext_noop("The order was drawn by lot. Some people are not beside each other, and the lot chose some of them.")
)


def seats_apart(
    people: Sequence[str],
    *,
    apart: Collection[Pair],
    stand_ins: Collection[Pair] = (),
    earlier: Earlier | Met = (),
    seed: str,
) -> list[str]:
    """An order in which those sit side by side who were together least, and nobody beside whom they are kept apart.

    The last sits beside the first. Where it cannot be, as few as can be found sit together, stand-ins before others.
    `BY_LOT` says why.
    """
    return ring(people, seed=seed, earlier=earlier, apart=apart, giving_way=stand_ins)


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


def _number(at: str, pair: tuple[str, str]) -> bytes:
    return hashlib.sha256(":".join([at, *pair]).encode()).digest()
