"""What may be shown of many people so that it points at nobody: every number and picture of people comes from here.

The rules, and where each comes from: docs/decisions/0043-numbers-about-people.md.
"""

from handinhand.fairness.small_numbers.comparing import FEWEST_TOGETHER, FRESH, Taken
from handinhand.fairness.small_numbers.many import ENOUGH, apart, enough, how_many
from handinhand.fairness.small_numbers.sharing import Step, gini, how_even
from handinhand.fairness.small_numbers.tables import NOTHING, Group, Shown, shown, shown_of_unnamed

__all__ = [
    "ENOUGH",
    "FEWEST_TOGETHER",
    "FRESH",
    "NOTHING",
    "Group",
    "Shown",
    "Step",
    "Taken",
    "apart",
    "enough",
    "gini",
    "how_even",
    "how_many",
    "shown",
    "shown_of_unnamed",
]
