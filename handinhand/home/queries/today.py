"""What somebody's day brings, from every part, and nothing that is not theirs."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from handinhand.circles.models import Member
from handinhand.circles.queries.asking import waiting_for_yes
from handinhand.circles.reads import places_of
from handinhand.days.queries import on_my_days
from handinhand.decisions.queries import Call, calling, calls
from handinhand.ground.models import Person
from handinhand.ground.prepared import Prepared
from handinhand.home.choices import Reaching
from handinhand.home.queries.open import AskedOfMe, asked_of_me, fits_me
from handinhand.home.queries.reaching import reaching
from handinhand.meetings.queries.plans import Coming, coming
from handinhand.people.queries.energy import counted, known_from
from handinhand.people.rules.contact import ASKED_AGAIN_BEFORE, SAFE_FOR
from handinhand.promises.queries import PromiseLine, came_of, mine_open, waits_to_be_named
from handinhand.returning.queries import InMyName, in_my_name
from handinhand.times.models import Asking
from handinhand.times.queries import waiting
from handinhand.words.choices import OF_ONE
from handinhand.words.models import Scope, ScopeMember
from handinhand.work.queries import waiting_for

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
    told: list[AskedOfMe]
    agreeing: list[Member] = field(default_factory=list)
    to_be_named: Member | None = None
    left_out: bool = False
    is_resting: bool = False

    @property
    def name(self) -> str:
        """The name somebody goes by, in the circle they came to last; empty before the first one."""
        return self.circles[0].name if self.circles else ""

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to do."""
        waits = self.promised or self.asked or self.told or self.calls or self.in_my_name or self.agreeing
        return not waits and all(each.answer for each in self.coming)


def today(*, person: Person, now: datetime) -> Today:
    """Somebody's day across their circles. While they rest it asks nothing; what does not fit is not on it."""
    circles = _places.rows(person=person.pk, now=now)
    known = known_from(circles[0], now) if circles else None
    if known is not None and known.limits.is_resting:
        return _at_rest(person, circles, now)
    all_ahead = ahead = coming(person=person, now=now)
    told: list[AskedOfMe] = []
    if known is not None and (known.asks or known.says_anything):
        room, asks = known.room()
        told = [asked_of_me(each, circles, known) for each in asks]
        ahead = [each for each in ahead if each.answer or fits_me(room, each.meeting)]
    left_out = len(ahead) < len(all_ahead)
    # In a week off nothing is asked; all of it stands on the page of what is open.
    is_off = known is not None and known.is_off
    is_called = not is_off and any(each.is_called for each in circles)  # type: ignore[attr-defined]
    unanswered = [each.meeting for each in ahead if not each.answer]
    moments = [(each.pk, each.starts_at, each.circle.time_zone) for each in unanswered]
    return Today(
        circles=circles,
        calls=calls(person=person.pk, now=now) if is_called else [],
        coming=ahead,
        asked=[] if is_off else waiting(person=person, now=now),
        on_my_days=on_my_days(person=person, moments=moments),
        promised=mine_open(person=person, now=now),
        came_of=came_of(person=person, since=now - CAME_LATELY, now=now),
        in_my_name=in_my_name(person=person, now=now),
        told=told,
        agreeing=[] if is_off else [each for each in circles if each.is_agreeing and not each.is_held],  # type: ignore[attr-defined]
        to_be_named=None if is_off else next((each for each in circles if each.led_on), None),  # type: ignore[attr-defined]
        left_out=left_out,
    )


def _at_rest(person: Person, circles: list[Member], now: datetime) -> Today:
    """A day on which nothing is asked: what somebody said yes to, and whether anybody comes in their name."""
    ahead = [each for each in coming(person=person, now=now) if each.answer]
    nothing: dict[str, Any] = {name: [] for name in ("calls", "asked", "promised", "came_of", "told")}
    in_name = in_my_name(person=person, now=now)
    return Today(circles, coming=ahead, in_my_name=in_name, on_my_days=set(), left_out=True, is_resting=True, **nothing)


@Prepared
def _places(person: int, now: datetime) -> QuerySet[Member]:
    called = Exists(calling(person, now).filter(circle=OuterRef("circle")))
    answered = Exists(waiting_for(person, now))
    agreeing = Exists(waiting_for_yes(person, now).filter(circle=OuterRef("circle")))
    led_on = Subquery(waits_to_be_named(person).values("source__public_id")[:1])
    found = places_of(person).annotate(is_called=called, is_answered=answered, is_agreeing=agreeing, led_on=led_on)
    return found.annotate(**counted(person, now))


@dataclass(frozen=True)
class Heard:
    """What somebody's Today listens to: everything of their circles that they can see; and how messages reach them."""

    channels: list[str]
    reaching: str


def heard(person: Person, *, now: datetime) -> Heard:
    """What somebody's Today listens to, read before the rest of it."""
    safe_since = now - SAFE_FOR
    scopes = _scopes.rows(person=person.pk, safe_since=safe_since, asked_since=safe_since + ASKED_AGAIN_BEFORE)
    found = next((each.reaching for each in scopes), Reaching.WELL)  # type: ignore[attr-defined]
    return Heard([each.public_id for each in scopes], found)


@Prepared
def _scopes(person: int, safe_since: datetime, asked_since: datetime) -> QuerySet[Scope]:
    seen = ScopeMember.objects.filter(scope=OuterRef("pk"), person=person)
    mine = Scope.objects.filter(Exists(seen)).exclude(kind__in=OF_ONE)
    told = reaching(person=person, safe_since=safe_since, asked_since=asked_since)
    return mine.annotate(reaching=told).order_by("-pk")[:MOST_CHANNELS]
