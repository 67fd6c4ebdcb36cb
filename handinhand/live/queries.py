"""Tickets to listen, and how far channels have come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core import signing
from django.db import connection

from handinhand.live.models import Channel

LETS_IN_FOR = 60
PURPOSE = "handinhand.live.ticket"
READ = f"SELECT key, version FROM {Channel._meta.db_table} WHERE key IN"  # noqa: S608 - our own table's name


@dataclass(frozen=True)
class Ticket:
    """Who may listen to which channels, and the versions their page already shows."""

    person_id: str
    versions: dict[str, int]


def ending_channel(person_id: str) -> str:
    """The channel that ends a person's streams when it is told."""
    return f"end-{person_id}"


def versions_of(channels: Iterable[str]) -> dict[str, int]:
    """How far each channel has come; one that nobody told yet stands at 0."""
    versions = dict.fromkeys(channels, 0)
    if versions:
        signs = ", ".join(["%s"] * len(versions))
        with connection.cursor() as cursor:
            cursor.execute(f"{READ} ({signs})", list(versions))
            versions.update(cursor.fetchall())
    return versions


def ticket(*, person_id: str, channels: Sequence[str]) -> str:
    """A signed ticket, good for a minute, to listen to some channels and one's own.

    Whoever hands it out has checked that the person may. Take it before reading what the page shows: a change in
    between is then sent as soon as the page listens, and none is missed.
    """
    versions = versions_of([*channels, person_id, ending_channel(person_id)])
    return signing.dumps([person_id, versions], salt=PURPOSE)


def read_ticket(text: str) -> Ticket | None:
    """What a ticket says, or nothing when it is not ours or too old."""
    try:
        person_id, versions = signing.loads(text, salt=PURPOSE, max_age=LETS_IN_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Ticket(person_id, versions)
