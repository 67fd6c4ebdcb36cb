"""`handinhand rotate-key`: seals everything with a new key."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from handinhand.ground.rotation import rotate_key


class Command(BaseCommand):
    """Change the key; killed in the middle and run again, it finishes."""

    help = "Seal everything with a new key and drop the old one. Stop the server first."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        changed = rotate_key()
        self.stdout.write(
            f"Everything is sealed with a new key (texts: {changed.values:,}, rows: {changed.rows:,}).\n"
            f"The old key is gone from {settings.KEY_FILE}: keep a copy of that file elsewhere.\n"
            "Make a new back-up: older ones need the old key."
        )
