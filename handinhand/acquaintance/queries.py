"""Reads of who was put together. For draws alone: no page shows any of it."""

from collections.abc import Mapping

from handinhand.acquaintance.models import Together
from handinhand.ground.models import Circle

Met = dict[frozenset[str], tuple[int, int]]


def met(*, circle: Circle, names: Mapping[int, str]) -> Met:
    """How often two were put together and in which draw last, by what a draw calls them (`names`, by row number)."""
    kept = Together.objects.filter(one__circle=circle).values_list("one", "other", "times", "last")
    return {
        frozenset((names[one], names[other])): (times, last)
        for one, other, times, last in kept
        if one in names and other in names
    }
