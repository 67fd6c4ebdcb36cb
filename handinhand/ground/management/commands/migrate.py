"""Brings the tables up to this version; where there are none, it makes them at once."""

from typing import Any

from django.core.management.commands import migrate

from handinhand.ground.tables import is_empty, make_tables


class Command(migrate.Command):
    """Django's own, but for a database with nothing in it."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make every table at once, or take the steps that are left."""
        if is_empty() and not (options["app_label"] or options["plan"] or options["check_unapplied"]):
            make_tables()
        else:
            super().handle(*args, **options)
