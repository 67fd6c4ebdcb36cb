"""`handinhand restore FILE`: replaces everything that is kept here with what a back-up holds."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from handinhand.ground.command import KeepersCommand
from handinhand.ground.restoring import restore


class Command(KeepersCommand):
    """Bring a back-up back, whole or not at all."""

    help = "Replace everything that is kept here with what the back-up FILE holds. Stop the server first."
    called = "restore FILE"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        rows = restore(path=options["file"].resolve())
        self.stdout.write(f"Everything is back (rows: {rows:,}). Everybody signs in again, by card or by e-mail.")
