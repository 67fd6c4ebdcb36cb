"""Changes the key. Killed at any moment and run again, it goes on where it stopped.

The new key stands first in the key file, beside the old one, before anything is sealed with it; the old one leaves the
file only when nothing is left that needs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import models, transaction

from handinhand.ground.keeping import open_key_check, sealed_fields, tables
from handinhand.ground.keys import SealBroken, keyring, new_line, read_lines, sealed_with, write_lines
from handinhand.ground.not_done import NotDone
from handinhand.ground.sealed import Lookup
from handinhand.ground.serving import hold_serving_lock
from handinhand.ground.versions import check_version

AT_ONCE = 200


@dataclass(frozen=True)
class Changed:
    """How much was sealed anew."""

    rows: int
    values: int


def rotate_key() -> Changed:
    """Seal everything with a new key and drop the old one.

    Raises NotDone, with a sentence, when pages are being served or a value is damaged.
    """
    path = Path(settings.KEY_FILE)
    with hold_serving_lock():
        check_version()
        lines = read_lines(path)
        open_key_check()
        if len(lines) == 1:
            _open_everything()
            lines = [_another(lines), *lines]
            write_lines(path, lines)
        changed = _seal_everything_anew()
        _make_sure_nothing_is_left()
        write_lines(path, lines[:1])
    return changed


def _another(lines: list[str]) -> str:
    """A new key whose id no other key has."""
    taken = {line.split()[0] for line in lines}
    while (line := new_line()).split()[0] in taken:
        continue
    return line


def _sealed_tables() -> Iterator[type[models.Model]]:
    return (model for model in tables() if sealed_fields(model))


def _open_everything() -> None:
    """Make sure beforehand that every value opens: what does not could never be sealed anew."""
    for model in _sealed_tables():
        fields = sealed_fields(model)
        for row in model._base_manager.iterator(chunk_size=AT_ONCE):
            try:
                for field in fields:
                    getattr(row, field.attname)
            except SealBroken as broken:
                raise NotDone(f"{broken}. Bring a back-up back first. Nothing was changed.") from broken


def _seal_everything_anew() -> Changed:
    rows = values = 0
    for model in _sealed_tables():
        last = 0
        while batch := list(model._base_manager.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            last = batch[-1].pk
            with transaction.atomic():
                counts = [_seal_anew(row) for row in batch]
            rows += sum(1 for count in counts if count)
            values += sum(counts)
    return Changed(rows, values)


def _seal_anew(row: models.Model) -> int:
    """Seal one row with the key in use, and find its fingerprints anew; returns how many values needed it."""
    fields = sealed_fields(type(row))
    held = [field for field in fields if field.value_from_object(row) is not None]
    if all(sealed_with(field.value_from_object(row)) == keyring().current for field in held):
        return 0
    for field in held:
        getattr(row, field.attname)
    found_by = [field for field in row._meta.concrete_fields if isinstance(field, Lookup)]
    fresh = {field.attname: field.pre_save(row, add=False) for field in [*held, *found_by]}
    type(row)._base_manager.filter(pk=row.pk).update(**fresh)
    return len(held)


def _make_sure_nothing_is_left() -> None:
    for model in _sealed_tables():
        names = [field.attname for field in sealed_fields(model)]
        for row in model._base_manager.values_list(*names).iterator(chunk_size=AT_ONCE):
            if any(value is not None and sealed_with(value) != keyring().current for value in row):
                raise NotDone("Something was written meanwhile with the old key. Run `handinhand rotate-key` again.")
