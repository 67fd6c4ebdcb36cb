"""Who is lent a role, by an open draw: whoever held it less comes up sooner, and anybody can draw it again.

**Nobody in it can steer it.** A seed is chosen when the names open, and its fingerprint is shown at once; the seed is
shown when the names have closed, and fits no other fingerprint (commit and reveal: Blum, "Coin flipping by telephone",
1981). Names and words can be changed while nobody knows the seed, and not after. So what somebody adds changes the
result, and they cannot know to what. Only whoever reads the seed early, in the memory or files of the server, could try
words and names until the result is one they like.

**Who comes up sooner** is a weighted draw without putting back (Efraimidis and Spirakis, "Weighted random sampling with
a reservoir", 2006): each number is u to the power of 1/w, and the largest come first. For a whole w that is the largest
of w numbers, so here everybody has w tickets, and there is no rounding: each ticket is a SHA-256. Ours is how many
tickets somebody has (`tickets`), and that everything that counts is mixed into one number with what is shown (`mixed`).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handinhand.fairness.reasons import Reason, gettext_noop

METHOD_NAME = "hand in hand, a draw of roles, 1"
MOST_DOUBLINGS = 6
FEWEST_REMEMBERED = 12

METHOD = (
    Reason(
        gettext_noop(
            "In it are those who said yes to this role and were here when its names opened, and nobody else. Whoever"
            " has the other seat of it at that time is not in it. Where the two come in different ways, a yes counts"
            " while somebody comes as they did when they said it."
        )
    ),
    Reason(
        gettext_noop(
            "Everybody has one ticket. For each time that somebody held this role less often than whoever in it held it"
            " most, their tickets are doubled, up to 64. Each meeting is one time, also for whoever has it for a while."
            " Only the last times that it was lent count: twice as many as there are names, and at least twelve."
        )
    ),
    Reason(
        gettext_noop(
            "The seed, the fingerprints of the words and the names are mixed into one number. From it each ticket gets"
            " a number of its own. Whoever has the highest ticket is drawn."
        )
    ),
    Reason(
        gettext_noop(
            "The seed was chosen before the names opened, and its fingerprint was shown. A fingerprint fits one seed"
            " alone, so nobody could change the seed later."
        )
    ),
)
WHO_COULD_STEER = Reason(
    gettext_noop(
        "No member alone can steer this: whatever they add, they cannot know what comes of it. Whoever keeps the"
        " server could choose the seed, or read it early. Then they could try words until they like the result, or tell"
        " the seed to somebody. A word that somebody else adds at the end undoes that, unless they see it first."
        " Whoever knows the seed could also rest in the minutes between the names closing and the draw, so as not to be"
        " in it."
    )
)


@dataclass(frozen=True)
class Named:
    """Somebody in a draw: how often they held it of late, and the kind of seat they fit."""

    who: str
    held: int = 0
    fits: str = ""


@dataclass(frozen=True)
class Seat:
    """A place that is drawn; with `fits` it is for those alone of whom that is said."""

    name: str
    fits: str = ""


@dataclass(frozen=True)
class Result:
    """Who was drawn for which seat (for a seat that nobody fits, nobody), and by which tickets."""

    drawn: Mapping[str, str]
    mixed: str
    tickets: Mapping[str, int]


def fingerprint(*, draw: str, seed: str) -> str:
    """What is shown of a seed before the names close."""
    return _digest("the seed", draw, seed)


def word_fingerprint(*, draw: str, word: str) -> str:
    """What is kept of a word that somebody adds: with it they can see that it counted."""
    return _digest("a word", draw, word)


def remembered(people: int) -> int:
    """How many of the last times that a role was lent count, for as many names."""
    return max(FEWEST_REMEMBERED, 2 * people)


def tickets(names: Sequence[Named]) -> dict[str, int]:
    """How many tickets each has: one, doubled for each time that they held it less than whoever held it most."""
    most = max((each.held for each in names), default=0)
    return {each.who: 2 ** min(most - each.held, MOST_DOUBLINGS) for each in names}


def draw(names: Sequence[Named], seats: Sequence[Seat], *, draw: str, seed: str, words: Sequence[str] = ()) -> Result:
    """Draw for each seat, one after another, the one with the highest ticket of those whom it fits."""
    if len({each.who for each in names}) < len(names):
        raise ValueError("Nobody is in a draw twice.")
    theirs, mixed = tickets(names), _mixed(names, seats, draw=draw, seed=seed, words=words)
    order = sorted(names, key=lambda each: _highest(mixed, each.who, theirs[each.who]), reverse=True)
    drawn: dict[str, str] = {}
    for seat in seats:
        free = (each.who for each in order if seat.fits in {"", each.fits} and each.who not in drawn.values())
        found = next(free, None)
        if found is not None:
            drawn[seat.name] = found
    return Result(drawn, mixed, theirs)


def _highest(mixed: str, who: str, many: int) -> str:
    return max(_digest(mixed, who, str(number)) for number in range(many))


def _mixed(names: Sequence[Named], seats: Sequence[Seat], *, draw: str, seed: str, words: Sequence[str]) -> str:
    """One number of all that counts; the order in which names and words came does not."""
    people = sorted([each.who, each.held, each.fits] for each in names)
    places = [[each.name, each.fits] for each in seats]
    return _digest(METHOD_NAME, draw, seed, sorted(words), people, places)


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()
