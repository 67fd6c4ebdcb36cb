"""`handinhand redraw`: draws a role again from what its page shows, and says whether the same comes out."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from handinhand.fairness.redrawing import MOST_LETTERS, NotShown, Shown, Shows, read, redraw
from handinhand.ground.command import KeepersCommand
from handinhand.ground.not_done import NotDone
from handinhand.roles.queries.seeing import shown_by_mark

SAYS = {
    Shows.SAME: "It is the same result, and the seed fits the fingerprint that was shown before the names closed.",
    Shows.OTHER_SEED: "The seed does not fit the fingerprint that was shown before the names closed.",
    Shows.OTHER_RESULT: "Another result comes out. What the page showed is not what this draw gives.",
}


class Command(KeepersCommand):
    """Draw a role again. Nothing is changed."""

    called = "redraw FILE|DRAW"
    help = "Draw a role again, from a file with what its page shows (- reads it from standard input) or by its mark."

    def add_arguments(self, parser: CommandParser) -> None:
        """What is drawn again."""
        parser.add_argument("what", metavar="FILE|DRAW")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        shown = _shown(what)
        says, drawn = redraw(shown)
        for seat, who in drawn.items():
            self.stdout.write(f"{seat}: {who}")
        if says is not Shows.SAME:
            raise NotDone(SAYS[says])
        self.stdout.write(SAYS[says])


def _shown(what: str) -> Shown:
    """What was shown: from standard input, a file, or by a draw's mark from this server."""
    if what == "-":
        return _read(sys.stdin.read(MOST_LETTERS + 1))
    if Path(what).is_file():
        return _read(Path(what).read_text(errors="replace"))
    found = shown_by_mark(what)
    if found is None:
        raise NotDone(f"There is no file and no closed draw called {what}. The page of a draw says what to give here.")
    return found


def _read(text: str) -> Shown:
    try:
        return read(text)
    except NotShown as problem:
        raise NotDone(
            "This is not what the page of a draw shows. Copy all of it, from the first { to the last }."
        ) from problem
