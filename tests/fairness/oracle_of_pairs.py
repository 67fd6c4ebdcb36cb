"""What the best draw comes to, found by trying all of them: for a handful of people alone."""

from collections import Counter
from functools import cache
from itertools import combinations


def best_of_all(people, *, earlier, apart):
    """The fewest alone; with them the fewest threes; with these the fewest pairs that have met before."""
    met = {frozenset(pair) for groups in earlier for group in groups for pair in combinations(group, 2)}

    @cache
    def best(left: frozenset[str]) -> tuple[int, int, int]:
        if not left:
            return 0, 0, 0
        first = min(left)
        found = [added((1, 0, 0), best(left - {first}))]
        for size in (1, 2):
            for others in combinations(sorted(left - {first}), size):
                pairs = {frozenset(pair) for pair in combinations((first, *others), 2)}
                if not pairs & set(apart):
                    price = (0, size - 1, len(pairs & met))
                    found.append(added(price, best(left - {first, *others})))
        return min(found)

    return best(frozenset(people))


def added(one, other):
    return tuple(a + b for a, b in zip(one, other, strict=True))


def price_of(found, *, earlier):
    """The same three numbers of a draw."""
    met = {frozenset(pair) for groups in earlier for group in groups for pair in combinations(group, 2)}
    pairs = [frozenset(pair) for group in found.groups for pair in combinations(group.who, 2)]
    threes = Counter(len(group.who) for group in found.groups)[3]
    return len(found.alone), threes, sum(pair in met for pair in pairs)
