"""Reads of what is collected: opened for a moment, and handed to nobody but whoever keeps it or holds a phrase."""

import json
from dataclasses import dataclass

from handinhand.ground.passing_keys import KeyGone, unseal
from handinhand.unnamed.choices import BoxState
from handinhand.unnamed.models import Box, Unnamed
from handinhand.unnamed.rules import CHOICE_LIMIT, TEXT_LIMIT

# No letter takes more than four bytes; the rest is for the mark of the phrase and what stands between.
SIZE = 4 * (TEXT_LIMIT + CHOICE_LIMIT) + 256

# While so many others answered between a look and the next, somebody looks again.
MOST_LOOKS = 20


@dataclass(frozen=True)
class Answer:
    """What somebody answered, and the mark of the phrase that takes it back; nothing says who."""

    text: str
    choice: str
    phrase: str


def place_of(box: Box) -> bytes:
    """The one place where what is collected opens."""
    return f"{box._meta.db_table}.sealed:{box.public_id}".encode()


def answers_in(box: Box) -> list[Answer]:
    """What is collected; raises KeyGone where the database was put back from a copy of before."""
    if box.sealed is None:
        return []
    packed = unseal(bytes(box.sealed), name=box.public_id, place=place_of(box))
    return [Answer(*json.loads(packed[at : at + SIZE])) for at in range(0, len(packed), SIZE)]


def box_with(mark: str) -> Box | None:
    """The box in which an answer with this mark lies unopened."""
    found = unopened_with(mark)
    return found[0] if found is not None else None


def unopened_with(mark: str) -> tuple[Box, Answer] | None:
    """An unopened answer with this mark, and the box in which it lies."""
    boxes = Box.objects.select_related("question", "scope", "circle")
    for box in boxes.filter(state__in=[BoxState.COLLECTING, BoxState.FEW], sealed__isnull=False):
        own = next((each for each in _answers_now(box) if each.phrase == mark), None)
        if own is not None:
            return box, own
    return None


def _answers_now(box: Box) -> list[Answer]:
    """What is collected, also where somebody answers at this moment, and the key passes before it is used here."""
    for _each in range(MOST_LOOKS):
        read = box.sealed
        try:
            return answers_in(box)
        except KeyGone:
            box.refresh_from_db(fields=["sealed"])
            if box.sealed == read:
                return []
    raise KeyGone(box.public_id)


def opened_with(mark: str, *, hold: bool = False) -> Unnamed | None:
    """The opened words with this mark, held until the change is through where they are to be changed."""
    found = Unnamed.objects.filter(phrase=mark).select_related(
        "words__scope", "box__question", "box__circle", "box__scope"
    )
    return (found.select_for_update(of=("self",)) if hold else found).order_by("pk").first()
