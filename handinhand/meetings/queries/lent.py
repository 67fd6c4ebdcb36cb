"""Who holds what was lent, as a plan, a room and a paper show it: carried by the read of the meeting that they make.

Of what a meeting keeps itself, so comes only whether whoever was drawn for it would like somebody beside them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models.expressions import Combinable

from handinhand.circles.models import Member
from handinhand.meetings.choices import Role
from handinhand.meetings.models import Meeting
from handinhand.meetings.rules import why_not_role


@dataclass(frozen=True)
class Lent:
    """That somebody holds a role on loan in a meeting: which, in which seat, and who.

    `seat` says it where there are two. `loan` is what is handed back, and with `is_term` for this meeting alone.
    """

    role: str
    ref: str
    place: str
    seat: str
    who: Member
    is_mine: bool
    is_beside: bool
    loan: str
    is_term: bool

    @property
    def title(self) -> str:
        """The role, with its seat where there are two."""
        return f"{self.role} · {self.seat}" if self.seat else self.role


class Lends(NamedTuple):
    """What the part that lends roles hands over: what a read of meetings carries, and how that is read."""

    carried: Callable[[], dict[str, Combinable]]
    read: Callable[[Meeting, Member | None], list[Lent]]
    beside: Callable[[Meeting], set[tuple[Role, int]]]


KNOWN: dict[str, Lends] = {}


def hand_over_lends(lends: Lends) -> None:
    """Take who holds what was lent from those who know roles."""
    KNOWN["lends"] = lends


def with_lent() -> dict[str, Combinable]:
    """Who holds what was lent in a meeting, to be carried by a read of meetings."""
    return KNOWN["lends"].carried()


def with_somebody_beside(meeting: Meeting) -> set[tuple[Role, int]]:
    """For what in a meeting which members, by row number, said that they would like somebody beside them."""
    return KNOWN["lends"].beside(meeting)


def lent(meeting: Meeting, viewer: Member | None = None) -> list[Lent]:
    """Who holds what was lent, in a meeting that is to come or goes on; of any other, nothing.

    Whoever left, whose access is held, or who rests on that day is not among them; what rests is there for themselves.
    """
    return [] if why_not_role(meeting) is not None else KNOWN["lends"].read(meeting, viewer)
