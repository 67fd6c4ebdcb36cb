"""Who is not put together for now: pairs that asked, and pairs that the lot chose, so that nobody can tell which.

From one draw nothing follows. From many it would: two who never come up together stand out. So as many pairs as a
circle has room for are always kept apart. Those that asked take up this room first, the lot fills it up, and whatever
draws knows no difference between them. So draws tell who is kept apart, but not who asked for it, nor whether anybody
did, unless by how long it lasts: docs/decisions/0024.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from functools import partial

Pair = frozenset[str]
SEASON_DAYS = 90
# In a smaller circle somebody would often be left alone for no other reason.
SMALLEST_CIRCLE = 6
MOST_BY_LOT = 20
# Once a season each pair of the lot is let go with a chance of one in eight, so it lasts two years on average, and that
# it has lasted long says little of how long it will.
CHANGES_ONE_IN = 8
MOST_FOR_EACH = 2


def kept_apart(people: Collection[str], *, asked: Iterable[Pair], secret: str, day: int) -> frozenset[Pair]:
    """All pairs that are not put together on a day, those that asked among as many that the lot chose.

    `people` is the whole circle and not only who comes, each by an id that stays when they leave and come back.
    """
    apart = {pair for pair in asked if pair <= set(people)}
    for pair in stand_ins(people, secret=secret, day=day):
        if len(apart) < room(len(people)):
            apart.add(pair)
    return frozenset(apart)


def room(people: int) -> int:
    """How many pairs are always kept apart in a circle of so many: less than one for each, so that nearly all meet."""
    return min(people // 2 - 1, MOST_BY_LOT) if people >= SMALLEST_CIRCLE else 0


def stand_ins(people: Collection[str], *, secret: str, day: int) -> list[Pair]:
    """The pairs that the lot keeps apart on a day, in a steady order.

    Which pair it is changes little when somebody comes or leaves: they have the smallest numbers (rendezvous hashing,
    Thaler and Ravishankar 1998). How long it lasts is memoryless (geometric).
    """
    chosen: list[Pair] = []
    for place in range(room(len(people))):
        at = f"{secret}:{place}"
        pair = _pair(sorted(people), chosen, f"{at}:{_since(at, day)}")
        chosen += [pair] if pair else []
    return chosen


def _since(at: str, day: int) -> int:
    """The season in which a place of the lot changed last; each place has seasons of its own."""
    season = (day + _number(at, "begins") % SEASON_DAYS) // SEASON_DAYS
    while season > 0 and _number(at, str(season)) % CHANGES_ONE_IN:
        season -= 1
    return season


def _pair(people: Sequence[str], chosen: Sequence[Pair], at: str) -> Pair | None:
    """Two whom nobody kept apart yet, and who are not kept apart from too many."""
    free = [who for who in people if sum(who in pair for pair in chosen) < MOST_FOR_EACH]
    if not free:
        return None
    one = min(free, key=partial(_number, at))
    others = [who for who in free if who != one and frozenset({one, who}) not in chosen]
    return frozenset({one, min(others, key=partial(_number, f"{at}:{one}"))}) if others else None


def _number(at: str, what: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{at}:{what}".encode()).digest()[:8], "big")
