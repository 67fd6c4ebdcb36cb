"""Somebody beside each who would like it: as many as can be, of those who were together least and longest ago.

It is the choice that pairs for tea are made by (`choosing`), with people on two sides: those who wait and those who are
free. Somebody can stand on both, and is never put beside themselves.
"""

from collections.abc import Collection, Iterable, Sequence

from handinhand.fairness.pairs.acquaintance import Acquaintance, Earlier, Met
from handinhand.fairness.pairs.choosing import match
from handinhand.fairness.pairs.exchanging import Wait, exchange
from handinhand.fairness.turns import seat_order


def companions(
    waiting: Collection[str],
    free: Collection[str],
    *,
    seed: str,
    earlier: Earlier | Met = (),
    apart: Iterable[Collection[str]] = (),
    not_again: Collection[tuple[str, str]] = (),
) -> dict[str, str]:
    """Who is to be asked to be beside whom, each at most once; `not_again` is who was asked for whom already."""
    who = Acquaintance({*waiting, *free}, earlier=earlier, apart=apart)
    first, second = seat_order(sorted(waiting), seed=f"{seed}:waits"), seat_order(sorted(free), seed=f"{seed}:free")
    people = [who.number[name] for name in [*first, *second]]
    allowed = [0] * len(people)
    for one, waits in enumerate(first):
        for place, other in enumerate(second, start=len(first)):
            may = waits != other and who.allowed[people[one]] >> people[place] & 1
            if may and (waits, other) not in not_again:
                allowed[one] |= 1 << place
                allowed[place] |= 1 << one
    return _named(_mates(who, people, allowed), first, second)


def _mates(who: Acquaintance, people: Sequence[int], allowed: Sequence[int]) -> list[int]:
    def met(one: int, other: int) -> Wait:
        return who.met(people[one], people[other])

    every = range(len(people))
    new = [
        sum(1 << other for other in every if mask >> other & 1 and not met(one, other)[0])
        for one, mask in enumerate(allowed)
    ]
    mates = match(new, allowed, (1 << len(people)) - 1, met, is_first_time=True)
    exchange(mates, allowed, met)
    return mates


def _named(mates: Sequence[int], first: Sequence[str], second: Sequence[str]) -> dict[str, str]:
    """Those of the first side who have somebody, with whom."""
    found = [(waits, mates[place]) for place, waits in enumerate(first)]
    return {waits: second[mate - len(first)] for waits, mate in found if mate >= len(first)}
