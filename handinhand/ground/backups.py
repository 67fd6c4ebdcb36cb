"""Makes a back-up: one file with everything that is kept, still sealed, and without the key."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.core import serializers
from django.db import connection, transaction

from handinhand.ground.back_up_file import ExactEncoder, Header, Writer, read_header, read_rows
from handinhand.ground.keeping import ensure_key, kept_tables
from handinhand.ground.keys import keyring, sync_folder
from handinhand.ground.not_done import NotDone
from handinhand.ground.versions import check_version, known_migrations

AT_ONCE = 500


def back_up(*, to: Path, now: datetime) -> int:
    """Write everything that is kept to a file, read it back, and only then give it its name; returns how many rows.

    Raises NotDone, with a sentence, when that cannot be; a file that was there before is then still there.
    """
    refuse_to_replace(to)
    fresh = to.with_name(f"{to.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with snapshot():
                header = _header(now)
                ensure_key(create=False)
                writer = Writer(file, header, keyring())
                for lines in _all_rows():
                    writer.add(lines)
                writer.finish()
            file.flush()
            os.fsync(file.fileno())
        rows = sum(1 for _ in read_rows(fresh, keyring()))
        fresh.replace(to)
        sync_folder(to.parent)
    except OSError as problem:
        raise NotDone(f"The back-up could not be written to {to} ({problem.strerror}).") from problem
    finally:
        _remove(fresh)
    return rows


def refuse_to_replace(to: Path) -> None:
    """Raise NotDone when something that is not a back-up stands where one is to be written: it may be the key."""
    if not to.parent.is_dir():
        raise NotDone(f"There is no folder {to.parent}. Make it first, or choose another place.")
    if not to.exists():
        return
    try:
        read_header(to)
    except NotDone as other:
        raise NotDone(f"{to} is already there and is not a back-up of Hand in Hand. Choose another name.") from other


@contextmanager
def snapshot() -> Iterator[None]:
    """Read everything as it was in one moment, while others go on writing."""
    if connection.vendor == "sqlite":
        # Not atomic(): our transactions begin IMMEDIATE there, and would keep every writer waiting for the back-up.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
        return
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _header(now: datetime) -> Header:
    check_version()
    return Header(made_at=now.isoformat(), key=keyring().current.hex(), migrations=known_migrations())


def _all_rows() -> Iterator[str]:
    for model in kept_tables():
        names = [field.name for field in model._meta.concrete_fields]
        rows = model._base_manager.order_by("pk").iterator(chunk_size=AT_ONCE)
        while batch := list(islice(rows, AT_ONCE)):
            yield serializers.serialize("jsonl", batch, fields=names, cls=ExactEncoder, ensure_ascii=True)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
