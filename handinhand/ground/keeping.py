"""What keeping a server asks of the ground: the right key, and which tables hold what."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from handinhand.ground.keys import SealBroken, new_line, read_lines, write_lines
from handinhand.ground.models import Circle, KeyCheck, Person
from handinhand.ground.sealed import SealedText
from handinhand.ground.versions import check_version

SENTENCE = "This opens with the right key."


def ensure_key(*, create: bool) -> None:
    """Make sure that the key file opens this database.

    With `create`, an empty database gets a key file and its key check. Raises ImproperlyConfigured, with the fix, when
    the key is missing, is another one, or is in the middle of being changed.
    """
    path = Path(settings.KEY_FILE)
    if create and not path.exists() and _is_empty():
        write_lines(path, [new_line()])
    if len(read_lines(path)) > 1:
        raise ImproperlyConfigured(
            "The change of the key was not finished. Run `handinhand rotate-key` again: it goes on where it stopped."
        )
    if create:
        KeyCheck.objects.get_or_create(defaults={"sentence": SENTENCE})
    open_key_check()


def check_can_be_used() -> None:
    """Raise, with the fix, unless this version knows the tables and the key opens them.

    For commands that write beside a server: until their transaction ends, `rotate-key` waits.
    """
    check_version()
    KeyCheck.objects.select_for_update().first()
    ensure_key(create=False)


def open_key_check() -> None:
    """Open the one sentence that every database has; raises ImproperlyConfigured, with the fix, when it stays shut."""
    check = KeyCheck.objects.first()
    if check is None:
        raise ImproperlyConfigured("There is nothing here yet. Start Hand in Hand once with `handinhand serve`.")
    try:
        is_right = check.sentence == SENTENCE
    except SealBroken:
        is_right = False
    if not is_right:
        raise ImproperlyConfigured(
            f"The key at {settings.KEY_FILE} does not open this database. Put the key file that belongs to it back,"
            " or set HANDINHAND_KEY_FILE to where that is."
        )


def _is_empty() -> bool:
    return not (KeyCheck.objects.exists() or Person.objects.exists() or Circle.objects.exists())


def tables() -> Iterator[type[models.Model]]:
    """Every table of the house, those between two tables too; the key check first."""
    yield KeyCheck
    for model in apps.get_models(include_auto_created=True):
        if model is not KeyCheck:
            yield model


def kept_tables() -> Iterator[type[models.Model]]:
    """Every table that a back-up holds: ours, but for those by which somebody could sign in or be written to."""
    for model in tables():
        if model.__module__.startswith("handinhand.") and getattr(model, "kept_in_back_ups", True):
            yield model


def sealed_fields(model: type[models.Model]) -> list[SealedText]:
    """The sealed fields of a table."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedText)]
