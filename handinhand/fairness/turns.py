"""Whose turn it is: rounds, hands, and an order of seats drawn by lot.

Rounds, in which each speaks once and may pass, are preferred for equal standing over open discussion:
https://forums.sociocracyforall.org/t/objections-what-if-you-can-t-get-consent-within-a-circle/266
That those not yet heard come first among the hands is the same thought, and our own rule.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from handinhand.fairness.reasons import Reason, gettext_noop

Outcome = Literal["", "took", "passed", "passed_again"]

FIRST_TIME = Reason(gettext_noop("Everybody is asked once, in the order of the seats."))
ASKED_AGAIN = Reason(
    gettext_noop("Everybody here has been asked. Whoever passed is asked once more, and can pass again.")
)
NOT_YET_HEARD = Reason(gettext_noop("Those who have not been heard yet come first, in the order of raising a hand."))
HEARD_BEFORE = Reason(
    gettext_noop("Everybody with a raised hand has been heard before, so the first hand raised comes next.")
)


@dataclass(frozen=True)
class Seat:
    """One place in a round, and what it has come to."""

    who: str
    outcome: Outcome = ""


@dataclass(frozen=True)
class Turn:
    """Whose turn it is in a round, and why."""

    who: str
    asked_again: bool
    reason: Reason


@dataclass(frozen=True)
class Hand:
    """A raised hand."""

    who: str
    raised_at: datetime


def next_in_round(seats: Sequence[Seat], *, away: Collection[str] = ()) -> Turn | None:
    """Whose turn it is: first lap in order, then those who passed once; whoever is away is asked when back."""
    here = [seat for seat in seats if seat.who not in away]
    for outcome, asked_again, reason in (("", False, FIRST_TIME), ("passed", True, ASKED_AGAIN)):
        for seat in here:
            if seat.outcome == outcome:
                return Turn(who=seat.who, asked_again=asked_again, reason=reason)
    return None


def order_hands(hands: Sequence[Hand], *, heard: Collection[str]) -> list[Hand]:
    """Those not yet heard first, then in the order of raising; hands of one moment in the order of who."""
    return sorted(hands, key=lambda hand: (hand.who in heard, hand.raised_at, hand.who))


def next_hand(hands: Sequence[Hand], *, heard: Collection[str]) -> Hand | None:
    """Whose hand comes next, or None when no hand is up; `why_hand` says why."""
    return next(iter(order_hands(hands, heard=heard)), None)


def why_hand(hand: Hand, *, heard: Collection[str]) -> Reason:
    """Why this hand is the next one."""
    return HEARD_BEFORE if hand.who in heard else NOT_YET_HEARD


def seat_order(people: Sequence[str], *, seed: str) -> list[str]:
    """An order drawn by lot, the same for the same people and seed on every machine; `why_seats` says so.

    A shuffle after Fisher and Yates (Durstenfeld 1964, Algorithm 235) with SHA-256 as the source of chance.
    """
    order = sorted(people)
    chance = _numbers(seed)
    for last in range(len(order) - 1, 0, -1):
        chosen = _below(last + 1, chance)
        order[last], order[chosen] = order[chosen], order[last]
    return order


def why_seats(seed: str) -> Reason:
    """Why the seats are in this order."""
    text = gettext_noop("The order was drawn by lot. Drawn again for the same people from “%(seed)s”, it is the same.")
    return Reason(text, {"seed": seed})


def _numbers(seed: str) -> Iterator[int]:
    """64-bit numbers without end, made of the seed and a count."""
    count = 0
    while True:
        yield int.from_bytes(hashlib.sha256(f"{count}:{seed}".encode()).digest()[:8], "big")
        count += 1


def _below(limit: int, chance: Iterator[int]) -> int:
    """A number below `limit`, each as likely: numbers from the uneven rest at the top are thrown away."""
    even = 2**64 - 2**64 % limit
    return next(number for number in chance if number < even) % limit
