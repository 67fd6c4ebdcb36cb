"""What was done in a circle, in sentences, and whether a head from paper is in its list still."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from handinhand.circles.choices import Power
from handinhand.circles.kinds import OF_KIND, Kind
from handinhand.circles.models import Hold, Member
from handinhand.circles.names import listed
from handinhand.circles.queries import day_of, is_public_id, name_of, two_who_held
from handinhand.circles.rules import RULES
from handinhand.ground.models import Circle
from handinhand.ground.prepared import Prepared
from handinhand.ground.several import OneOf, several
from handinhand.ledger import chain
from handinhand.ledger.models import Entry, Names, Salt
from handinhand.ledger.queries import SHOWN, at_head, end_of, entries, head_before
from handinhand.ledger.verifying import read_part
from handinhand.ui.apart import apart

# How many lines a page reads again. More take longer than anybody should wait: the keeper's command reads them all.
MOST_READ = 10_000


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the list; nothing said is everything."""

    kind: Kind | None = None
    by: Member | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Done:
    """One line of what was done: a sentence, its place in the list, and the id by which earlier lines are found."""

    sentence: str
    public_id: str
    place: str = ""


@dataclass(frozen=True)
class Head:
    """A line of the list as it is printed: how many lines there are up to it, and the letters that stand for them."""

    number: int
    letters: str


@dataclass(frozen=True)
class Looked:
    """What became of a head from paper: at which line it is, from which on that was read again, and what is wrong."""

    number: int = 0
    first: int = 1
    wrong: int = 0

    @property
    def is_here(self) -> bool:
        """Whether the list has it."""
        return self.number > 0


EVERYTHING = Wanted()


def done_in(
    *,
    member: Member,
    now: datetime,
    before: str = "",
    wanted: Wanted = EVERYTHING,
    people: Sequence[Member] | None = None,
) -> tuple[list[Done], str]:
    """What was done in a member's circle, the newest first, and where the earlier lines begin (empty: no more).

    `people` are those of `whoever_did`, where they are known already.
    """
    circle = member.circle
    found = entries(
        circle=circle,
        before=before if is_public_id(before) else "",
        powers=OF_KIND[wanted.kind] if wanted.kind else (),
        by=wanted.by.person if wanted.by else None,
        also=_holds_asked_by(wanted.by) if wanted.by else None,
        since=_begins(circle, wanted.since),
        until=_begins(circle, wanted.until, days=1),
    )
    shown = found[:SHOWN]
    names = {each.person_id: each.name for each in (whoever_did(circle) if people is None else people)}
    # Asked also where no line names anybody else, so that a page costs the same whatever is on it.
    named = _named_in.rows(lines=several(each.pk for each in shown))
    also = {(each.entry_id, each.name): each.of_id or 0 for each in named}
    of_before = [each.pk for each in shown if each.power == Power.HOLD_ACCESS and each.also_marks is None]
    holds = {each.public_id: each for each in _holds_in.rows(lines=several(of_before))} if of_before else {}
    zone = ZoneInfo(circle.time_zone)
    days = {each.at.astimezone(zone).date() for each in shown}
    said = {day: day_of(day, now.astimezone(zone).date()) for day in days}
    place = _("line %(number)s")
    lines = [
        Done(
            _of_hold(each, names, also, holds, said[each.at.astimezone(zone).date()])
            if each.power == Power.HOLD_ACCESS
            else _sentence(each, names, said[each.at.astimezone(zone).date()]),
            each.public_id,
            place % {"number": each.number} if each.number else "",
        )
        for each in shown
    ]
    return lines, shown[-1].public_id if len(found) > SHOWN else ""


def whoever_did(circle: Circle) -> list[Member]:
    """Everybody who is or was in a circle, in the order they came: whose doings somebody can look for."""
    return _everybody.rows(circle=circle.pk)


@Prepared
def _everybody(circle: int) -> QuerySet[Member]:
    return Member.objects.filter(circle=circle).select_related("person").order_by("joined_at", "pk")


