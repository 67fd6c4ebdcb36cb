"""What somebody's day brings, from every part, and nothing that is not theirs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import circles_of
from handinhand.ground.models import Person
from handinhand.ground.prepared import Prepared
from handinhand.home.queries.news import mail_comes_back
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
    coming: list[Coming]
    promised: list[PromiseLine]
    came_of: list[PromiseLine]

    @property
    def name(self) -> str:
        """The name somebody goes by, in the circle they came to last; empty before the first one."""
        return self.circles[0].name if self.circles else ""

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to do."""
        return not self.promised and all(each.answer for each in self.coming)


def today(*, person: Person, now: datetime) -> Today:
    """Somebody's day across their circles."""
    return Today(
        circles=circles_of(person),
        coming=coming(person=person, now=now),
        promised=mine_open(person=person, now=now),
        came_of=came_of(person=person, since=now - CAME_LATELY, now=now),
    )


@dataclass(frozen=True)
class Heard:
    """What somebody's Today listens to: everything of their circles that they can see; and whether mail comes back."""

    channels: list[str]
    mail_comes_back: bool


def heard(person: Person) -> Heard:
    """What somebody's Today listens to, read before the rest of it."""
    scopes = _scopes.rows(person=person.pk)
    comes_back = any(each.mail_comes_back for each in scopes)  # type: ignore[attr-defined]
    return Heard([each.public_id for each in scopes], comes_back)


@Prepared
def _scopes(person: int) -> QuerySet[Scope]:
    mine = Scope.objects.filter(members__person=person).exclude(kind=ScopeKind.ME)
    return mine.annotate(mail_comes_back=mail_comes_back(person)).order_by("-pk")[:MOST_CHANNELS]
