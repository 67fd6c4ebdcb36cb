"""Who met whom in earlier draws, how often and how long ago, as numbers and bits."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from handinhand.fairness.pairs.matching import bits

Pair = frozenset[str]
Earlier = Iterable[Iterable[Sequence[str]]]
# What is kept of earlier draws: how often two were together, and in which of them last.
Met = Mapping[Pair, tuple[int, int]]
NEVER = -1
TWO = 2
MANY = 1_000_000


class Acquaintance:
    """Everybody who may come, in a steady order, and what earlier draws (the oldest first) came to for them."""

    def __init__(self, names: Collection[str], *, earlier: Earlier | Met, apart: Iterable[Collection[str]]) -> None:
        self.names = sorted(names)
        self.number = {name: number for number, name in enumerate(self.names)}
        self.times: Counter[tuple[int, int]] = Counter()
        self.last: dict[tuple[int, int], int] = {}
        self.company: Counter[int] = Counter()
        for pair, (times, last) in (earlier if isinstance(earlier, Mapping) else remembered(earlier)).items():
            if pair <= self.number.keys():
                one, other = sorted(self.number[name] for name in pair)
                self.times[one, other], self.last[one, other] = times, last
                self.company.update({one: times, other: times})
        everybody = (1 << len(self.names)) - 1
        self.allowed = [everybody & ~(1 << number) for number in range(len(self.names))]
        for pair in apart:
            if len(pair) == TWO and all(name in self.number for name in pair):
                one, other = (self.number[name] for name in pair)
                self.allowed[one] &= ~(1 << other)
                self.allowed[other] &= ~(1 << one)
        self.fewest = self._fewest()

    def met(self, one: int, other: int) -> tuple[int, int]:
        """How often two have met, and in which draw they did last."""
        pair = (one, other) if one < other else (other, one)
        return self.times.get(pair, 0), self.last.get(pair, NEVER)

    def price(self, one: int, other: int) -> int:
        """What is worse about a pair, the worst first: together again, then how often, then how lately."""
        times, last = self.met(one, other)
        return ((times > 0) * MANY + times) * MANY + last + 1

    def at_most(self, times: int) -> list[int]:
        """For each, whom they may be put with and have met at most so many times."""
        beside = list(self.allowed)
        for (one, other), often in self.times.items():
            if often > times:
                beside[one] &= ~(1 << other)
                beside[other] &= ~(1 << one)
        return beside

    def _fewest(self) -> int:
        """How often those who may be put together have met at least: once all have met, it begins anew from one."""
        allowed = sum(each.bit_count() for each in self.allowed) // 2
        met = Counter(often for (one, other), often in self.times.items() if self.allowed[one] >> other & 1)
        if not allowed or sum(met.values()) < allowed:
            return 0
        return min(met)


def remembered(earlier: Earlier) -> dict[Pair, tuple[int, int]]:
    """What is left of earlier draws, the oldest first, when only who was together is kept."""
    met: dict[Pair, tuple[int, int]] = {}
    for draw, groups in enumerate(earlier):
        for group in groups:
            for pair in combinations(sorted(set(group)), TWO):
                met[frozenset(pair)] = met.get(frozenset(pair), (0, NEVER))[0] + 1, draw
    return met


def reordered(beside: Sequence[int], order: Sequence[int]) -> list[int]:
    """The same for some people alone, who are numbered anew by their place in an order."""
    place = {old: new for new, old in enumerate(order)}
    among = sum(1 << old for old in order)
    return [sum(1 << place[other] for other in bits(beside[old] & among)) for old in order]
