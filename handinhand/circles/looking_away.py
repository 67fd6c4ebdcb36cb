"""What ends elsewhere when somebody would rather not see another's words. It is told by those who know every part."""

from collections.abc import Callable, Iterable

from handinhand.ground.models import Circle, Person
from handinhand.ground.moments import this_moment

# Each takes `by`, `other`, `circle` and `now`.
EndsWithSight = Callable[..., None]
ENDS: list[EndsWithSight] = []


def hand_over_ends_with_sight(ends: Iterable[EndsWithSight]) -> None:
    """Take what ends when somebody looks away from those who know every part."""
    ENDS[:] = ends


def end_with_sight(*, by: Person, other: Person, circle: Circle) -> None:
    """Let all end that the two have with each other alone, now that one would rather not see the other's words."""
    now = this_moment()
    for end in ENDS:
        end(by=by, other=other, circle=circle, now=now)
