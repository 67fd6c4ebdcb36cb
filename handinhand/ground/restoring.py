"""Brings a back-up back: everything that is here is replaced in one transaction, or nothing is."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, models, transaction

from handinhand.ground.back_up_file import Header, check_whole, read_rows
from handinhand.ground.keeping import kept_tables, open_key_check, tables
from handinhand.ground.keys import keyring, read_lines
from handinhand.ground.not_done import NotDone
from handinhand.ground.serving import hold_serving_lock
from handinhand.ground.versions import applied_migrations, known_migrations

AT_ONCE = 500


class WrongKey(NotDone):
    """The key file at hand is not the one that a back-up was made with."""

    def __init__(self, header: Header) -> None:
        super().__init__(
            f"This back-up was made with the key {header.key} (the first word in its key file). The key at"
            f" {settings.KEY_FILE} is another one. Put the right key file there, or set HANDINHAND_KEY_FILE to where it"
            " is, and run this again. Nothing was changed."
        )


def restore(*, path: Path) -> int:
    """Replace everything that is kept with what a back-up holds; returns how many rows.

    The whole file is read and found good before anything is touched. Raises NotDone, with a sentence, when it is not,
    when the key is another one, or when pages are being served.
    """
    with hold_serving_lock():
        header = check_whole(path)
        _check_key(header)
        rows = sum(1 for _ in read_rows(path, keyring()))
        _check_version(header)
        if not applied_migrations():
            call_command("migrate", verbosity=0, interactive=False)
        if applied_migrations() != header.migrations:
            raise NotDone("The database here does not fit this version. Start this version once, then run this again.")
        _replace_everything(path, header)
    return rows


def _check_version(header: Header) -> None:
    known = known_migrations()
    if header.migrations == known:
        return
    newer = [name for name in header.migrations if name not in known]
    if newer:
        raise NotDone(
            "This back-up was made by a newer version of Hand in Hand. Bring this server up to that version first."
            " Nothing was changed."
        )
    raise NotDone(
        "This back-up was made by an older version of Hand in Hand. Restore it with that version, then start this one:"
        " it brings everything up to date. Nothing was changed."
    )


def _check_key(header: Header) -> None:
    if len(read_lines(Path(settings.KEY_FILE))) > 1:
        raise NotDone("The change of the key was not finished. Run `handinhand rotate-key` again, then this.")
    if keyring().current.hex() != header.key:
        raise WrongKey(header)


def _replace_everything(path: Path, header: Header) -> None:
    try:
        with transaction.atomic(durable=True):
            _remove_everything()
            _bring_back(path)
            _set_sequences()
            connection.check_constraints()
            open_key_check()
    except ImproperlyConfigured as shut:
        raise WrongKey(header) from shut
    except (DatabaseError, DeserializationError) as problem:
        raise NotDone(
            f"{path} does not fit together ({type(problem).__name__}). Use another back-up. Nothing was changed."
        ) from problem


def _remove_everything() -> None:
    """Empty every table: ours, and who is signed in. What was done already stays in no table of an older time."""
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        for sql in connection.ops.sql_flush(no_style(), names, reset_sequences=False, allow_cascade=False):
            cursor.execute(sql)


def _bring_back(path: Path) -> None:
    allowed = set(kept_tables())
    rows = _rows_of(read_rows(path, keyring()))
    while batch := list(islice(rows, AT_ONCE)):
        by_table: dict[type[models.Model], list[models.Model]] = {}
        for row in batch:
            if type(row) not in allowed:
                raise NotDone(f"{path} holds rows that no back-up holds. Use another back-up. Nothing was changed.")
            by_table.setdefault(type(row), []).append(row)
        for model, some in by_table.items():
            model._base_manager.bulk_create(some)


def _rows_of(lines: Iterator[bytes]) -> Iterator[models.Model]:
    """Rows as they were, sealed text still sealed."""
    for read in serializers.deserialize("jsonl", (line.decode() for line in lines)):
        yield read.object


def _set_sequences() -> None:
    """Let new rows be counted on from the last one that came back."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(tables()))
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
