"""What reading for pace notices, and for each the change that answers it without bringing up anything else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handinhand.fairness.pacing.changes import Change, Step, Together, apply, fit
from handinhand.fairness.pacing.noticing import Noticed, notice
from handinhand.fairness.pacing.plan import LatePaper, PlannedPart
from handinhand.fairness.reasons import Reason


@dataclass(frozen=True)
class Finding:
    """What a reading for pace noticed, why, and a change that answers it; `key` stays while what it is about does.

    There is no change where none would help without bringing up something else: then more is in the plan than fits.
    """

    key: str
    what: str
    reason: Reason
    change: Change | None


def read(parts: Sequence[PlannedPart], *, longest: int | None = None, late: Sequence[LatePaper] = ()) -> list[Finding]:
    """What is not kind about a plan's pace; each finding comes with a change to accept or to leave.

    `longest` is how long people agreed that they meet at most; `late` are the papers that came too late to be read.
    Of what could be done the first is proposed that makes this finding less and no other more, so that accepting never
    makes a new one, and accepting one after the other comes to an end.
    """
    noticed = notice(parts, longest=longest, late=late)
    before = _amounts(noticed)
    return [Finding(each.key, each.what, each.reason, _change(each, parts, before, longest, late)) for each in noticed]


def _change(
    noticed: Noticed,
    parts: Sequence[PlannedPart],
    before: Mapping[str, int],
    longest: int | None,
    late: Sequence[LatePaper],
) -> Change | None:
    for option in noticed.options:
        for steps in _as_it_is_or_fitted(option, parts, longest):
            change: Change = steps[0] if len(steps) == 1 else Together(steps)
            after = _amounts(notice(apply(parts, change), longest=longest, late=_moved(late, steps)))
            kinder = after.get(noticed.what, 0) < before[noticed.what]
            if kinder and all(amount <= before.get(what, 0) for what, amount in after.items()):
                return change
    return None


def _as_it_is_or_fitted(
    option: tuple[Step, ...], parts: Sequence[PlannedPart], longest: int | None
) -> list[tuple[Step, ...]]:
    """An option, and where it makes the meeting too long the same one with other parts made shorter."""
    fitted = fit(apply(parts, Together(option)), longest) if longest is not None else None
    return [option, *([(*option, fitted)] if fitted is not None and option else [])]


def _moved(late: Sequence[LatePaper], steps: Sequence[Step]) -> list[LatePaper]:
    """Late papers after a change: the parts that they are for may stand further on."""
    moved = []
    for paper in late:
        place = paper.place
        for step in steps:
            added_at = getattr(step, "place", None) if hasattr(step, "kind") else None
            if place is not None and added_at is not None and added_at <= place:
                place += 1
        moved.append(LatePaper(paper.key, paper.title, place))
    return moved


def _amounts(noticed: Sequence[Noticed]) -> dict[str, int]:
    """How much of each thing was noticed."""
    amounts: dict[str, int] = {}
    for each in noticed:
        amounts[each.what] = amounts.get(each.what, 0) + each.amount
    return amounts
