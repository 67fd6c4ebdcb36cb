"""What ends with words that are taken back, or no longer where they were: told by those who know what stood on them."""

from collections.abc import Callable, Iterable

from handinhand.words.models import Words

End = Callable[[Words], None]
ENDS: list[End] = []


def hand_over_ends(ends: Iterable[End]) -> None:
    """Take what ends with words from those who know every part."""
    ENDS[:] = ends


def end_with(words: Words) -> None:
    """Let all that stood on some words end, now that others no longer read them there."""
    for end in ENDS:
        end(words)
