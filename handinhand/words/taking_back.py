"""What ends with words that are taken back, changed, or no longer where they were, and what comes back with them.

It is told by those who know what stood on them.
"""

from collections.abc import Callable, Iterable

from handinhand.words.models import Words

End = Callable[[Words], None]
ENDS: list[End] = []
RETURNS: list[End] = []
CHANGES: list[End] = []


def hand_over_ends(ends: Iterable[End]) -> None:
    """Take what ends with words from those who know every part."""
    ENDS[:] = ends


def end_with(words: Words) -> None:
    """Let all that stood on some words end, now that others no longer read them there."""
    for end in ENDS:
        end(words)


def hand_over_returns(returns: Iterable[End]) -> None:
    """Take what comes back with words that are put back from those who know every part."""
    RETURNS[:] = returns


def return_with(words: Words) -> None:
    """Let all that went only because some words went come back with them, now that they are as they were."""
    for each in RETURNS:
        each(words)


def hand_over_changes(changes: Iterable[End]) -> None:
    """Take what ends when words become others from those who know every part."""
    CHANGES[:] = changes


def change_with(words: Words) -> None:
    """Let all that was about these very words end, before they become others."""
    for each in CHANGES:
        each(words)
