"""Pairs of people who may be put together, as many as there can be.

A largest matching by paths and blossoms (Edmonds 1965, "Paths, trees, and flowers"). Whoever has somebody keeps having
somebody, so those who are asked first are served first: that is the greedy rule of the matching matroid (Edmonds and
Fulkerson 1965), and it loses nobody. People are numbers, and who may be put with whom is a number's bits.
"""

from collections.abc import Iterator, Sequence

NOBODY = -1


def bits(mask: int) -> Iterator[int]:
    """The people in a mask, the first of them first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def match_first_come(mates: list[int], beside: Sequence[int], free: int) -> int:
    """Give each of the free the first of the free whom they may have; whoever is still free is handed back."""
    left_over = 0
    while free:
        low = free & -free
        who = low.bit_length() - 1
        free ^= low
        found = beside[who] & free
        if found:
            other = (found & -found).bit_length() - 1
            mates[who], mates[other] = other, who
            free ^= 1 << other
        else:
            left_over |= low
    return left_over


def match_all(mates: list[int], beside: Sequence[int], free: int) -> int:
    """Find somebody for as many of the free as can be, by handing on those who are matched; hands back the others."""
    waiting = free
    while waiting & (waiting - 1):
        low = waiting & -waiting
        waiting ^= low
        end = Search(mates, beside, free ^ low, low.bit_length() - 1).run()
        if end != NOBODY:
            waiting &= ~(1 << end)
            free &= ~(low | 1 << end)
    return free


class Search:
    """One search for a path along which everybody is handed on by one place, and one more pair comes of it."""

    def __init__(self, mates: list[int], beside: Sequence[int], free: int, root: int) -> None:
        self.mates, self.beside, self.free, self.root = mates, beside, free, root
        self.came_from = [NOBODY] * len(mates)
        self.base = list(range(len(mates)))
        self.outer = 1 << root
        self.queue = [root]

    def run(self) -> int:
        """The other end of the path, with everybody handed on; `NOBODY` where there is no path."""
        for who in self.queue:
            found = self.beside[who] & self.free
            if found:
                end = (found & -found).bit_length() - 1
                self.came_from[end] = who
                self.hand_on(end)
                return end
            for other in bits(self.beside[who]):
                self.look_at(who, other)
        return NOBODY

    def look_at(self, who: int, other: int) -> None:
        """Go on over somebody who is matched, or close a ring of an odd number (a blossom)."""
        if self.base[who] == self.base[other] or self.mates[who] == other:
            return
        if self.outer >> other & 1:
            self.contract(who, other)
        elif self.came_from[other] == NOBODY and self.mates[other] != NOBODY:
            self.came_from[other] = who
            self.outer |= 1 << self.mates[other]
            self.queue.append(self.mates[other])

    def contract(self, who: int, other: int) -> None:
        """Treat everybody in the ring as one: each of them can be its end now."""
        meeting = self.where_they_meet(who, other)
        ring: set[int] = set()
        self.mark(who, meeting, other, ring)
        self.mark(other, meeting, who, ring)
        for each, base in enumerate(self.base):
            if base in ring:
                self.base[each] = meeting
                if not self.outer >> each & 1:
                    self.outer |= 1 << each
                    self.queue.append(each)

    def where_they_meet(self, who: int, other: int) -> int:
        """The nearest place that both ways back to the root pass."""
        passed = set()
        while True:
            who = self.base[who]
            passed.add(who)
            if who == self.root or self.mates[who] == NOBODY:
                break
            who = self.came_from[self.mates[who]]
        other = self.base[other]
        while other not in passed:
            other = self.base[self.came_from[self.mates[other]]]
        return other

    def mark(self, who: int, meeting: int, child: int, ring: set[int]) -> None:
        """Note one side of a ring, and the way back through its other side."""
        while self.base[who] != meeting:
            mate = self.mates[who]
            ring.update((self.base[who], self.base[mate]))
            self.came_from[who] = child
            child = mate
            who = self.came_from[mate]

    def hand_on(self, end: int) -> None:
        """Along the path everybody leaves whom they had, and takes the next."""
        while end != NOBODY:
            before = self.came_from[end]
            after = self.mates[before]
            self.mates[end], self.mates[before] = before, end
            end = after
