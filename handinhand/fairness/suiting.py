"""Which of several offered times suits best, from what people said of each.

Whoever is worst off is looked at first, as in the leximin rule (Sen 1970, "Collective Choice and Social Welfare"); the
order of the three questions is our own: who could not come to the time found before and cannot come again, who cannot
come, who would rather not. A time that somebody left open counts neither way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handinhand.fairness.reasons import Reason, gettext_noop

CAN, RATHER_NOT, CANNOT = "can", "rather_not", "cannot"
# Our own: at least so many, and at least half of those who were asked. With fewer answers behind it, what suits best
# could tell what one person said (docs/decisions/0010).
FEWEST = 5
SUITS_MOST = gettext_noop("This suits most of those who answered.")
SUITS_MORE = gettext_noop("This suits more of those who answered than the other times do.")
SUIT_MOST = gettext_noop("These suit most of those who answered, and equally well.")
SUIT_MORE = gettext_noop("These suit more of those who answered than the other times do, and equally well.")
SUIT_ALL_ALIKE = gettext_noop("All these times suit those who answered equally well.")


@dataclass(frozen=True)
class Said:
    """What one person said of each time, and whether the time found before shut them out. Nobody is named."""

    of: Mapping[str, str]
    was_left_out: bool = False


@dataclass(frozen=True)
class Suiting:
    """The times that suit best, in the order they were offered, and why, in a sentence that counts nobody."""

    best: list[str]
    reason: Reason


def find(times: Sequence[str], said: Sequence[Said], *, asked: int) -> Suiting | None:
    """Which times suit best; nothing where there are no times, or too few of those `asked` answered to speak of it."""
    if not times or not enough(said, asked=asked):
        return None
    costs = {time: cost(time, said) for time in times}
    least = min(costs.values())
    best = [time for time in times if costs[time] == least]
    return Suiting(best, Reason(_why(best, times, said)))


def enough(said: Sequence[Said], *, asked: int) -> bool:
    """Whether so many of those `asked` answered that what suits best points at nobody."""
    answered = sum(bool(each.of) for each in said)
    return answered >= FEWEST and answered * 2 >= asked


def cost(time: str, said: Sequence[Said]) -> tuple[int, int, int]:
    """Who is shut out of a time again, who cannot come, and who would rather not: compared in this order."""
    cannot = [each for each in said if each.of.get(time) == CANNOT]
    again = sum(each.was_left_out for each in cannot)
    return again, len(cannot), sum(each.of.get(time) == RATHER_NOT for each in said)


def _why(best: Sequence[str], times: Sequence[str], said: Sequence[Said]) -> str:
    if len(best) == len(times) > 1:
        return SUIT_ALL_ALIKE
    answered = sum(bool(each.of) for each in said)
    suits_most = all(sum(each.of.get(time) == CAN for each in said) * 2 > answered for time in best)
    if len(best) > 1:
        return SUIT_MOST if suits_most else SUIT_MORE
    return SUITS_MOST if suits_most or len(times) == 1 else SUITS_MORE
