"""Changes to a plan, as plain data that can be made or left. No change ever takes a part away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from handinhand.fairness.pacing.plan import RESTS, PlannedPart, total_minutes
from handinhand.fairness.reasons import Reason, counted, ngettext

# Our own: with less than this nobody gets round to what a part is for.
LEAST_MINUTES = 10


@dataclass(frozen=True)
class Add:
    """A change: put a new part before the part at `place` (at the end, when `place` is the number of parts)."""

    kind: str
    title: str
    minutes: int
    place: int
    reason: Reason
    reads: str = ""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the change does, in sentences."""
        return (self.reason,)


@dataclass(frozen=True)
class Shorten:
    """A change: give the part at `place` fewer minutes."""

    place: int
    minutes: int
    reason: Reason

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the change does, in sentences."""
        return (self.reason,)


@dataclass(frozen=True)
class Fit:
    """A change: give every part so many minutes, in order, none of them more than it had."""

    minutes: tuple[int, ...]
    reason: Reason

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the change does, in sentences."""
        return (self.reason,)


Step = Add | Shorten | Fit


@dataclass(frozen=True)
class Together:
    """A change of several steps, one after the other, that are made together or not at all."""

    steps: tuple[Step, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the change does, in sentences."""
        return tuple(step.reason for step in self.steps)


Change = Step | Together


def steps_of(change: Change) -> tuple[Step, ...]:
    """The steps of a change, in the order they are made."""
    return change.steps if isinstance(change, Together) else (change,)


def apply(parts: Sequence[PlannedPart], change: Change) -> list[PlannedPart]:
    """The plan with one change accepted."""
    plan = list(parts)
    for step in steps_of(change):
        if isinstance(step, Add):
            new = PlannedPart(kind=step.kind, minutes=step.minutes, title=step.title, reads=step.reads)
            plan.insert(step.place, new)
        elif isinstance(step, Shorten):
            plan[step.place] = replace(plan[step.place], minutes=step.minutes)
        else:
            plan = [replace(part, minutes=given) for part, given in zip(plan, step.minutes, strict=True)]
    return plan


def fit(parts: Sequence[PlannedPart], longest: int) -> Fit | None:
    """The change that makes a plan take `longest` minutes, or nothing where that would leave parts too short.

    Arriving, breaks, leaving and reading together stay as they are. The others give up what they have above the least,
    each in proportion, with whole minutes shared out by running totals so that they add up exactly.
    """
    over = total_minutes(parts) - longest
    spare = [max(0, part.length - LEAST_MINUTES) * (part.kind not in RESTS and not part.reads) for part in parts]
    if over <= 0 or over > sum(spare):
        return None
    given = [over * so_far // sum(spare) for so_far in accumulate(spare, initial=0)]
    less = [after - before for before, after in pairwise(given)]
    minutes = tuple(part.length - taken for part, taken in zip(parts, less, strict=True))
    forms = ngettext(
        "Talks, rounds, ideas and decisions become shorter, until it all fits into %(count)s minute.",
        "Talks, rounds, ideas and decisions become shorter, until it all fits into %(count)s minutes.",
    )
    return Fit(minutes, counted(forms, longest))
