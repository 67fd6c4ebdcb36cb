"""What a meeting costs whoever comes: getting ready, its own minutes, and quiet time after something heavy.

What whoever plans said of getting ready stands; where nobody said it, it is as long as the papers take to read. How
long a paper is, is told by how much room its sealed text takes: nothing is opened for it.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Subquery, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Length
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handinhand.fairness.energy import MOST_MINUTES, Cost, Days, one_day
from handinhand.meetings import times
from handinhand.meetings.choices import PartKind
from handinhand.meetings.models import Meeting, Paper, Part
from handinhand.people.models import Energy
from handinhand.words.choices import State

EVENING = 18
# About 200 words a minute, of six letters each with the space after it.
READ_IN_A_MINUTE = 200 * 6
REST_AFTER_HEAVY = 30


def paper_length() -> Length:
    """How long a paper is, within a read of papers; no longer than its text, as it is kept."""
    return Length(F("words__body"), output_field=IntegerField())


def counted() -> dict[str, Combinable]:
    """What a meeting takes, to be carried by a read of meetings and given to `cost_of`."""
    parts = Part.objects.filter(meeting=OuterRef("pk"))
    papers = Paper.objects.filter(meeting=OuterRef("pk"), words__state=State.SHARED).order_by().values("meeting")
    minutes = parts.order_by().values("meeting").annotate(whole=Sum("minutes")).values("whole")
    return {
        "counted_minutes": Subquery(minutes, output_field=IntegerField()),
        "counted_letters": Subquery(papers.annotate(whole=Sum(paper_length())).values("whole")),
        "counted_heavy": _number(When(Exists(parts.filter(is_heavy=True)), then=Value(1))),
    }


def counted_for(person: int) -> dict[str, Combinable]:
    """The same, worked out only for somebody who said how many hours they have."""
    counts = Exists(Energy.objects.filter(person=person, hours__isnull=False))
    return {name: _number(When(counts, then=found)) for name, found in counted().items()}


def _number(case: When) -> Case:
    return Case(case, default=Value(0), output_field=IntegerField())


def reading_minutes(letters: int) -> int:
    """How long some papers take to read, in whole minutes."""
    return -(-letters // READ_IN_A_MINUTE)


def cost_of(meeting: Meeting) -> Cost:
    """What it costs to come, of a meeting that carries what was counted: a way there unless people join by link."""
    return _cost(
        meeting,
        minutes=meeting.counted_minutes or 0,  # type: ignore[attr-defined]
        letters=meeting.counted_letters or 0,  # type: ignore[attr-defined]
        is_heavy=bool(meeting.counted_heavy),  # type: ignore[attr-defined]
    )


def cost_by_plan(meeting: Meeting, parts: Sequence[Part], papers: Sequence[Paper]) -> Cost:
    """The same, of a plan that was read already, with the papers that its reader may see."""
    return _cost(
        meeting,
        minutes=sum(part.minutes for part in parts),
        letters=sum(paper.length for paper in papers),  # type: ignore[attr-defined]
        is_heavy=any(part.is_heavy for part in parts),
    )


def _cost(meeting: Meeting, *, minutes: int, letters: int, is_heavy: bool) -> Cost:
    hour = times.local(meeting.starts_at, meeting.circle.time_zone).hour
    reading = min(reading_minutes(letters), MOST_MINUTES)
    return Cost(
        minutes=min(minutes, MOST_MINUTES),
        preparation=reading if meeting.preparation is None else meeting.preparation,
        after=REST_AFTER_HEAVY if is_heavy else 0,
        travels=not meeting.link,
        evening=hour >= EVENING,
        heavy=is_heavy,
        online=bool(meeting.link),
    )


def days_of(meeting: Meeting) -> Days:
    """The day on which it is, on the circle's clocks."""
    return one_day(times.local(meeting.starts_at, meeting.circle.time_zone).date())


# What is said of a meeting that takes something beforehand: whether whoever plans said how long, and quiet time after.
_BEFORE: dict[tuple[bool, bool], str | Promise] = {
    (False, False): gettext_lazy("It takes about %(reading)s to read beforehand, and %(meeting)s."),
    (False, True): gettext_lazy(
        "It takes about %(reading)s to read beforehand, %(meeting)s, and then %(after)s to rest,"
        " because something in it is heavy."
    ),
    (True, False): gettext_lazy("It takes about %(ready)s to get ready beforehand, and %(meeting)s."),
    (True, True): gettext_lazy(
        "It takes about %(ready)s to get ready beforehand, %(meeting)s, and then %(after)s to rest,"
        " because something in it is heavy."
    ),
}


def say_cost(cost: Cost, kinds: Iterable[str] = (), *, preparation: int | None = None) -> str:
    """What a meeting with parts of these kinds takes, in plain words; `preparation` is what its planner said."""
    has_breaks = PartKind.BREAK in set(kinds)
    meeting = times.say_minutes(cost.minutes)
    before = times.say_minutes(cost.preparation)
    said = {
        "meeting": _("%(minutes)s with breaks") % {"minutes": meeting} if has_breaks else meeting,
        "reading": before,
        "ready": before,
        "after": times.say_minutes(cost.after),
    }
    is_said = preparation is not None
    if cost.preparation:
        return str(_BEFORE[is_said, bool(cost.after)]) % said
    if cost.after:
        takes = _("It takes %(meeting)s, and then about %(after)s to rest, because something in it is heavy.") % said
    else:
        takes = _("It takes %(meeting)s.") % said
    nothing = _("There is nothing to get ready.") if is_said else ""
    return f"{takes} {nothing}".strip()


def say_counted(meeting: Meeting) -> str:
    """The same, of a meeting that carries what was counted; empty where nothing was counted for its reader."""
    if not meeting.counted_minutes:  # type: ignore[attr-defined]
        return ""
    return say_cost(cost_of(meeting), preparation=meeting.preparation)


def say_way(way_minutes: int | None, cost: Cost) -> str:
    """Somebody's own way there and back, for their eyes alone; empty where there is none or they never said."""
    if not way_minutes or not cost.travels:
        return ""
    return _("And your way there and back: %(minutes)s. Only you see this.") % {
        "minutes": times.say_minutes(2 * way_minutes)
    }
