"""How many rounds it takes until all have met, and how few could ever do."""

import random
from collections.abc import Sequence
from itertools import combinations

from handinhand.fairness.pairs import draw

Pair = frozenset[str]


def pairs_a_round(people: int) -> int:
    """An even number makes n/2 pairs. An odd one makes (n-3)/2 pairs and a three with three pairs in it: (n+3)/2."""
    if people < 2:
        return 0
    return people // 2 if people % 2 == 0 else (people + 3) // 2


def fewest_rounds(people: int) -> int:
    """What no draw can beat when all come: all pairs, by as many as a round has; an even number meets one each round.

    For an odd number n(n-1)/2 pairs by (n+3)/2 a round are n - 4 + 12/(n+3): n - 3 from nine people on.
    """
    return -(-people * (people - 1) // (2 * pairs_a_round(people)))


def rounds_until_all_met(people: int, *, seed: str, come: float = 1.0, refuse: float = 0.0) -> tuple[int, int]:
    """Rounds that were needed, and rounds that are the least for those who came when they came."""
    chance = random.Random(f"{people}:{seed}")
    names = [f"p{number:04}" for number in range(people)]
    pairs = [frozenset(pair) for pair in combinations(names, 2)]
    apart = set(chance.sample(pairs, int(refuse * len(pairs))))
    least = Least(names, set(pairs) - apart)
    earlier: list[list[Sequence[str]]] = []
    to_meet = set(least.to_meet)
    while to_meet:
        here = [name for name in names if chance.random() < come]
        least.note(here)
        found = draw(here, earlier=earlier, seed=f"{seed}:{len(earlier)}", apart=apart, members=names)
        earlier.append([group.who for group in found.groups])
        to_meet -= {frozenset(pair) for group in found.groups for pair in combinations(group.who, 2)}
        assert len(earlier) < 20 + 8 * people
    return len(earlier), least.rounds


class Least:
    """The first round by which all could have met, had everything been known before.

    By then every pair has come together once; there was room for all pairs; and nobody has more to meet than rounds
    they came to, but for places in threes, of which there are three in a round with an odd number.
    """

    def __init__(self, names: Sequence[str], to_meet: set[Pair]) -> None:
        self.to_meet, self.both_came = to_meet, set[Pair]()
        self.left = {name: sum(name in pair for pair in to_meet) for name in names}
        self.room = self.in_threes = self.seen = self.rounds = 0

    def note(self, here: Sequence[str]) -> None:
        """Another round, and who came."""
        self.seen += 1
        self.room += pairs_a_round(len(here))
        self.in_threes += 3 * (len(here) % 2) * (len(here) > 1)
        self.both_came |= {frozenset(pair) for pair in combinations(here, 2)}
        for name in here:
            self.left[name] -= 1
        more = sum(max(left, 0) for left in self.left.values())
        if self.to_meet <= self.both_came and self.room >= len(self.to_meet) and more <= self.in_threes:
            self.rounds = self.rounds or self.seen
