"""A ring of seats: beside each other those who were together least often and longest ago, by the same memory as tea.

The best ring is a shortest round trip (the travelling salesman), which is hard to find for certain. So several lots are
made better until no two of their sides could be changed for better ones (2-opt, Croes 1958, "A method for solving
traveling-salesman problems"), and the best is taken. Among equals the first by lot stays.
"""

from collections.abc import Collection, Iterable, Sequence

from handinhand.fairness.pairs.acquaintance import Acquaintance, Earlier, Met, Pair
from handinhand.fairness.turns import seat_order

LOTS, LARGEST_COMPARED = 12, 64
# Worse than anybody being together again: somebody of the lot beside each other, and worse, those who asked.
GIVES_WAY, ASKED = 10**30, 10**36
THREE = 3


class Prices:
    """What is worse about two being put together; the same for a ring and for small groups."""

    def __init__(
        self, people: Sequence[str], *, earlier: Earlier | Met, apart: Iterable[Pair], giving_way: Iterable[Pair]
    ) -> None:
        who = Acquaintance(people, earlier=earlier, apart=())
        self.names = who.names
        every = range(len(who.names))
        self.of = [[who.price(one, other) if one != other else 0 for other in every] for one in every]
        for pairs, price in ((giving_way, GIVES_WAY), (apart, ASKED)):
            for pair in set(pairs):
                if pair <= who.number.keys():
                    one, other = (who.number[name] for name in pair)
                    self.of[one][other] += price
                    self.of[other][one] += price


def ring(
    people: Sequence[str],
    *,
    seed: str,
    earlier: Earlier | Met = (),
    apart: Collection[Pair] = (),
    giving_way: Collection[Pair] = (),
) -> list[str]:
    """An order of seats, in which the last sits beside the first; the same for the same input.

    Nobody sits beside whom they are kept apart from, where that can be; those `giving_way` give way first.
    """
    prices = Prices(people, earlier=earlier, apart=apart, giving_way=giving_way)
    numbers = [str(number) for number in range(len(prices.names))]
    lots = LOTS if len(numbers) <= LARGEST_COMPARED else 1
    found = []
    for lot in range(lots):
        order = [int(each) for each in seat_order(numbers, seed=f"{seed}:{lot}")]
        found.append(_improved(order, prices.of))
    best = min(found, key=lambda order: _price(order, prices.of))
    return [prices.names[number] for number in best]


def _price(order: Sequence[int], of: Sequence[Sequence[int]]) -> int:
    return sum(of[one][other] for one, other in zip(order, [*order[1:], *order[:1]], strict=True))


def _improved(order: list[int], of: Sequence[Sequence[int]]) -> list[int]:
    """Turn stretches of the ring round, as long as those at their ends are better off."""
    people = len(order)
    is_better = people > THREE
    while is_better:
        is_better = False
        for at in range(people):
            first, second = order[at], order[(at + 1) % people]
            now = of[first][second]
            if not now:
                continue
            for further in range(at + 2, at + people - 1):
                third, fourth = order[further % people], order[(further + 1) % people]
                if of[first][third] + of[second][fourth] < now + of[third][fourth]:
                    _turn(order, at + 1, further)
                    is_better = True
                    break
    return order


def _turn(order: list[int], begin: int, end: int) -> None:
    """Turn the stretch from one place to another round; it may go over the end of the list."""
    places = [place % len(order) for place in range(begin, end + 1)]
    for place, who in zip(places, [order[place] for place in reversed(places)], strict=True):
        order[place] = who
