"""What it costs to draw a role among many, and to draw it again from what its page shows; without a database."""

import statistics
import time
from collections.abc import Callable

from bench.measuring import Figure
from bench.stage import Stage
from handinhand.fairness import drawing
from handinhand.fairness.drawing import Named, Seat
from handinhand.fairness.redrawing import Shown, read, redraw

PEOPLE, TIMES = 1_000, 20
ONE = (Seat("one"),)


def measure(_stage: Stage) -> list[Figure]:
    """A thousand who said yes, most of whom held it less than whoever held it most: they have many tickets."""
    names = tuple(Named(f"p{number:04}", number % 7) for number in range(PEOPLE))
    words = tuple(drawing.word_fingerprint(draw="d", word=str(number)) for number in range(PEOPLE))
    drawn = drawing.draw(names, ONE, draw="d", seed="s", words=words).drawn
    mark = drawing.fingerprint(draw="d", seed="s")
    text = Shown("d", mark, "s", words, names, ONE, drawn).written()
    return [
        Figure(
            f"A role drawn among {PEOPLE:,} people",
            cost_ms(lambda: drawing.draw(names, ONE, draw="d", seed="s", words=words)),
            "ms",
            500,
        ),
        Figure("The same, drawn again from its page", cost_ms(lambda: redraw(read(text))), "ms", 500),
    ]


def cost_ms(draws: Callable[[], object]) -> float:
    """Median processor time."""
    spent = []
    for _time in range(TIMES):
        before = time.thread_time()
        draws()
        spent.append((time.thread_time() - before) * 1000)
    return round(statistics.median(spent), 1)
