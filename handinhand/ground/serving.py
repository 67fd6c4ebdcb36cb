"""Whether this server's pages are being served: what replaces everything asks for a server that has stopped."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from handinhand.ground.not_done import NotDone


class BeingServed(NotDone):
    """Pages are being served from this data folder."""

    def __init__(self) -> None:
        super().__init__("Hand in Hand is being served from this data folder. Stop it first, then run this again.")


@contextmanager
def hold_serving_lock() -> Iterator[None]:
    """Be the only one who serves, or replaces, what is in this data folder; raises BeingServed when another is.

    The lock (flock) ends with the process that holds it, however that ends.
    """
    folder = Path(settings.DATA)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "serving.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise BeingServed from held
        yield


def is_serving() -> bool:
    """Whether somebody holds the lock right now."""
    try:
        with hold_serving_lock():
            return False
    except BeingServed:
        return True
