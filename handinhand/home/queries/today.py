"""What somebody's day brings, from every part, and nothing that is not theirs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import places_of
from handinhand.decisions.queries import Call, calling, calls
from handinhand.ground.models import Person
from handinhand.ground.prepared import Prepared
from handinhand.meetings.queries.plans import Coming, coming
from handinhand.promises.queries import PromiseLine, came_of, mine_open
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope

MOST_CHANNELS = 40
CAME_LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Today:
    """What is coming, what I said I would do, and what came of what was said."""

    circles: list[Member]
    calls: list[Call]
    coming: list[Coming]
    promised: list[PromiseLine]
    came_of: list[PromiseLine]

    @property
    def name(self) -> str:
        """The name somebody goes by, in the circle they came to last; empty before the first one."""
        return self.circles[0].name if self.circles else ""

    @property
    def hellos(self) -> list[Member]:
        """The circles in which somebody would like a hello from whoever looks."""
        return [each for each in self.circles if each.is_wanted]  # type: ignore[attr-defined]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to do."""
        return not self.promised and not self.hellos and not self.calls and all(each.answer for each in self.coming)


def today(*, person: Person, now: datetime) -> Today:
    """Somebody's day across their circles."""
    circles = _places.rows(person=person.pk, now=now)
    return Today(
        circles=circles,
        calls=calls(person=person.pk, now=now) if any(each.is_called for each in circles) else [],  # type: ignore[attr-defined]
        coming=coming(person=person, now=now),
        promised=mine_open(person=person),
        came_of=came_of(person=person, since=now - CAME_LATELY),
    )


@Prepared
def _places(person: int, now: datetime) -> QuerySet[Member]:
    called = Exists(calling(person, now).filter(circle=OuterRef("circle")))
    return places_of(person).annotate(is_called=called)


def channels(person: Person) -> list[str]:
    """What somebody's Today listens to: everything of their circles that they can see."""
    return [each.public_id for each in _scopes.rows(person=person.pk)]


@Prepared
def _scopes(person: int) -> QuerySet[Scope]:
    mine = Scope.objects.filter(members__person=person).exclude(kind=ScopeKind.ME)
    return mine.order_by("-pk")[:MOST_CHANNELS]
