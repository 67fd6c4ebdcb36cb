"""What it costs to keep one question of every week, for ten years, from pointing at anybody; without a database."""

import random
import time

from bench.measuring import Figure
from bench.stage import Stage
from handinhand.fairness.small_numbers import NOTHING, shown

PEOPLE, WEEKS = 16, 520
SCALE = ("not well", "so so", "all right", "well", "very well")
COME, SAY_THE_SAME = 0.85, 0.5


def measure(_stage: Stage) -> list[Figure]:
    """Each week most of sixteen answer anew, and their table is compared with the last one that was shown."""
    spent, tables = ten_years()
    return [
        Figure(f"{WEEKS} tables of {PEOPLE} people, each compared", spent, "ms", 500),
        Figure(f"Of {WEEKS} tables, shown", tables, "tables"),
    ]


def ten_years() -> tuple[float, int]:
    """Processor time of all of it, and how many tables were new to the circle."""
    chance = random.Random(3)
    said = {f"p{number:02}": chance.choice(SCALE) for number in range(PEOPLE)}
    standing, tables, spent = NOTHING, 0, 0.0
    for _week in range(WEEKS):
        said = {who: now if chance.random() < SAY_THE_SAME else chance.choice(SCALE) for who, now in said.items()}
        answers = {who: now for who, now in said.items() if chance.random() < COME}
        before = time.thread_time()
        later = shown(answers, SCALE, before=standing, fresh=answers, is_scale=True)
        spent += time.thread_time() - before
        tables += later.groups != standing.groups
        standing = later
    return round(spent * 1000, 1), tables
