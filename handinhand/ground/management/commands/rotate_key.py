"""`handinhand rotate-key`: seals everything with a new key."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from handinhand.ground.keeping import NotDone
from handinhand.ground.rotation import rotate_key


class Command(BaseCommand):
    """Change the key; killed in the middle and run again, it finishes."""

    help = "Seal everything with a new key and drop the old one. Stop the server first."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = rotate_key()
        except NotDone as reason:
            self.stderr.write(str(reason))
            raise SystemExit(2) from reason
        self.stdout.write(
            f"Everything is sealed with a new key (texts: {changed.values:,}, rows: {changed.rows:,}), and the old key is"
            f" gone from {settings.KEY_FILE}\nKeep a copy of that file elsewhere, and make a new back-up: older ones need the"
            " old key."
        )
