"""Tables of what was chosen: what may be shown, and what it takes to compare the next one of the same question."""

import json
from collections import Counter
from typing import Any

from handinhand.fairness.small_numbers import NOTHING, Group, Shown, Taken
from handinhand.unnamed.choices import BoxState, Kind
from handinhand.unnamed.models import Box


def shown_of(box: Box) -> Shown:
    """What is shown of a box, and what it was made of."""
    if not box.shown:
        return NOTHING
    groups, made, tried = json.loads(box.shown)
    return Shown(tuple(Group(tuple(each), number) for each, number in groups), _taken(made), _taken(tried))


def as_kept(found: Shown) -> str:
    """The same, to be kept sealed."""
    groups = [[list(each.choices), each.number] for each in found.groups]
    return json.dumps([groups, _as_kept(found.made), _as_kept(found.tried)])


def asked_before(box: Box) -> Box | None:
    """The one of this circle that was opened last, of those that ask the same.

    To whom it was put does not matter: the people of a meeting are a part of the circle, and two parts can be
    subtracted. What is the same is how the question looks, also where whoever asked it was erased by now.
    """
    asked = Box.objects.filter(circle=box.circle_id, kind=Kind.CHOICE, state=BoxState.OPENED).exclude(pk=box.pk)
    return next((each for each in asked.order_by("-opened_nth") if each.likeness == box.likeness), None)


def can_be_compared(box: Box, earlier: Box) -> bool:
    """Whether the answers to choose are the same ones: others cannot be put beside each other."""
    return (box.choices, box.is_scale) == (earlier.choices, earlier.is_scale)


def _taken(kept: list[Any] | None) -> Taken | None:
    if kept is None:
        return None
    people, counts, anew = kept
    return Taken(frozenset(people), Counter(counts), frozenset(anew))


def _as_kept(taken: Taken | None) -> object:
    if taken is None:
        return None
    return [sorted(map(str, taken.people)), dict(taken.counts), sorted(map(str, taken.anew))]
