"""A draw that was shown, drawn once more from nothing but what is shown."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from handinhand.fairness.drawing import Named, Seat, draw, fingerprint

MOST_LETTERS = 2_000_000


class Shows(Enum):
    """What drawing it again shows."""

    SAME = "same"
    OTHER_SEED = "other seed"
    OTHER_RESULT = "other result"


class NotShown(ValueError):
    """What was given is not what the page of a draw shows."""


@dataclass(frozen=True)
class Shown:
    """Everything that a draw was made of, and what came of it: what its page shows for a machine."""

    draw: str
    fingerprint: str
    seed: str
    words: tuple[str, ...]
    names: tuple[Named, ...]
    seats: tuple[Seat, ...]
    drawn: Mapping[str, str]

    def written(self) -> str:
        """The same as text, which `read` takes."""
        return json.dumps(
            {
                "draw": self.draw,
                "fingerprint": self.fingerprint,
                "seed": self.seed,
                "words": list(self.words),
                "names": [[each.who, each.held, each.fits] for each in self.names],
                "seats": [[each.name, each.fits] for each in self.seats],
                "drawn": dict(self.drawn),
            },
        )


def read(text: str) -> Shown:
    """What the page of a draw shows for a machine; raises NotShown for anything else."""
    try:
        given = json.loads(text[:MOST_LETTERS])
        shown = Shown(
            draw=_text(given["draw"]),
            fingerprint=_text(given["fingerprint"]),
            seed=_text(given["seed"]),
            words=tuple(_text(each) for each in given["words"]),
            names=tuple(Named(_text(who), _number(held), _text(fits)) for who, held, fits in given["names"]),
            seats=tuple(Seat(_text(name), _text(fits)) for name, fits in given["seats"]),
            drawn={_text(seat): _text(who) for seat, who in given["drawn"].items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise NotShown from problem
    if len({each.who for each in shown.names}) < len(shown.names):
        raise NotShown
    return shown


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError
    return value


def redraw(shown: Shown) -> tuple[Shows, Mapping[str, str]]:
    """Whether drawing again gives the same, and what it gives."""
    again = draw(shown.names, shown.seats, draw=shown.draw, seed=shown.seed, words=shown.words).drawn
    if fingerprint(draw=shown.draw, seed=shown.seed) != shown.fingerprint:
        return Shows.OTHER_SEED, again
    return (Shows.SAME if dict(again) == dict(shown.drawn) else Shows.OTHER_RESULT), again
