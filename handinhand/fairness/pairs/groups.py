"""Small groups of those who were together least often and longest ago, by the same memory and prices as a ring.

Groups that were dealt by lot change people with each other, one for one, as long as all are better off for it
(Kernighan and Lin 1970, "An efficient heuristic procedure for partitioning graphs"). People who come as one change
place as one.
"""

from collections.abc import Iterator, Sequence

from handinhand.fairness.pairs.rings import Prices

# Who is together in a unit (somebody alone, or some who stay as one), and the units of a group.
Unit = tuple[int, ...]
Groups = list[list[Unit]]


def exchanged(groups: Groups, prices: Prices) -> int:
    """Change units of one size between groups until no change makes it better; what is left to be worse about it."""
    is_better = True
    while is_better:
        is_better = False
        for one, other in _twos(groups):
            is_better = _exchange(groups[one], groups[other], prices.of) or is_better
    return sum(_among(group, prices.of) for group in groups)


def _twos(groups: Groups) -> Iterator[tuple[int, int]]:
    every = range(len(groups))
    return ((one, other) for one in every for other in every if one < other)


def _exchange(here: list[Unit], there: list[Unit], of: Sequence[Sequence[int]]) -> bool:
    """Change one unit of a group for one of another; whether anything was better for it."""
    has_changed = False
    for place, mine in enumerate(here):
        for other_place, theirs in enumerate(there):
            if len(mine) != len(theirs):
                continue
            rest, other_rest = _without(here, place), _without(there, other_place)
            now = _with(here[place], rest, of) + _with(there[other_place], other_rest, of)
            if _with(there[other_place], rest, of) + _with(here[place], other_rest, of) < now:
                here[place], there[other_place] = there[other_place], here[place]
                has_changed = True
                break
    return has_changed


def _without(group: Sequence[Unit], place: int) -> list[int]:
    return [who for at, unit in enumerate(group) if at != place for who in unit]


def _with(unit: Unit, others: Sequence[int], of: Sequence[Sequence[int]]) -> int:
    return sum(of[who][other] for who in unit for other in others)


def _among(group: Sequence[Unit], of: Sequence[Sequence[int]]) -> int:
    everybody = [who for unit in group for who in unit]
    return sum(of[one][other] for one in everybody for other in everybody if one < other)