def end_now(circle: Circle) -> Head | None:
    """Where the list ends now, as it would be printed."""
    end = end_of(circle)
    return printed_head(end.number, end.hash) if end is not None else None


def printed_head(number: int | None, hashed: bytes | memoryview | None) -> Head | None:
    """A line as it is printed on a paper, by its place and its hash; nothing for a line that is not bound."""
    return None if number is None or hashed is None else Head(number, chain.printed(bytes(hashed)))


def look_for(*, member: Member, letters: str) -> Looked:
    """Whether a head from paper is in the list of a member's circle, and whether the lines up to it are as they were.

    Raises NotAHead when a letter is not as it was printed.
    """
    circle = member.circle
    line = at_head(circle=circle, head=chain.typed(letters))
    if line is None or line.number is None:
        return Looked()
    first = max(1, line.number - MOST_READ + 1)
    found = read_part(circle, first=first, last=line.number, head=head_before(circle=circle, number=first))
    return Looked(line.number, first, found.fault.number if found.fault else 0)


def _begins(circle: Circle, day: date | None, *, days: int = 0) -> datetime | None:
    """The moment at which a day begins on the clocks of a circle; the last days there are have no moment after them."""
    if day is None or day.year in {date.min.year, date.max.year}:
        return None
    return datetime.combine(day + timedelta(days=days), time(), ZoneInfo(circle.time_zone))


def _of_hold(
    entry: Entry, names: dict[int, str], also: dict[tuple[int, str], int], holds: dict[str, Hold], day: str
) -> str:
    """The line of a hold says who both of them were, and whose access it is: from what the line itself is bound to.

    A line of before that was bound to neither says it from the hold.
    """
    if entry.also_marks is not None:
        gone = name_of(None)
        asked, held = (names.get(also.get((entry.pk, name), 0), gone) for name in (Names.ASKED, Names.HELD))
        two, name = listed([asked, names.get(entry.by_id or 0, gone)]), held
    elif entry.object_id in holds:
        two, name = two_who_held(holds[entry.object_id]), name_of(holds[entry.object_id].member)
    else:
        return _sentence(entry, names, day)
    return _("%(two)s put a hold on %(name)s for a day, %(day)s") % {"two": two, "name": apart(name), "day": day}


def _sentence(entry: Entry, names: dict[int, str], day: str) -> str:
    """One line of what was done. Some powers say of nobody who used them."""
    did = Power(entry.power).label
    elsewhere = RULES[Power(entry.power)].elsewhere
    if elsewhere and entry.by_id is None and not entry.object_id:
        return _("%(did)s, %(day)s") % {"did": elsewhere, "day": day}
    if RULES[Power(entry.power)].nameless:
        return _("%(did)s, %(day)s") % {"did": did, "day": day}
    name = apart(names.get(entry.by_id or 0, _("Somebody who has left")))
    return _("%(name)s %(did)s, %(day)s") % {"name": name, "did": did, "day": day}


def _holds_asked_by(member: Member) -> Q:
    """Which lines are of holds that somebody asked for: each is written of whoever agreed, and names both."""
    asked = Hold.objects.filter(circle=member.circle_id, asked_by=member).values("public_id")
    theirs = Salt.objects.filter(entry=OuterRef("pk"), name=Names.ASKED, of=member.person_id)
    of_before = Q(also_marks__isnull=True, object_id__in=asked)
    return Q(of_before | Exists(theirs), power=str(Power.HOLD_ACCESS))


@Prepared
def _named_in(lines: str) -> QuerySet[Salt]:
    """Whom else some lines name."""
    return Salt.objects.filter(entry__in=OneOf(lines), name__in=[Names.ASKED, Names.HELD])


@Prepared
def _holds_in(lines: str) -> QuerySet[Hold]:
    """The holds that some lines of before tell of, with the two who put each on."""
    told = Entry.objects.filter(pk__in=OneOf(lines)).values("object_id")
    return Hold.objects.filter(public_id__in=told).select_related("member", "asked_by", "agreed_by")
