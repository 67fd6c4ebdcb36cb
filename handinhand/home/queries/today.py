"""What somebody's day brings, from every part, and nothing that is not theirs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from handinhand.circles.models import Member
from handinhand.circles.queries import places_of
from handinhand.days.queries import on_my_days
from handinhand.decisions.queries import Call, calling, calls
from handinhand.ground.models import Person
from handinhand.ground.prepared import Prepared
from handinhand.home.queries.news import mail_comes_back
from handinhand.meetings.queries.plans import Coming, coming
from handinhand.promises.queries import PromiseLine, came_of, mine_open
from handinhand.returning.queries import InMyName, in_my_name
from handinhand.times.models import Asking
from handinhand.times.queries import waiting
from handinhand.words.choices import OF_ONE
from handinhand.words.models import Scope, ScopeMember

MOST_CHANNELS = 40
CAME_LATELY = timedelta(days=60)


@dataclass(frozen=True)
class Today:
    """What is coming, what I am asked, what I said I would do, and what came of what was said."""

    circles: list[Member]
    calls: list[Call]
    coming: list[Coming]
    asked: list[Asking]
    on_my_days: set[int]
    promised: list[PromiseLine]
    came_of: list[PromiseLine]
    in_my_name: list[InMyName]

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
        waits = self.promised or self.asked or self.hellos or self.calls or self.in_my_name
        return not waits and all(each.answer for each in self.coming)


def today(*, person: Person, now: datetime) -> Today:
    """Somebody's day across their circles."""
    ahead = coming(person=person, now=now)
    unanswered = [each.meeting for each in ahead if not each.answer]
    moments = [(each.pk, each.starts_at, each.circle.time_zone) for each in unanswered]
    circles = _places.rows(person=person.pk, now=now)
    return Today(
        circles=circles,
        calls=calls(person=person.pk, now=now) if any(each.is_called for each in circles) else [],  # type: ignore[attr-defined]
        coming=ahead,
        asked=waiting(person=person, now=now),
        on_my_days=on_my_days(person=person, moments=moments),
        promised=mine_open(person=person, now=now),
        came_of=came_of(person=person, since=now - CAME_LATELY, now=now),
        in_my_name=in_my_name(person=person, now=now),
    )


@Prepared
def _places(person: int, now: datetime) -> QuerySet[Member]:
    called = Exists(calling(person, now).filter(circle=OuterRef("circle")))
    return places_of(person).annotate(is_called=called)


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
    seen = ScopeMember.objects.filter(scope=OuterRef("pk"), person=person)
    mine = Scope.objects.filter(Exists(seen)).exclude(kind__in=OF_ONE)
    return mine.annotate(mail_comes_back=mail_comes_back(person)).order_by("-pk")[:MOST_CHANNELS]
