"""`handinhand backup FILE`: one file with everything that is kept here, still sealed."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from handinhand.ground.backups import back_up


class Command(BaseCommand):
    """Write a back-up; pages can go on being served meanwhile."""

    help = "Write everything that is kept here to FILE. It stays sealed, and the key is not in it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"].resolve()
        rows = back_up(to=path, now=timezone.now())
        self.stdout.write(
            f"The back-up is whole (rows: {rows:,}): {path}\nThe key is not in it. Keep a copy of the key elsewhere."
        )
