"""How many people there have to be before anything is said of all of them.

Statistical offices hold back what fewer than three or five people are in (OECD Glossary of Statistical Terms,
"Threshold rule"), and the ICO's code on anonymisation calls values from one to five the riskier ones (as told in the
IT Law Wiki, "Inference control"). Of these numbers we take five for what is said of all.
"""

from collections.abc import Collection, Hashable

ENOUGH = 5


def enough(people: Collection[Hashable]) -> bool:
    """Whether these are so many that what is said of all of them points at nobody."""
    return len(set(people)) >= ENOUGH


def apart(some: Collection[Hashable], others: Collection[Hashable]) -> bool:
    """Whether some can be named apart from others: there are enough of both, nobody counted twice."""
    return enough(some) and enough(set(others) - set(some))


def how_many(people: Collection[Hashable]) -> int | None:
    """How many people these are, each counted once; nothing where fewer than five are in it.

    It is for what is no secret of anybody's. How many chose one thing of several is a table, and goes through `shown`:
    how many said yes, beside how many were asked, also says how many did not.
    """
    return len(set(people)) if enough(people) else None
