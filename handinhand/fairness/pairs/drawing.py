"""Pairs, and a three where the number is odd, so that everybody meets everybody as soon as can be.

Each draw puts as many people as can be together with somebody they have not met (`matching`), and among those ways
serves first whoever has most people still to meet: somebody with so many left needs at least as many rounds. Near the
end that alone can leave people who cannot be put into pairs. So several draws are made by lot, each is followed to the
end in thought (a rollout: Bertsekas, Tsitsiklis and Wu 1997, "Rollout algorithms for combinatorial optimization"), and
the one that is done soonest is taken.

The circle method for tournaments (Kirkman 1847) plans all rounds ahead and needs everybody in each of them. Here people
are away, rest, come new and are kept apart, so each draw is made anew from what came before.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from handinhand.fairness.pairs.acquaintance import Acquaintance, Earlier, Met
from handinhand.fairness.pairs.choosing import Groups, choose, pairs_in
from handinhand.fairness.pairs.following import at_least, rounds_to_go, without
from handinhand.fairness.pairs.saying import (
    LONGEST_AGO,
    MET_BEFORE,
    NOBODY_ELSE,
    NOBODY_LEFT,
    NOT_FOR_ALL,
    NOT_YET,
    THREE_MET,
    THREE_NEW,
    THREE_SOME_NEW,
)
from handinhand.fairness.reasons import Reason
from handinhand.fairness.turns import seat_order

# How many draws are compared, and how far ahead one looks. Measured: more does not bring the end nearer.
DRAWS, LARGEST_FOLLOWED, FOLLOWED_FROM = 12, 64, 8
TWO = 2


@dataclass(frozen=True)
class Group:
    """Two or three people who are put together, and why."""

    who: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True)
class Alone:
    """Somebody for whom there was nobody this time, and why."""

    who: str
    reason: Reason


@dataclass(frozen=True)
class Draw:
    """What a draw came to."""

    groups: list[Group]
    alone: list[Alone]


def draw(
    people: Collection[str],
    *,
    earlier: Earlier | Met,
    seed: str,
    apart: Iterable[Collection[str]] = (),
    members: Collection[str] = (),
) -> Draw:
    """Put together those who would like it this time: two and two, and three where somebody would be alone.

    `earlier` is all draws before, the oldest first, each the groups that it came to, or what is kept of them. `apart`
    is pairs that are never put together. `members` is everybody who may come another time. The same input gives the
    same draw, in whatever order people stand.
    """
    who = Acquaintance({*people, *members}, earlier=earlier, apart=apart)
    here = sorted({who.number[name] for name in people})
    fresh = who.at_most(who.fewest)
    ways = []
    for groups in _ways(who, fresh, here, seed):
        ways.append((_price(who, fresh, groups), groups))
        if ways[-1][0] == (0, len(here) % TWO, 0, 0, 0):
            break
    _, best = min(ways, key=lambda way: way[0])
    return _in_words(who, here, best)


def _ways(who: Acquaintance, fresh: Sequence[int], here: Sequence[int], seed: str) -> Iterator[Groups]:
    """Draws by several lots."""
    numbers = [str(number) for number in here]
    for number in range(DRAWS if len(fresh) <= LARGEST_FOLLOWED else 1):
        yield choose(who, fresh, here, [int(each) for each in seat_order(numbers, seed=f"{seed}:{number}")])


def _price(who: Acquaintance, fresh: Sequence[int], groups: Groups) -> tuple[int, int, int, int, int]:
    """What is worse in a draw, the worst first: alone, in threes, met before, how often, and how far from the end."""
    pairs = pairs_in(groups)
    alone = sum(len(group) == 1 for group in groups)
    in_threes = sum(len(group) > TWO for group in groups)
    often = [who.met(*pair)[0] - who.fewest for pair in pairs]
    again = sum(times > 0 for times in often)
    return alone, in_threes, again, sum(often), _late(without(fresh, pairs))


def _late(fresh: Sequence[int]) -> int:
    """How many rounds more than the least that will do are needed after a draw, as far as one can look ahead."""
    near = max((each.bit_count() for each in fresh), default=0) <= FOLLOWED_FROM
    return rounds_to_go(fresh) - at_least(fresh) if near and len(fresh) <= LARGEST_FOLLOWED else 0


def _in_words(who: Acquaintance, here: Sequence[int], groups: Groups) -> Draw:
    """The draw by name, with the reason for each part of it."""
    together, alone = [], []
    for group in groups:
        names = tuple(who.names[number] for number in group)
        if len(group) == 1:
            alone.append(Alone(names[0], NOBODY_ELSE if len(here) == 1 else NOBODY_LEFT))
        else:
            together.append(Group(names, _why(who, here, group)))
    return Draw(together, alone)


def _why(who: Acquaintance, here: Sequence[int], group: tuple[int, ...]) -> Reason:
    """Why these are together."""
    met = [who.met(*pair) for pair in pairs_in([group])]
    if len(group) > TWO:
        return (
            THREE_NEW
            if not any(times for times, _ in met)
            else THREE_MET
            if all(times for times, _ in met)
            else THREE_SOME_NEW
        )
    if not met[0][0]:
        return NOT_YET
    others = [who.met(one, other) for one in group for other in here if who.allowed[one] >> other & 1]
    if any(times == 0 for times, _ in others):
        return NOT_FOR_ALL
    return LONGEST_AGO if min(last for _, last in others) == met[0][1] else MET_BEFORE
