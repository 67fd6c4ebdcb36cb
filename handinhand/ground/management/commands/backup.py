"""`handinhand backup PLACE`: one file with everything that is kept here, still sealed."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from handinhand.ground.backups import back_up
from handinhand.ground.command import KeepersCommand
from handinhand.ground.old_backups import clear_folder, name_for


class Command(KeepersCommand):
    """Write a back-up; pages can go on being served meanwhile."""

    help = (
        "Write everything that is kept here to FILE. It stays sealed, and the key is not in it. Into a FOLDER it is"
        " written under a name of its own, and what is too old there goes: the newest of each of seven days and of"
        " each of four weeks stay."
    )
    called = "backup FILE-or-FOLDER"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("place", metavar="FILE-or-FOLDER", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        place = options["place"].resolve()
        to = place / name_for(now) if place.is_dir() else place
        rows = back_up(to=to, now=now)
        self.stdout.write(
            f"The back-up is whole (rows: {rows:,}): {to}\nThe key is not in it. Keep a copy of the key elsewhere."
        )
        if place.is_dir():
            for name in clear_folder(place, now=now):
                self.stdout.write(f"Removed, because newer ones are there: {name}")
