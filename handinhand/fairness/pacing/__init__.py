"""Reading a plan for pace, and proposing one that is kind to its people."""

from handinhand.fairness.pacing.changes import Add, Change, Fit, Shorten, Step, Together, apply, steps_of
from handinhand.fairness.pacing.plan import (
    ARRIVING,
    BREAK,
    BREAK_MINUTES,
    LEAVING,
    LONGEST_STRETCH,
    RESTS,
    TITLES,
    USUAL_MINUTES,
    LatePaper,
    PlannedPart,
    propose,
    total_minutes,
)
from handinhand.fairness.pacing.reading import Finding, read

__all__ = [
    "ARRIVING",
    "BREAK",
    "BREAK_MINUTES",
    "LEAVING",
    "LONGEST_STRETCH",
    "RESTS",
    "TITLES",
    "USUAL_MINUTES",
    "Add",
    "Change",
    "Finding",
    "Fit",
    "LatePaper",
    "PlannedPart",
    "Shorten",
    "Step",
    "Together",
    "apply",
    "propose",
    "read",
    "steps_of",
    "total_minutes",
]
