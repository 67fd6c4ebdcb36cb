"""What it costs to draw pairs, how soon all have met, and what somebody who sees every draw learns of who asked."""

import random
import statistics
import time
from collections.abc import Callable, Sequence

from bench.measuring import Figure
from bench.stage import Stage
from handinhand.fairness.keeping_apart import kept_apart
from handinhand.fairness.pairs import draw
from tests.fairness.rounds_of_pairs import rounds_until_all_met
from tests.fairness.watching_pairs import Watched, began_lately, named_rightly, suspects, told_apart, watch

COSTS = ((16, 15, 50), (100, 20, 100), (1000, 4, 2_000))
BEFORE, COME = 20, 0.9
EVEN, ODD, MIXED, TIMES = range(4, 41, 2), range(5, 41, 2), (8, 12, 15, 16, 21, 24, 31, 40), 3
CIRCLES = ((8, 40), (16, 16), (40, 5))
ROUNDS = 52


def measure(_stage: Stage) -> list[Figure]:
    """No page and no database: the draw is pure."""
    return [
        *(Figure(f"Pairs drawn for {n:,} people", cost_ms(n, times), "ms", goal) for n, times, goal in COSTS),
        Figure("Rounds over the fewest, 4 to 40, all come, even", over(EVEN), "times", 1),
        Figure("Rounds over the fewest, 5 to 39, all come, odd", over(ODD), "times", 1.15),
        Figure("Rounds over the fewest, one in ten away", over(MIXED, come=0.9), "times", 1.15),
        Figure("Rounds over the fewest, one in four away", over(MIXED, come=0.75), "times"),
        Figure("Rounds over, one in four away, 6% refuse", over(MIXED, come=0.75, refuse=0.06), "times"),
        *(figure for people, circles in CIRCLES for figure in watched(people, circles)),
    ]


def cost_ms(people: int, times: int) -> float:
    """Median processor time of a draw when twenty went before, with whom the lot keeps apart found for it."""
    chance = random.Random(3)
    names = [f"p{number:04}" for number in range(people)]
    earlier: list[list[Sequence[str]]] = []
    spent = []
    for number in range(BEFORE + times):
        here = [name for name in names if chance.random() < COME]
        before = time.thread_time()
        apart = kept_apart(names, asked=[frozenset(names[:2])], secret="s", day=739_000 + 7 * number)
        found = draw(here, earlier=earlier, seed=str(number), apart=apart, members=names)
        spent.append((time.thread_time() - before) * 1000)
        earlier.append([group.who for group in found.groups])
    return round(statistics.median(spent[BEFORE:]), 1)


def over(sizes: Sequence[int], **kwargs: float) -> float:
    """Rounds needed for each that would do, over all sizes."""
    found = [rounds_until_all_met(n, seed=f"b{seed}", **kwargs) for n in sizes for seed in range(TIMES)]
    return round(sum(needed for needed, _ in found) / sum(least for _, least in found), 3)


def watched(people: int, circles: int) -> list[Figure]:
    """A year of weekly draws: the best guess, and whether a circle in which somebody asked looks another way."""
    bare, ours, later, nobody = (
        [watch(people, rounds=ROUNDS, seed=f"{who}{number}", asked_in=asked, by_lot=lot) for number in range(circles)]
        for who, asked, lot in (("a", 0, False), ("a", 0, True), ("a", ROUNDS // 2, True), ("n", None, True))
    )
    of = f"of {people}, a year"
    met = statistics.mean(len(seen.met) / len(seen.waits) for seen in nobody)
    alone = sum(seen.people_alone for seen in nobody) / sum(seen.people_drawn for seen in nobody)
    return [
        Figure(f"Who asked is guessed without the lot, {of}", guess(bare), "of 1"),
        Figure(f"Who asked is guessed with the lot, {of}", guess(ours), "of 1"),
        Figure(f"Who asked since half a year, {of}", guess(later, had_met=True), "of 1"),
        Figure(f"That somebody asked is told (0.5: not), {of}", told(ours, nobody, suspects), "of 1"),
        Figure(f"That somebody asked since half a year, {of}", told(later, nobody, began_lately), "of 1"),
        Figure(f"Pairs that met, {of}", round(met, 3), "of 1"),
        Figure(f"Alone in a draw, {of}", round(alone, 4), "of 1"),
    ]


def guess(seen: Sequence[Watched], *, had_met: bool = False) -> float:
    return round(statistics.mean(named_rightly(each, had_met=had_met) for each in seen), 2)


def told(ones: Sequence[Watched], others: Sequence[Watched], by: Callable[[Watched], int]) -> float:
    return round(told_apart([by(each) for each in ones], [by(each) for each in others]), 2)
