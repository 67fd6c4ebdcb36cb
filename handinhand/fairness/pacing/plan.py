"""A plan as it is read for pace, and a proposal for one that says little.

A break at least every 45 minutes, an arriving and a leaving are our own rules: planned breaks were found in none of the
tools we looked at, and numbers in no source. The usual minutes below are our own too, to be changed by whoever plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handinhand.fairness.reasons import gettext_noop

ARRIVING, BREAK, LEAVING = "arriving", "break", "leaving"
# These let people rest. What is heavy gets a part of its own, so that somebody can step out of just that.
RESTS = frozenset({ARRIVING, BREAK, LEAVING})
LONGEST_STRETCH = 45
BREAK_MINUTES = 15
# Our own: long enough for a group of eight to be heard in a round, short enough that two parts fit into a stretch.
USUAL_MINUTES = {ARRIVING: 15, "talk": 15, "round": 25, "ideas": 25, "decision": 20, BREAK: BREAK_MINUTES, LEAVING: 10}
USUAL_FOR_OTHERS = 15
TITLES = {ARRIVING: gettext_noop("Arriving"), BREAK: gettext_noop("Break"), LEAVING: gettext_noop("Leaving")}


@dataclass(frozen=True)
class PlannedPart:
    """One part of a plan; `minutes` is None while nobody has said how long.

    It is heavy when somebody marked it so, or when it touches on something that the circle named as heavy: nothing is
    ever guessed from words. `reads` is the key of the paper that people read together in it, if they do.
    """

    kind: str
    minutes: int | None
    title: str
    is_marked_heavy: bool = False
    heavy_topics: tuple[str, ...] = ()
    reads: str = ""

    @property
    def length(self) -> int:
        """How many minutes it takes, or usually would."""
        return USUAL_MINUTES.get(self.kind, USUAL_FOR_OTHERS) if self.minutes is None else self.minutes

    @property
    def is_heavy(self) -> bool:
        """Whether it is read as heavy: arriving, breaks and leaving never are."""
        return self.kind not in RESTS and (self.is_marked_heavy or bool(self.heavy_topics))


@dataclass(frozen=True)
class LatePaper:
    """A paper that came too late for everybody to read it: for the part at `place`, or (None) for the whole meeting."""

    key: str
    title: str
    place: int | None


def total_minutes(parts: Sequence[PlannedPart]) -> int:
    """How long a plan takes, breaks and all."""
    return sum(part.length for part in parts)


def usual(kind: str, minutes: int | None = None) -> PlannedPart:
    """An arriving, a break or a leaving as it usually is."""
    return PlannedPart(kind=kind, minutes=minutes or USUAL_MINUTES[kind], title=TITLES[kind])


def propose(parts: Sequence[PlannedPart]) -> list[PlannedPart]:
    """Fill in missing minutes, an arriving, a leaving and breaks; what somebody has said stays as it is."""
    plan = [replace(part, minutes=part.length) for part in parts]
    if not plan or plan[0].kind != ARRIVING:
        plan.insert(0, usual(ARRIVING))
    if plan[-1].kind != LEAVING:
        plan.append(usual(LEAVING))
    cuts = [place for start, end in stretches(plan) for place in cuts_of(plan, start, end)]
    for place in reversed(cuts):
        plan.insert(place, usual(BREAK))
    return plan


def stretches(parts: Sequence[PlannedPart]) -> list[tuple[int, int]]:
    """From where to where people go without a break; the time before the first and after the last one counts too."""
    edges = [-1, *(place for place, part in enumerate(parts) if part.kind == BREAK), len(parts)]
    return [(before + 1, after) for before, after in pairwise(edges) if after > before + 1]


def cuts_of(parts: Sequence[PlannedPart], start: int, end: int) -> list[int]:
    """Before which parts of a stretch breaks belong: as few as can be, and then as evenly as can be.

    Fewest pieces, then the least sum of squared lengths, found from the end backwards (Bellman 1957, dynamic
    programming). A piece of one part may be longer than the longest stretch: it cannot be cut.
    """
    best: dict[int, tuple[int, int, list[int]]] = {end: (0, 0, [])}
    for first in range(end - 1, start - 1, -1):
        length = 0
        choices = []
        for after in range(first + 1, end + 1):
            length += parts[after - 1].length
            if length > LONGEST_STRETCH and after > first + 1:
                break
            pieces, squares, cuts = best[after]
            choices.append((pieces + 1, squares + length**2, [after, *cuts]))
        best[first] = min(choices)
    return best[start][2][:-1]
