"""How many draws it takes until all have been together, over tea, rings and small groups, with the memory or without.

`python -m tests.fairness.rounds_of_one_draw` prints the table of docs/decisions/0025.
"""

from collections.abc import Sequence
from itertools import combinations

from handinhand.fairness.grouping import small_groups
from handinhand.fairness.pairs import draw
from handinhand.fairness.seating import seats_apart

NAMES = [f"n{number:02}" for number in range(40)]
TOO_MANY = 2000
WAYS = {"ring": ("ring",), "groups of 3": ("3",), "groups of 4": ("4",), "tea, ring, groups of 3": ("tea", "ring", "3")}


def beside(order: Sequence[str]) -> list[tuple[str, str]]:
    """Who sits beside whom in a ring."""
    return list(zip(order, [*order[1:], *order[:1]], strict=True))


def rounds(people: int, *, kinds: Sequence[str], seed: int, remembers: bool = True) -> int:
    """The number of draws of these kinds in turn until everybody has been together with everybody."""
    names = NAMES[:people]
    left = {frozenset(pair) for pair in combinations(names, 2)}
    before: list[Sequence[Sequence[str]]] = []
    while left and len(before) < TOO_MANY:
        number = len(before)
        found = one_draw(names, kinds[number % len(kinds)], before if remembers else [], f"{seed}:{number}")
        before.append(found)
        left -= {frozenset(pair) for group in found for pair in combinations(group, 2)}
    return len(before)


def one_draw(
    names: Sequence[str], kind: str, earlier: Sequence[Sequence[Sequence[str]]], seed: str
) -> Sequence[Sequence[str]]:
    """One draw for everybody."""
    if kind == "tea":
        return [each.who for each in draw(names, earlier=earlier, seed=seed).groups]
    if kind == "ring":
        return beside(seats_apart(names, apart=[], earlier=earlier, seed=seed))
    return small_groups(names, size=int(kind), earlier=earlier, seed=seed)


if __name__ == "__main__":
    for way, kinds in WAYS.items():
        for people in (8, 9, 16, 24):
            mean = [
                sum(rounds(people, kinds=kinds, seed=seed, remembers=remembers) for seed in range(6)) / 6
                for remembers in (True, False)
            ]
            print(f"| {way}, {people} people | {mean[0]:.1f} | {mean[1]:.1f} |", flush=True)  # noqa: T201
