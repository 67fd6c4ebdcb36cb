"""Reading a plan for pace, and proposing one that is kind to its people.

A break at least every 45 minutes, an arriving and a leaving are our own rules: planned breaks were found in none of the
tools we looked at, and numbers in no source. The usual minutes below are our own too, to be changed by whoever plans.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handinhand.fairness.reasons import Reason, counted, gettext_noop, ngettext

ARRIVING, BREAK, LEAVING = "arriving", "break", "leaving"
LONGEST_STRETCH = 45
BREAK_MINUTES = 15
# Our own: long enough for a group of eight to be heard in a round, short enough that two parts fit into a stretch.
USUAL_MINUTES = {ARRIVING: 15, "talk": 15, "round": 25, "ideas": 25, "decision": 20, BREAK: BREAK_MINUTES, LEAVING: 10}
USUAL_FOR_OTHERS = 15
TITLES = {ARRIVING: gettext_noop("Arriving"), BREAK: gettext_noop("Break"), LEAVING: gettext_noop("Leaving")}


@dataclass(frozen=True)
class PlannedPart:
    """One part of a plan; `minutes` is None while nobody has said how long."""

    kind: str
    minutes: int | None
    title: str


@dataclass(frozen=True)
class Add:
    """A change: put a new part before the part at `place` (at the end, when `place` is the number of parts)."""

    kind: str
    title: str
    minutes: int
    place: int
    reason: Reason


@dataclass(frozen=True)
class Shorten:
    """A change: give the part at `place` fewer minutes."""

    place: int
    minutes: int
    reason: Reason


Change = Add | Shorten


@dataclass(frozen=True)
class Finding:
    """What a reading for pace noticed, why, and a change that answers it; `key` stays while what it is about does."""

    key: str
    reason: Reason
    change: Change


def propose(parts: Sequence[PlannedPart]) -> list[PlannedPart]:
    """Fill in missing minutes, an arriving, a leaving and breaks; what somebody has said stays as it is."""
    plan = [replace(part, minutes=_minutes(part)) for part in parts]
    if not plan or plan[0].kind != ARRIVING:
        plan.insert(0, _usual(ARRIVING))
    if plan[-1].kind != LEAVING:
        plan.append(_usual(LEAVING))
    cuts = [place for start, end in _stretches(plan) for place in _cuts(plan, start, end)]
    for place in reversed(cuts):
        plan.insert(place, _usual(BREAK))
    return plan


def read(parts: Sequence[PlannedPart]) -> list[Finding]:
    """What is not kind about a plan's pace; each finding comes with a change to accept or to leave."""
    once = _KeyedOnce()
    findings = [*_without_arriving(parts), *_without_leaving(parts)]
    for start, end in _stretches(parts):
        findings += [_long_part(parts, place, once) for place in range(start, end) if _is_long(parts[place])]
        cuts = _cuts(parts, start, end)
        if cuts:
            findings.append(_long_stretch(parts, start, end, cuts[0], once))
    return findings


def apply(parts: Sequence[PlannedPart], change: Change) -> list[PlannedPart]:
    """The plan with one change accepted."""
    plan = list(parts)
    if isinstance(change, Add):
        plan.insert(change.place, PlannedPart(kind=change.kind, minutes=change.minutes, title=change.title))
    else:
        plan[change.place] = replace(plan[change.place], minutes=change.minutes)
    return plan


def total_minutes(parts: Sequence[PlannedPart]) -> int:
    """How long a plan takes, breaks and all."""
    return sum(_minutes(part) for part in parts)


