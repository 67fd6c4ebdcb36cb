"""`handinhand rotate-key`: seals everything with a new key."""

from typing import Any

from django.conf import settings

from handinhand.ground.command import KeepersCommand
from handinhand.ground.rotation import rotate_key


class Command(KeepersCommand):
    """Change the key; killed in the middle and run again, it finishes."""

    help = "Seal everything with a new key and drop the old one. Stop the server first."
    called = "rotate-key"

    def handle(self, *args: Any, **options: Any) -> None:
        changed = rotate_key()
        self.stdout.write(
            f"Everything is sealed with a new key (texts: {changed.values:,}, rows: {changed.rows:,}).\n"
            f"The old key is gone from {settings.KEY_FILE}: keep a copy of that file elsewhere.\n"
            "Make a new back-up: older ones need the old key."
        )
