"""All that is open for somebody: what they are asked, told or not, what they said, and what they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handinhand.circles.models import Member
from handinhand.circles.queries.asking import waiting_for_yes
from handinhand.decisions.queries import Call, calls
from handinhand.fairness.energy import Cost, Days, Price, Room
from handinhand.ground.models import Person
from handinhand.meetings import times as clock
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.costs import cost_of, days_of
from handinhand.meetings.queries.unanswered import unanswered
from handinhand.people.choices import TO_READ, AskKind
from handinhand.people.queries.energy import Asked, Known, known
from handinhand.promises.queries import PromiseLine, mine_open
from handinhand.times.models import Asking
from handinhand.times.queries import waiting
from handinhand.unnamed.queries import circles_that_ask


@dataclass(frozen=True)
class AskedOfMe:
    """Something that is asked of somebody by name: what, where, when, and what it costs them."""

    public_id: str
    says: str
    circle_name: str
    when: str
    costs: list[str]
    is_to_read: bool = False


def asked_of_me(ask: Asked, circles: Sequence[Member], known: Known) -> AskedOfMe:
    """One ask in the words of whoever is asked."""
    names = {each.circle_id: each.circle.name for each in circles}
    name = names.get(ask.circle, "") if ask.circle is not None else ""
    kind = AskKind(ask.kind)
    is_to_read = kind in TO_READ
    return AskedOfMe(
        ask.public_id, str(kind.label), name, say_days(ask.when), costs(ask.cost, known), is_to_read=is_to_read
    )


def say_days(when: Days | None) -> str:
    """On which days something is; empty for whenever somebody likes."""
    if when is None:
        return ""
    first, last = (date_format(each, "DATE_FORMAT") for each in (when.first, when.last))
    if when.first == when.last:
        return _("On %(day)s") % {"day": first}
    return _("From %(first)s until %(last)s") % {"first": first, "last": last}


def costs(cost: Cost, known: Known) -> list[str]:
    """What something costs one person, in a sentence for each part of it."""
    return say_price(known.price(cost))


def say_price(price: Price) -> list[str]:
    """A price in sentences: the whole of it, and its parts if it has several."""
    parts = [
        (_("Getting ready: %(minutes)s"), price.preparation),
        (_("Your way there and back: %(minutes)s"), price.way),
        (_("The thing itself: %(minutes)s"), price.itself),
        (_("Quiet time after it: %(minutes)s"), price.after),
    ]
    said = [sentence % {"minutes": clock.say_minutes(minutes)} for sentence, minutes in parts if minutes]
    if len(said) <= 1:
        return said
    return [*said, _("Together: %(minutes)s") % {"minutes": clock.say_minutes(price.whole)}]


def fits_me(room: Room, meeting: Meeting) -> bool:
    """Whether there is room for a meeting that somebody has not answered; it takes its place if there is."""
    cost, when = cost_of(meeting), days_of(meeting)
    if not room.fits(cost, when):
        return False
    room.take(cost, when)
    return True


@dataclass(frozen=True)
class Unanswered:
    """A meeting that somebody has not answered, and what it would cost them."""

    meeting: Meeting
    when: str
    costs: list[str]


@dataclass(frozen=True)
class Open:
    """Everything, and nothing hidden: for the eyes of the one it is about, when they open it."""

    asks: list[AskedOfMe]
    meetings: list[Unanswered]
    times: list[Asking]
    calls: list[Call]
    agreeing: list[Member]
    without_names: list[Member]
    promised: list[PromiseLine]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open."""
        asked = self.asks or self.meetings or self.times or self.calls or self.agreeing or self.without_names
        return not (asked or self.promised)


def open_to(*, person: Person, circles: Sequence[Member], now: datetime) -> Open:
    """All that is open for somebody in their circles."""
    counts = known(persons=[person.pk], now=now)[person.pk]
    waits = set(waiting_for_yes(person.pk, now).values_list("circle", flat=True))
    asking = circles_that_ask(person, now=now)
    return Open(
        asks=[asked_of_me(each, circles, counts) for each in counts.asks],
        meetings=[_unanswered(each, counts) for each in unanswered(person=person, now=now)],
        times=waiting(person=person, now=now),
        calls=calls(person=person.pk, now=now),
        agreeing=[each for each in circles if each.circle_id in waits and not each.is_held],
        without_names=[each for each in circles if each.circle_id in asking and not each.is_held],
        promised=mine_open(person=person, now=now),
    )


def _unanswered(meeting: Meeting, counts: Known) -> Unanswered:
    when = clock.say_start(meeting.starts_at, meeting.circle.time_zone)
    return Unanswered(meeting, when, costs(cost_of(meeting), counts))
