"""What a change in the last two days would make of a plan, in words to agree to.

Every text of somebody stands on a line of its own, so that a cover over it elsewhere is a cover over this, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model
from django.utils.translation import gettext as _

from handinhand.circles.models import WORDS_END
from handinhand.ground.own_text import own_text
from handinhand.meetings import times
from handinhand.meetings.choices import Changed, MeetingState
from handinhand.meetings.models import Meeting
from handinhand.meetings.queries.plans import Step, steps
from handinhand.ui.apart import in_a_row

LAST_DAYS = timedelta(days=2)


@dataclass(frozen=True)
class PartRead:
    """One part as people read it: its name and length, and all that it says besides."""

    short: tuple[str, str]
    more: tuple[str, ...]


@dataclass(frozen=True)
class PlanRead:
    """A plan as people read it, what it says apart from its parts, and these."""

    details: dict[Changed, str]
    parts: tuple[PartRead, ...]


@dataclass(frozen=True)
class Said:
    """What about a plan would change, what it is now, and what it would be."""

    changed: set[Changed]
    was: PlanRead
    becomes: PlanRead


def is_late(meeting: Meeting, *, now: datetime, begins: datetime | None = None) -> bool:
    """Whether a change comes in the last two days: before the meeting as planned, or as it would be then."""
    soonest = min(meeting.starts_at, begins or meeting.starts_at)
    return meeting.state == MeetingState.INVITED and soonest <= now + LAST_DAYS


def as_read(meeting: Meeting, *, is_new: bool = False) -> PlanRead:
    """A plan as people read it now. What is new in it is read as it is: a cover over it covers what is asked."""
    ready = "" if meeting.preparation is None else times.say_minutes(meeting.preparation)
    details = {
        Changed.TITLE: _text(meeting, "title", is_new=is_new),
        Changed.WHY: _text(meeting, "why", is_new=is_new),
        Changed.TIME: times.say_start(meeting.starts_at, meeting.circle.time_zone),
        Changed.PLACE: _text(meeting, "place", is_new=is_new),
        Changed.LINK: meeting.link or "",
        Changed.QUESTION: _text(meeting, "opening_question", is_new=is_new),
        Changed.PREPARATION: ready,
    }
    return PlanRead(details, tuple(_part(step, is_new=is_new) for step in steps(meeting)))


def _text(row: Model, name: str, *, is_new: bool) -> str:
    """A text on one line, as it can be read; new as it is, covered or not."""
    found = own_text(row, name) if is_new else getattr(row, name)
    return " ".join((found or "").split())


def _part(step: Step, *, is_new: bool) -> PartRead:
    part = step.part
    more = [_text(part, "detail", is_new=is_new)]
    more += [_("May be heavy")] if part.is_heavy else []
    more += [_("Touches on: %(topics)s") % {"topics": in_a_row(step.topics)}] if step.topics else []
    for question, touched in step.questions:
        more += [_("Question:"), _text(question, "title", is_new=is_new), _text(question, "detail", is_new=is_new)]
        more += [_("Touches on: %(topics)s") % {"topics": in_a_row(touched)}] if touched else []
    length = f"{part.get_kind_display()}, {times.say_minutes(part.minutes)}"
    return PartRead((_text(part, "title", is_new=is_new), length), tuple(each for each in more if each))


def what_would_change(meeting: Meeting, said: Said) -> str:
    """All of it, in short first: after an empty line stands what parts say besides their names."""
    when = times.say_start(meeting.starts_at, meeting.circle.time_zone)
    short = [_text(meeting, "title", is_new=False), _("The plan of this meeting (%(when)s) changes.") % {"when": when}]
    for what in said.was.details:
        if what in said.changed:
            was, becomes = said.was.details[what], said.becomes.details[what]
            short += [f"{what.label}:", *_lines_of([was] if was else [], [becomes] if becomes else [])]
    whole: list[str] = []
    if Changed.PARTS in said.changed:
        short += [f"{Changed.PARTS.label}:", *_short_of_parts(said)]
        whole = _whole_of_parts(said)
    return WORDS_END.join("\n".join(each) for each in (short, whole) if each)


def _lines_of(was: Sequence[str], becomes: Sequence[str]) -> list[str]:
    before = [_("It is now:"), *was] if was else [_("It is empty now.")]
    after = [_("It will be:"), *becomes] if becomes else [_("It will be empty.")]
    return [*before, *after]


def _short_of_parts(said: Said) -> list[str]:
    was, becomes = [each.short for each in said.was.parts], [each.short for each in said.becomes.parts]
    gone, new = _only_in(was, becomes), _only_in(becomes, was)
    if not gone and not new:
        if was == becomes:
            changed = [each.short for each in said.becomes.parts if each not in said.was.parts]
            return [_("What it says will change:"), *_flat(changed)]
        return [_("The order will be:"), *_flat(becomes)]
    out = [_("Will be taken out:"), *_flat(gone)] if gone else []
    return [*out, _("Will be put in:"), *_flat(new)] if new else out


def _whole_of_parts(said: Said) -> list[str]:
    gone = [each for each in said.was.parts if each.more and each not in said.becomes.parts]
    new = [each for each in said.becomes.parts if each.more and each not in said.was.parts]
    before = [_("It is now:"), *_all_of(gone)] if gone else []
    return [*before, _("It will be:"), *_all_of(new)] if new else before


def _all_of(parts: Sequence[PartRead]) -> list[str]:
    return [line for each in parts for line in (*each.short, *each.more)]


def _flat(shorts: Sequence[tuple[str, str]]) -> list[str]:
    return [line for each in shorts for line in each]


def _only_in(one: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    left = list(other)
    only = []
    for each in one:
        if each in left:
            left.remove(each)
        else:
            only.append(each)
    return only
