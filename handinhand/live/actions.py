"""Says that something changed. Only a number is ever published: never what, nor by whom."""

from functools import partial

from django.db import connection, transaction

from handinhand.live.hub import hub
from handinhand.live.models import Channel
from handinhand.live.queries import ending_channel

WIRE = "handinhand_live"
# One statement, so that two processes that tell a new channel at once both count (PostgreSQL and SQLite speak this).
RAISE = (
    f"INSERT INTO {Channel._meta.db_table} (key, version) VALUES (%s, 1)"  # noqa: S608 - our own table's name
    f" ON CONFLICT (key) DO UPDATE SET version = {Channel._meta.db_table}.version + 1 RETURNING version"
)


@transaction.atomic(savepoint=False)
def tell(*, channel: str) -> None:
    """Raise a channel's version with the caller's change; open pages hear of it when the change is kept."""
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [channel])
        version: int = cursor.fetchone()[0]
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_notify(%s, %s)", [WIRE, f"{channel} {version}"])
        else:
            transaction.on_commit(partial(hub.publish, channel, version))


def end_streams(*, person_id: str) -> None:
    """End what a person's open pages listen to, in all processes at once, and let no ticket of before in again."""
    tell(channel=ending_channel(person_id))
