"""`handinhand backup FILE`: one file with everything that is kept here, still sealed."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from handinhand.ground.backups import back_up
from handinhand.ground.command import KeepersCommand


class Command(KeepersCommand):
    """Write a back-up; pages can go on being served meanwhile."""

    help = "Write everything that is kept here to FILE. It stays sealed, and the key is not in it."
    called = "backup FILE"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"].resolve()
        rows = back_up(to=path, now=timezone.now())
        self.stdout.write(
            f"The back-up is whole (rows: {rows:,}): {path}\nThe key is not in it. Keep a copy of the key elsewhere."
        )