class _KeyedOnce:
    """Names for findings, made of kinds and minutes alone (titles are nobody's business in a key)."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def key(self, what: str, parts: Sequence[PlannedPart]) -> str:
        """A name for a finding about these parts; the second one that looks the same gets a number."""
        content = ",".join(f"{part.kind}:{_minutes(part)}" for part in parts)
        name = f"{what}-{hashlib.sha256(content.encode()).hexdigest()[:10]}"
        self.seen[name] += 1
        return name if self.seen[name] == 1 else f"{name}-{self.seen[name]}"


def _minutes(part: PlannedPart) -> int:
    return USUAL_MINUTES.get(part.kind, USUAL_FOR_OTHERS) if part.minutes is None else part.minutes


def _usual(kind: str) -> PlannedPart:
    return PlannedPart(kind=kind, minutes=USUAL_MINUTES[kind], title=TITLES[kind])


def _is_long(part: PlannedPart) -> bool:
    return _minutes(part) > LONGEST_STRETCH


def _stretches(parts: Sequence[PlannedPart]) -> list[tuple[int, int]]:
    """From where to where people go without a break; the time before the first and after the last one counts too."""
    edges = [-1, *(place for place, part in enumerate(parts) if part.kind == BREAK), len(parts)]
    return [(before + 1, after) for before, after in pairwise(edges) if after > before + 1]


def _cuts(parts: Sequence[PlannedPart], start: int, end: int) -> list[int]:
    """Before which parts of a stretch breaks belong: as few as can be, and then as evenly as can be.

    Fewest pieces, then the least sum of squared lengths, found from the end backwards (Bellman 1957, dynamic
    programming). A piece of one part may be longer than the longest stretch: it cannot be cut.
    """
    best: dict[int, tuple[int, int, list[int]]] = {end: (0, 0, [])}
    for first in range(end - 1, start - 1, -1):
        length = 0
        choices = []
        for after in range(first + 1, end + 1):
            length += _minutes(parts[after - 1])
            if length > LONGEST_STRETCH and after > first + 1:
                break
            pieces, squares, cuts = best[after]
            choices.append((pieces + 1, squares + length**2, [after, *cuts]))
        best[first] = min(choices)
    return best[start][2][:-1]


def _without_arriving(parts: Sequence[PlannedPart]) -> list[Finding]:
    if parts and parts[0].kind == ARRIVING:
        return []
    why = Reason(gettext_noop("The plan does not begin with arriving. People need a while to land before they start."))
    what = ngettext(
        "%(count)s minute for arriving comes at the beginning.",
        "%(count)s minutes for arriving come at the beginning.",
    )
    return [Finding("no-arriving", why, _add(ARRIVING, 0, what))]


def _without_leaving(parts: Sequence[PlannedPart]) -> list[Finding]:
    if parts and parts[-1].kind == LEAVING:
        return []
    why = Reason(gettext_noop("The plan does not end with leaving. A meeting that just stops lets people fall."))
    what = ngettext(
        "%(count)s minute for leaving comes at the end.",
        "%(count)s minutes for leaving come at the end.",
    )
    return [Finding("no-leaving", why, _add(LEAVING, len(parts), what))]


def _long_part(parts: Sequence[PlannedPart], place: int, once: _KeyedOnce) -> Finding:
    part = parts[place]
    forms = ngettext(
        "“%(title)s” takes %(count)s minute without a break. More than %(longest)s is too long for many.",
        "“%(title)s” takes %(count)s minutes without a break. More than %(longest)s is too long for many.",
    )
    why = counted(forms, _minutes(part), title=part.title, longest=LONGEST_STRETCH)
    what = ngettext(
        "“%(title)s” takes %(count)s minute. What does not fit can have a part of its own.",
        "“%(title)s” takes %(count)s minutes. What does not fit can have a part of its own.",
    )
    change = Shorten(place, LONGEST_STRETCH, counted(what, LONGEST_STRETCH, title=part.title))
    return Finding(once.key("long", [part]), why, change)


def _long_stretch(parts: Sequence[PlannedPart], start: int, end: int, cut: int, once: _KeyedOnce) -> Finding:
    stretch = parts[start:end]
    forms = ngettext(
        "From “%(first)s” to “%(last)s” it is %(count)s minute without a break.",
        "From “%(first)s” to “%(last)s” it is %(count)s minutes without a break.",
    )
    why = counted(forms, total_minutes(stretch), first=stretch[0].title, last=stretch[-1].title)
    what = ngettext(
        "A break of %(count)s minute comes after “%(title)s”.",
        "A break of %(count)s minutes comes after “%(title)s”.",
    )
    return Finding(once.key("stretch", stretch), why, _add(BREAK, cut, what, title=parts[cut - 1].title))


def _add(kind: str, place: int, forms: tuple[str, str], **values: str) -> Add:
    part = _usual(kind)
    minutes = _minutes(part)
    return Add(kind, part.title, minutes, place, counted(forms, minutes, **values))
