"""Keeping who was put together, as every draw comes to its end."""

from collections.abc import Collection, Iterable
from itertools import combinations

from django.db import transaction

from handinhand.acquaintance.models import Together
from handinhand.ground.models import Circle

TWO = 2


@transaction.atomic
def remember(*, circle: Circle, groups: Iterable[Collection[int]]) -> None:
    """Keep that one draw put these together (members, by row number): everybody with everybody in their group.

    It waits for no other draw, and pairs are written in one order. Two draws at one moment may count as one.
    """
    kept = {(each.one_id, each.other_id): each for each in Together.objects.filter(one__circle=circle)}
    number = max((each.last for each in kept.values()), default=0) + 1
    pairs = sorted({pair for group in groups for pair in combinations(sorted(set(group)), TWO)})
    now = [
        Together(
            one_id=one, other_id=other, times=kept[one, other].times + 1 if (one, other) in kept else 1, last=number
        )
        for one, other in pairs
    ]
    Together.objects.bulk_create(
        now, update_conflicts=True, unique_fields=["one", "other"], update_fields=["times", "last"]
    )
