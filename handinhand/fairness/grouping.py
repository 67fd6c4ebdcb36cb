"""Small groups drawn by lot: nobody alone, and some people not together, without anybody being able to tell who.

Groups are dealt by lot several times, each is made better by the memory that everything that draws shares
(`pairs/groups`), and the best is taken. Stand-ins drawn by lot are kept apart as if they had asked for it. People who
come as one (somebody and the friend who writes for them) stay as one: that comes before keeping apart, and before the
size that was wished for.
"""

from collections.abc import Collection, Mapping, Sequence

from handinhand.fairness.pairs.acquaintance import Earlier, Met
from handinhand.fairness.pairs.groups import exchanged
from handinhand.fairness.pairs.rings import Prices
from handinhand.fairness.reasons import Reason, gettext_noop
from handinhand.fairness.turns import seat_order

Pair = frozenset[str]
DRAWS = 12
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
    earlier: Earlier | Met = (),
) -> list[list[str]]:
    """Groups of about `size` (two to four), of those who were together least; `BY_LOT` says why some are not."""
    units = bound(people, as_one)
    prices = Prices(people, earlier=earlier, apart=apart, giving_way=stand_ins)
    number = {name: number for number, name in enumerate(prices.names)}
    unit_of = {unit[0]: tuple(number[name] for name in unit) for unit in units}
    found = []
    for lot in range(DRAWS):
        groups = [[unit_of[name] for name in group] for group in _draw(units, size, f"{seed}:{lot}")]
        found.append((exchanged(groups, prices), groups))
    _price, best = min(found, key=lambda each: (_spoiled(each[1]), each[0]))
    return [[prices.names[who] for unit in group for who in unit] for group in best]


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
    """One draw, each unit by its first name: the largest first, each to the group with the fewest people."""
    people = {unit[0]: len(unit) for unit in units}
    order = sorted(seat_order(sorted(people), seed=seed), key=lambda name: -people[name])
    count = how_many(sum(people.values()), size)
    groups: list[list[str]] = [[] for _each in range(min(count, len(units)))]
    for name in order:
        min(groups, key=lambda group: sum(people[each] for each in group)).append(name)
    return _nobody_alone(groups, people)


def _nobody_alone(groups: list[list[str]], people: Mapping[str, int]) -> list[list[str]]:
    """Whoever would be alone joins the smallest of the other groups."""

    def size(group: list[str]) -> int:
        return sum(people[name] for name in group)

    alone = [name for group in groups if size(group) == 1 for name in group]
    together = [group for group in groups if size(group) > 1]
    while len(alone) >= SMALLEST:
        together.append([alone.pop(), alone.pop()])
    for name in alone:
        if together:
            min(together, key=size).append(name)
        else:
            together.append([name])
    return together


def _spoiled(groups: Sequence[Sequence[Sequence[int]]]) -> int:
    return sum(sum(len(unit) for unit in group) > LARGEST for group in groups)
