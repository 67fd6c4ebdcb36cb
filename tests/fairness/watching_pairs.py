"""Somebody who sees every draw of a year, knows the method, and guesses who asked not to be put with whom."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from handinhand.fairness.keeping_apart import kept_apart
from handinhand.fairness.pairs import draw

Pair = frozenset[str]
BEGINS = 739_000
COME = 0.85


@dataclass(frozen=True)
class Watched:
    """What a year of draws looks like: for each pair, how often both came since they last met (or ever, if never)."""

    waits: dict[Pair, int]
    met: frozenset[Pair]
    asked: Pair | None
    people_drawn: int
    people_alone: int


def watch(
    people: int, *, rounds: int, seed: str, asked_in: int | None = None, by_lot: bool = True, come: float = COME
) -> Watched:
    """A year of `rounds` draws in a circle in which one pair asked before round `asked_in`, or nobody did."""
    chance = random.Random(f"{people}:{rounds}:{seed}")
    names = [f"{chance.getrandbits(40):010x}" for _ in range(people)]
    pair = frozenset(chance.sample(names, 2))
    earlier: list[list[Sequence[str]]] = []
    waits = {frozenset(each): 0 for each in combinations(names, 2)}
    met: set[Pair] = set()
    alone = drawn = 0
    for number in range(rounds):
        here = [name for name in names if chance.random() < come]
        asked = [pair] if asked_in is not None and number >= asked_in else []
        day = BEGINS + 364 * number // rounds
        apart = kept_apart(names, asked=asked, secret=seed, day=day) if by_lot else frozenset(asked)
        found = draw(here, earlier=earlier, seed=f"{seed}:{number}", apart=apart, members=names)
        earlier.append([group.who for group in found.groups])
        alone, drawn = alone + len(found.alone), drawn + len(here)
        for each in combinations(here, 2):
            waits[frozenset(each)] += 1
        together = {frozenset(each) for group in found.groups for each in combinations(group.who, 2)}
        waits |= dict.fromkeys(together, 0)
        met |= together
    return Watched(waits, frozenset(met), pair if asked_in is not None else None, drawn, alone)


def named_rightly(seen: Watched, *, had_met: bool = False) -> float:
    """How likely a guess is right: whoever has waited longest, or longest of those who `had_met`, where that is known.

    Among several who waited about as long, one is guessed.
    """
    waits = {pair: wait for pair, wait in seen.waits.items() if pair in seen.met or not had_met}
    longest = max(waits.values())
    guessed = [pair for pair, wait in waits.items() if wait >= longest * 0.9]
    return (seen.asked in guessed) / len(guessed)


def told_apart(ones: Sequence[float], others: Sequence[float]) -> float:
    """How likely one of the first scores higher than one of the others (AUC, Mann and Whitney 1947); 0.5 is a guess."""
    wins = sum((one > other) + (one == other) / 2 for one in ones for other in others)
    return wins / (len(ones) * len(others))


def suspects(seen: Watched) -> int:
    """How many pairs never met: what would tell a circle in which somebody asked from one in which nobody did."""
    return sum(pair not in seen.met for pair in seen.waits)


def began_lately(seen: Watched) -> int:
    """What tells that somebody asked within the year: two who had met wait long, and fewer pairs have never met."""
    return max(wait for pair, wait in seen.waits.items() if pair in seen.met) - 10 * suspects(seen)
