"""Which state the tables are in, and whether this version of the code can work with it."""

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from handinhand.ground.not_done import NotDone


class NothingHere(NotDone):
    """There are no tables yet."""

    def __init__(self) -> None:
        super().__init__("There is nothing here yet. Start Hand in Hand once with `handinhand serve`, then try again.")


def known_migrations() -> list[list[str]]:
    """The state of our tables that this version of the code works with."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    return sorted([app, name] for app, name in known if _is_ours(app))


def applied_migrations() -> list[list[str]]:
    """The state that the tables of this database are in; empty when there are none yet."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations() if _is_ours(app))


def check_not_newer() -> None:
    """Raise NotDone, with the fix, when a newer version of the code changed the tables: this one would do harm."""
    known = known_migrations()
    if any(name not in known for name in applied_migrations()):
        raise NotDone(
            "The database was brought up to date by a newer version of Hand in Hand. Use that version again, or bring"
            " back a back-up that this version made."
        )


def check_version() -> None:
    """Raise NotDone, with the fix, unless the tables are as this version of the code knows them."""
    state = applied_migrations()
    if not state:
        raise NothingHere
    check_not_newer()
    if state != known_migrations():
        raise NotDone(
            "The database is from an older version of Hand in Hand. Start this version once with `handinhand serve`:"
            " it brings everything up to date. Then try again."
        )


def _is_ours(app: str) -> bool:
    return apps.is_installed(f"handinhand.{app}")
