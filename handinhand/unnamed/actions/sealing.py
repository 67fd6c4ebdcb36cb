"""Keeping what is collected as one sealed piece: shuffled at each writing, and of one size for every answer."""

import json
import secrets
from collections.abc import Iterable

from handinhand.ground.passing_keys import destroy, seal_anew
from handinhand.unnamed.models import Box
from handinhand.unnamed.queries.sealed import SIZE, Answer, place_of


def shuffled(answers: Iterable[Answer]) -> list[Answer]:
    """The same in an order that says nothing (Fisher and Yates, by the system's own randomness)."""
    mixed = list(answers)
    secrets.SystemRandom().shuffle(mixed)
    return mixed


def keep(box: Box, answers: Iterable[Answer]) -> None:
    """Keep what is collected, sealed anew under a key that was never used before."""
    packed = b"".join(_packed(each) for each in shuffled(answers))
    before = None if box.sealed is None else bytes(box.sealed)
    box.sealed = seal_anew(packed, name=box.public_id, place=place_of(box), before=before)
    box.save(update_fields=["sealed"])


def let_go(box: Box) -> None:
    """Nothing is collected here any more, and no older copy of it can be opened again. Whoever calls saves the box."""
    box.sealed = None
    destroy(box.public_id)


def _packed(answer: Answer) -> bytes:
    packed = json.dumps([answer.text, answer.choice, answer.phrase], ensure_ascii=False).encode()
    return packed.ljust(SIZE)
