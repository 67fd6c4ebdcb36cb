"""What a change in the last two days would make of a plan, in words to agree to.

Every text of somebody stands on a line of its own, so that a cover over it elsewhere is a cover over this, too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model
from django.utils.translation import gettext as _

from handinhand.circles.models import WORDS_END
from handinhand.ground.own_text import covered_names, own_text
from handinhand.meetings import times
from handinhand.meetings.choices import Changed, MeetingState
from handinhand.meetings.models import PART_TEXTS, PLAN_TEXTS, Meeting
from handinhand.meetings.queries.plans import Step, steps
from handinhand.ui.apart import in_a_row

LAST_DAYS = timedelta(days=2)


@dataclass(frozen=True)
class PartRead:
    """One part: its name and length, and all that it says besides."""

    short: tuple[str, str]
    more: tuple[str, ...]


@dataclass(frozen=True)
class PlanRead:
    """A plan: what it says apart from its parts, and these; covered or not, to compare two."""

    details: dict[Changed, str]
    parts: tuple[PartRead, ...]


@dataclass(frozen=True)
class Said:
    """What about a plan would change, what it is now, what it would be, and which of its texts are covered now."""

    changed: set[Changed]
    was: PlanRead
    becomes: PlanRead
    covered: frozenset[str]


def is_late(meeting: Meeting, *, now: datetime, begins: datetime | None = None) -> bool:
    """Whether a change comes in the last two days: before the meeting as planned, or as it would be then."""
    soonest = min(meeting.starts_at, begins or meeting.starts_at)
    return meeting.state == MeetingState.INVITED and soonest <= now + LAST_DAYS


def as_read(meeting: Meeting) -> PlanRead:
    """A plan as it is now, each text on one line."""
    ready = "" if meeting.preparation is None else times.say_minutes(meeting.preparation)
    details = {
        Changed.TITLE: _text(meeting, "title"),
        Changed.WHY: _text(meeting, "why"),
        Changed.TIME: times.say_start(meeting.starts_at, meeting.circle.time_zone),
        Changed.PLACE: _text(meeting, "place"),
        Changed.LINK: meeting.link or "",
        Changed.QUESTION: _text(meeting, "opening_question"),
        Changed.PREPARATION: ready,
    }
    return PlanRead(details, tuple(_part(step) for step in steps(meeting)))


def covered_texts(meeting: Meeting) -> frozenset[str]:
    """The texts of a plan that are covered at this moment."""
    rows: list[tuple[Model, Iterable[str]]] = [(meeting, PLAN_TEXTS)]
    for step in steps(meeting):
        rows += [(row, PART_TEXTS) for row in (step.part, *(question for question, _touched in step.questions))]
    return frozenset(_text(row, name) for row, names in rows for name in covered_names(row, names))


def _text(row: Model, name: str) -> str:
    return " ".join((own_text(row, name) or "").split())


def _part(step: Step) -> PartRead:
    part = step.part
    more = [_text(part, "detail")]
    more += [_("May be heavy")] if part.is_heavy else []
    more += [_("Touches on: %(topics)s") % {"topics": in_a_row(step.topics)}] if step.topics else []
    for question, touched in step.questions:
        more += [_("Question:"), _text(question, "title"), _text(question, "detail")]
        more += [_("Touches on: %(topics)s") % {"topics": in_a_row(touched)}] if touched else []
    length = f"{part.get_kind_display()}, {times.say_minutes(part.minutes)}"
    return PartRead((_text(part, "title"), length), tuple(each for each in more if each))


def what_would_change(meeting: Meeting, said: Said) -> str:
    """All of it, in short first: after an empty line stands what parts say besides their names."""
    when = times.say_start(meeting.starts_at, meeting.circle.time_zone)
    title = said.was.details[Changed.TITLE]
    short = [*_shown([title], said), _("The plan of this meeting (%(when)s) changes.") % {"when": when}]
    for what in said.was.details:
        if what in said.changed:
            was, becomes = said.was.details[what], said.becomes.details[what]
            short += [f"{what.label}:", *_lines_of(_shown([was], said) if was else [], [becomes] if becomes else [])]
    whole: list[str] = []
    if Changed.PARTS in said.changed:
        gone = [each for each in said.was.parts if each not in said.becomes.parts]
        new = [each for each in said.becomes.parts if each not in said.was.parts]
        short += [f"{Changed.PARTS.label}:", *_short_of_parts(gone, new, said)]
        whole = _whole_of_parts(gone, new, said)
    return WORDS_END.join("\n".join(each) for each in (short, whole) if each)


def _shown(lines: Iterable[str], said: Said) -> list[str]:
    """Lines that stand in the plan now: a covered one is said to be covered. What is new is said as it is."""
    return [_("Something is covered here.") if line in said.covered else line for line in lines]


def _lines_of(was: Sequence[str], becomes: Sequence[str]) -> list[str]:
    before = [_("It is now:"), *was] if was else [_("It is empty now.")]
    after = [_("It will be:"), *becomes] if becomes else [_("It will be empty.")]
    return [*before, *after]


def _short_of_parts(gone: Sequence[PartRead], new: Sequence[PartRead], said: Said) -> list[str]:
    """Which parts would no longer be there, and which would be new, by their names and lengths."""
    if not gone and not new:
        return [_("The order will be:"), *_of_new([each.short for each in said.becomes.parts], said.was.parts, said)]
    was, becomes = [each.short for each in gone], [each.short for each in new]
    if was == becomes:
        return [_("What it says will change:"), *_of_new(becomes, gone, said)]
    out = [_("Will be taken out:"), *_shown(_flat(was), said)] if gone else []
    return [*out, _("Will be put in:"), *_of_new(becomes, gone, said)] if new else out


def _whole_of_parts(gone: Sequence[PartRead], new: Sequence[PartRead], said: Said) -> list[str]:
    before = [each for each in gone if each.more]
    after = [(*each.short, *each.more) for each in new if each.more]
    lines = [_("It is now:"), *_shown(_flat([(*each.short, *each.more) for each in before]), said)] if before else []
    return [*lines, _("It will be:"), *_of_new(after, gone, said)] if after else lines


def _of_new(parts: Sequence[Sequence[str]], before: Sequence[PartRead], said: Said) -> list[str]:
    """Lines of parts that are new or changed: what stood in a part before, and is covered, is covered in it still."""
    kept = set(_flat([(*each.short, *each.more) for each in before]))
    return [line if line not in kept else _shown([line], said)[0] for line in _flat(parts)]


def _flat(parts: Sequence[Sequence[str]]) -> list[str]:
    return [line for each in parts for line in each]
