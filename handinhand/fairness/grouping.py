"""Small groups drawn by lot: nobody alone, and some people not together, without anybody being able to tell who.

As with seats (`seating`), drawing again until groups fit leaves all groups that fit about as likely as each other, and
stand-ins drawn by lot are kept apart as if they had asked for it. People who come as one (somebody and the friend who
writes for them) stay as one: that comes before keeping apart, and before the size that was wished for.
"""

from collections.abc import Collection, Sequence
from itertools import combinations

from handinhand.fairness.reasons import Reason, gettext_noop
from handinhand.fairness.turns import seat_order

Pair = frozenset[str]
DRAWS = 48
SMALLEST, LARGEST = 2, 4

BY_LOT = Reason(
    gettext_noop("The groups were drawn by lot. Some people are not together, and the lot chose some of them.")
)


def small_groups(
    people: Sequence[str],
    *,
    size: int,
    seed: str,
    as_one: Collection[Pair] = (),
    apart: Collection[Pair] = (),
    stand_ins: Collection[Pair] = (),
) -> list[list[str]]:
    """Groups of about `size` (two to four), as few kept apart together as can be found; `BY_LOT` says why."""
    units = bound(people, as_one)
    drawn = [_draw(units, size, f"{seed}:{number}") for number in range(DRAWS)]
    return min(drawn, key=lambda groups: (_spoiled(groups), _met(groups, apart), _met(groups, stand_ins)))


def bound(people: Sequence[str], as_one: Collection[Pair]) -> list[list[str]]:
    """People in units that stay as one, each unit and all of them in a steady order."""
    units = {who: [who] for who in sorted(people)}
    for pair in sorted(sorted(each) for each in as_one):
        if all(who in units for who in pair) and units[pair[0]] is not units[pair[1]]:
            joined = sorted(units[pair[0]] + units[pair[1]])
            units.update(dict.fromkeys(joined, joined))
    return sorted({id(unit): unit for unit in units.values()}.values())


def how_many(people: int, size: int) -> int:
    """How many groups come nearest to a size, with two to four people in each where that can be."""
    return max(-(-people // LARGEST), min(people // SMALLEST, round(people / size)), 1)


def _draw(units: list[list[str]], size: int, seed: str) -> list[list[str]]:
    """One draw: each unit, the largest first, goes to the group with the fewest people."""
    names = {unit[0]: unit for unit in units}
    order = sorted(seat_order(sorted(names), seed=seed), key=lambda name: -len(names[name]))
    count = how_many(sum(len(unit) for unit in units), size)
    groups: list[list[str]] = [[] for _each in range(min(count, len(units)))]
    for name in order:
        min(groups, key=len).extend(names[name])
    return _nobody_alone(groups)


def _nobody_alone(groups: list[list[str]]) -> list[list[str]]:
    """Whoever would be alone joins the smallest of the other groups."""
    alone = [who for group in groups if len(group) == 1 for who in group]
    together = [group for group in groups if len(group) > 1]
    while len(alone) >= SMALLEST:
        together.append([alone.pop(), alone.pop()])
    for who in alone:
        if together:
            min(together, key=len).append(who)
        else:
            together.append([who])
    return together


def _spoiled(groups: Sequence[Sequence[str]]) -> int:
    return sum(len(group) > LARGEST for group in groups)


def _met(groups: Sequence[Sequence[str]], apart: Collection[Pair]) -> int:
    """How many of some pairs are in one group."""
    return sum(frozenset(pair) in apart for group in groups for pair in combinations(group, 2))
