"""The meetings that are near: ahead, going on, or over since yesterday. Those who know meetings hand this over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere, is_public_id
from handinhand.ground.models import Circle
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, ScopeMember
from handinhand.words.queries import is_in


@dataclass(frozen=True)
class Near:
    """One meeting, as far as care needs it: its people by row number and by the name of their scope, and how it is."""

    scope: int
    scope_id: str
    says: str
    has_begun: bool
    is_over: bool


WhichAreNear = Callable[..., Sequence[Near]]
KNOWN: dict[str, WhichAreNear] = {}


def hand_over_meetings(which: WhichAreNear) -> None:
    """Take what tells which meetings of a circle are near from those who know meetings."""
    KNOWN["near"] = which


def near(*, circle: Circle, now: datetime) -> Sequence[Near]:
    """The meetings of a circle that are near; a single query."""
    return KNOWN["near"](circle=circle, now=now)


def not_over(*, circle: Circle, person: int, now: datetime) -> list[Near]:
    """Meetings ahead or going on that somebody (by row number) belongs to, the next first; two queries."""
    ahead = [each for each in near(circle=circle, now=now) if not each.is_over]
    if not ahead:
        return []
    scopes = [each.scope for each in ahead]
    among = set(ScopeMember.objects.filter(scope__in=scopes, person=person).values_list("scope", flat=True))
    return [each for each in ahead if each.scope in among]


def check_among(*, viewer: Member, scope_id: str) -> None:
    """Raise NotHere for a scope that is no meeting's of this circle, or that the viewer is not among."""
    known = scope_id if is_public_id(scope_id) else ""
    scope = Scope.objects.filter(circle=viewer.circle_id, public_id=known, kind=ScopeKind.MEETING).first()
    if scope is None or not is_in(scope.pk, viewer.person):
        raise NotHere
