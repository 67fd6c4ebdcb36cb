"""Keys that are destroyed with what they seal: each kind of thing has a file of its own, beside the database.

Whatever is sealed so gets a fresh key each time it is written, and the key before it goes. So an older copy of the
database, be it a back-up, a frame of its journal or a free page, never opens again; and once the last key is destroyed
nothing does. No back-up holds such a key. On some disks a laboratory can bring back what was overwritten.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from handinhand.ground.keys import new_line, parse, sealed_with, sync_folder

NEW = ".new"


class KeyGone(Exception):
    """The key of something sealed is not there any more: the database was put back from a copy of before."""


def folder() -> Path:
    """Where such keys are: readable by the server's user alone."""
    return Path(settings.UNOPENED)


def seal_anew(plain: bytes, *, name: str, place: bytes, before: bytes | None) -> bytes:
    """Seal under a fresh key. The keys before it are destroyed once the transaction is kept, and stay if it is not.

    Whoever calls holds the row: a key that was there before can be needed again only if this is undone. Where nothing
    was sealed before (`before` is empty), none can.
    """
    line = new_line()
    with _held(name) as lines:
        earlier = lines if before is not None else []
        _write(name, [line, *earlier])
    if earlier:
        transaction.on_commit(partial(_forget, name, frozenset(earlier)))
    return parse([line]).seal(plain, place=place)


def unseal(sealed: bytes, *, name: str, place: bytes) -> bytes:
    """What was sealed under a key that is still there; raises KeyGone when it is not, SealBroken for changed bytes."""
    with _held(name) as lines:
        fitting = _fitting(lines, sealed)
    if not fitting:
        raise KeyGone(name)
    return parse(fitting).unseal(sealed, place=place)


def names() -> set[str]:
    """Of what there are keys."""
    return {each.name.removesuffix(NEW) for each in folder().glob("*")} if folder().exists() else set()


def is_there(sealed: bytes, *, name: str) -> bool:
    """Whether the key of something sealed is still there."""
    with _held(name) as lines:
        return bool(_fitting(lines, sealed))


def tidy(name: str, sealed: bytes | None) -> None:
    """Destroy the keys that a server which stopped in the middle left behind: all but the one of what is sealed now.

    Whoever calls holds the row, and has not changed it.
    """
    with _held(name) as lines:
        left = _fitting(lines, sealed) if sealed is not None else []
        if left:
            _write(name, left)
    if not left:
        _destroy(name)


def left_behind(name: str, *, is_sealed: bool) -> bool:
    """Whether there are keys of something that `tidy` would destroy; looked at without holding anything."""
    with _held(name) as lines:
        return len(lines) > is_sealed or _on_its_way(name).exists()


def destroy(name: str) -> None:
    """Destroy every key of something once the transaction is kept."""
    transaction.on_commit(partial(_destroy, name))


def _destroy(name: str) -> None:
    with _held(name):
        for each in (folder() / name, _on_its_way(name)):
            _overwrite(each)
            each.unlink(missing_ok=True)
        sync_folder(folder())


def _fitting(lines: list[str], sealed: bytes) -> list[str]:
    return [each for each in lines if each.startswith(sealed_with(sealed).hex())]


def _forget(name: str, earlier: frozenset[str]) -> None:
    with _held(name) as lines:
        left = [each for each in lines if each not in earlier]
        if left != lines:
            _write(name, left)


@contextmanager
def _held(name: str) -> Iterator[list[str]]:
    """The key lines of something, while no other process reads or writes them."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(folder() / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = folder() / name
        yield path.read_text().splitlines(keepends=True) if path.exists() else []
    finally:
        os.close(lock)


def _write(name: str, lines: list[str]) -> None:
    """Replace the keys in one step that survives a power cut, and write over what was there before."""
    path, fresh = folder() / name, _on_its_way(name)
    _overwrite(fresh)
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("".join(lines))
        file.flush()
        os.fsync(file.fileno())
    old = os.open(path, os.O_RDWR) if path.exists() else None
    fresh.replace(path)
    sync_folder(folder())
    if old is not None:
        _write_over(old)


def _on_its_way(name: str) -> Path:
    """Where keys are written before they take the place of others; it stays if the server stops there."""
    return folder() / f"{name}{NEW}"


def _overwrite(path: Path) -> None:
    if path.exists():
        _write_over(os.open(path, os.O_RDWR))


def _write_over(opened: int) -> None:
    try:
        os.pwrite(opened, bytes(os.fstat(opened).st_size), 0)
        os.fsync(opened)
    finally:
        os.close(opened)
