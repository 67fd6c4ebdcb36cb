"""`handinhand verify-ledger`: reads the lists of what was done, and names the first line that does not fit."""

from typing import Any

from django.core.management.base import CommandParser

from handinhand.ground.backups import snapshot
from handinhand.ground.command import KeepersCommand
from handinhand.ground.models import Circle
from handinhand.ground.not_done import NotDone
from handinhand.ground.versions import check_version
from handinhand.ledger import chain
from handinhand.ledger.verifying import Finding, Read, read

SAYS = {
    Finding.GAP: "is missing. What came before it is as it was written",
    Finding.CHANGED: "is not as it was written, or stands where another line was. What came before it is as it was",
    Finding.BY_CHANGED: "no longer says who did it as it was written. What came before it is as it was",
    Finding.OBJECT_CHANGED: "no longer says what it was done to as it was written. What came before it is as it was",
    Finding.NAMED_CHANGED: "no longer says whom it names as it was written. What came before it is as it was",
    Finding.CUT: "is missing, and so is everything after it. What is there is as it was written",
    Finding.ADDED: "was added after the end of the list. What came before it is as it was written",
    Finding.NO_END: "is the last one here, and the note of where the list ends is gone",
    Finding.END_CHANGED: "is the last one here, and the note of where the list ends was changed",
}


class Command(KeepersCommand):
    """Look through what was done, line by line; pages can go on being served meanwhile."""

    called = "verify-ledger [--circle ID] [--head LETTERS]"
    help = (
        "Read what was done in every circle, or in one, line by line, and name the first line that was changed or is"
        " missing. With --head, the letters from a printed summary, say whether that is in a list, and where. Exit"
        " status 1 when something does not fit. It opens nobody's words, and needs no key."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--circle", metavar="ID")
        parser.add_argument("--head", metavar="LETTERS", action="append", default=[])

    def handle(self, *args: Any, **options: Any) -> None:
        check_version()
        heads = {_typed(each): each for each in options["head"]}
        passed: set[bytes] = set()
        fits = True
        with snapshot():
            circles = Circle.objects.order_by("pk")
            if options["circle"]:
                circles = circles.filter(public_id=options["circle"])
                if not circles.exists():
                    raise NotDone(f"There is no circle {options['circle']} here.")
            for circle in circles:
                found = read(circle, heads=list(heads))
                fits &= self._say(circle, found)
                passed |= found.passed.keys()
        for head in heads.keys() - passed:
            fits = False
            self.stdout.write(f"{heads[head]} is in no list that was read, as far as it fits.")
        if not fits:
            raise SystemExit(1)
        self.stdout.write("Every list is as it was written." if circles else "There is no circle here yet.")

    def _say(self, circle: Circle, found: Read) -> bool:
        """Say how a circle's list is; whether it fits."""
        for head, number in found.passed.items():
            self._tell(
                circle, f"{chain.printed(head)} is line {number:,}. Nothing was changed in the lines up to there."
            )
        if found.fault is not None:
            self._tell(circle, f"line {found.fault.number:,} {SAYS[found.fault.finding]}.")
        elif found.number:
            self._tell(circle, f"{_lines(found.number)}, as written. The last: {chain.printed(found.head)}")
        else:
            self._tell(circle, "no lines yet.")
        if found.waiting:
            self._tell(
                circle,
                f"{_lines(found.waiting)} without a place in the list. It comes in a moment, or, if the server was"
                " stopped just then, with the next line. If it never comes, another hand put this there.",
            )
        return found.fault is None and not found.waiting

    def _tell(self, circle: Circle, sentence: str) -> None:
        self.stdout.write(f"Circle {circle.public_id}: {sentence}")


def _lines(number: int) -> str:
    return f"{number:,} line" if number == 1 else f"{number:,} lines"


def _typed(text: str) -> bytes:
    try:
        return chain.typed(text)
    except chain.NotAHead as slip:
        raise NotDone(
            f"{text} is not as it was printed: seven groups of four letters and numbers. Look at it again."
        ) from slip
