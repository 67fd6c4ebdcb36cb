"""Gets everything ready that a server needs."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from handinhand.config.readiness import findings_before_serving
from handinhand.config.server import CannotServe
from handinhand.ground.keeping import ensure_key
from handinhand.ground.serving import BeingServed, hold_serving_lock
from handinhand.ground.versions import applied_migrations, check_not_newer

KEY_CHECK_IS_THERE = ["ground", "0001_initial"]
NO_DEMONSTRATION = (
    "The demonstration is for a server that only this machine can reach:"
    " leave HANDINHAND_HOSTS and HANDINHAND_BIND out."
)


def check_ready() -> list[str]:
    """What does not fit on this machine; raises CannotServe, with the fixes, when others could come to harm by it."""
    faults = [str(finding) for finding in findings_before_serving() if finding.is_fault]
    if faults and settings.IN_THE_OPEN:
        raise CannotServe("\n".join(faults))
    return faults


def is_for_this_machine_alone() -> bool:
    """Whether nobody but this machine can reach the server: only then is there a demonstration."""
    return settings.ON_LOOPBACK and not settings.IN_THE_OPEN


@contextmanager
def only_one() -> Iterator[None]:
    """Be the only server of this data folder; raises CannotServe when another is."""
    try:
        with hold_serving_lock():
            yield
    except BeingServed as another:
        raise CannotServe(
            f"Hand in Hand is already being served from {settings.DATA}. Stop that one first."
        ) from another


def bring_database_up() -> None:
    """Make the tables, or bring them up to this version; with another key or a newer database, change nothing."""
    check_not_newer()
    if KEY_CHECK_IS_THERE in applied_migrations():
        ensure_key(create=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    ensure_key(create=True)


def collect_static_files() -> None:
    """Gather style and scripts, compressed and with fingerprints in their names, when one of them changed."""
    mark = settings.STATIC_ROOT.with_name(f"{settings.STATIC_ROOT.name}.mark")
    fingerprint = _static_fingerprint()
    if settings.STATIC_ROOT.exists() and mark.exists() and mark.read_text() == fingerprint:
        return
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(fingerprint)


def _static_fingerprint() -> str:
    """What all style and script files are now, by size and time."""
    lines = [settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for name, storage in finder.list([]):
            lines.append(f"{name} {storage.size(name)} {storage.get_modified_time(name).timestamp()}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
