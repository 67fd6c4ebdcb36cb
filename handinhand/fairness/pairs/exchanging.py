"""Groups that change people among them, as long as fewer are together again for it (Lin and Kernighan 1973).

Where some are kept apart, as many new pairs as can be and nobody alone are two wishes, and the second comes first. So
pairs that are together again look for two or three others with whom all of them are better off.
"""

from collections.abc import Callable, Sequence

from handinhand.fairness.pairs.matching import NOBODY, bits

Wait = tuple[int, int]
Pairs = list[tuple[int, int]]
# Longer ways round cost more than they bring in a large circle.
SMALL, LONG_WAY, SHORT_WAY = 16, 3, 1
MANY = 1_000_000


def exchange(mates: list[int], allowed: Sequence[int], met: Callable[[int, int], Wait]) -> None:
    """Change people between groups until no change makes it better; nobody comes to be alone."""
    search = Exchange(mates, allowed, met)
    again = [who for who, mate in enumerate(mates) if mate > who and met(who, mate)[0]]
    while again:
        found = search.around(again.pop())
        for one, other in found:
            mates[one], mates[other] = other, one
            again += [one] if met(one, other)[0] else []


class Exchange:
    """A search for other pairs among some, which are better in all."""

    def __init__(self, mates: Sequence[int], allowed: Sequence[int], met: Callable[[int, int], Wait]) -> None:
        self.mates, self.allowed, self.met = mates, allowed, met
        self.longest = LONG_WAY if len(mates) <= SMALL else SHORT_WAY

    def price(self, one: int, other: int) -> int:
        """What is worse about a pair: together again, then how often, then how lately."""
        times, last = self.met(one, other)
        return ((times > 0) * MANY + times) * MANY + last + 1

    def around(self, who: int) -> Pairs:
        """The pairs to come instead of this one and some others; none where it cannot be better."""
        mate = self.mates[who]
        return self._on(who, mate, self.price(who, mate), 1 << who | 1 << mate, self.longest)

    def _on(self, who: int, end: int, won: int, used: int, further: int) -> Pairs:
        """Somebody has nobody now: give them another, whose mate goes to the end, or further on."""
        for other in bits(self.allowed[who] & ~used):
            left, mate = won - self.price(who, other), self.mates[other]
            if left <= 0 or mate == NOBODY:
                continue
            left += self.price(other, mate)
            if self.allowed[mate] >> end & 1 and left > self.price(mate, end):
                return [(who, other), (mate, end)]
            if further > 1:
                found = self._on(mate, end, left, used | 1 << other | 1 << mate, further - 1)
                if found:
                    return [(who, other), *found]
        return []
