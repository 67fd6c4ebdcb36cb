"""Hears what other processes changed, and tells this process's streams."""

import logging
import threading

import psycopg
from django.db import DatabaseError, connection

from handinhand.live.actions import WIRE
from handinhand.live.hub import hub
from handinhand.live.queries import versions_of

LOOK_EVERY = 0.25
LOOK_ANYWAY_EVERY = 15.0
TRY_AGAIN_AFTER = 1.0
log = logging.getLogger(__name__)


def catch_up() -> None:
    """Read how far the channels that anybody listens to have come, and tell who is behind."""
    for channel, version in versions_of(hub.channels()).items():
        hub.publish(channel, version)


def run_forever(stop: threading.Event) -> None:
    """Watch the database in a thread of its own until the server stops; a lost connection is made anew."""
    watch = _watch_postgresql if connection.vendor == "postgresql" else _watch_sqlite
    try:
        while not stop.is_set():
            try:
                watch(stop)
            except (DatabaseError, psycopg.Error):
                log.warning("Lost the database while watching it; trying again.")
                connection.close()
                stop.wait(TRY_AGAIN_AFTER)
    finally:
        connection.close()


def _watch_sqlite(stop: threading.Event) -> None:
    """See by SQLite's own counter that another connection wrote (https://sqlite.org/pragma.html#pragma_data_version)."""
    seen = None
    with connection.cursor() as cursor:
        while not stop.is_set():
            cursor.execute("PRAGMA data_version")
            now = cursor.fetchone()[0]
            if now != seen:
                catch_up()
                seen = now
            stop.wait(LOOK_EVERY)


def _watch_postgresql(stop: threading.Event) -> None:
    """Listen on a connection of its own; what was told before it listened is caught up with."""
    options = {**connection.get_connection_params(), "cursor_factory": psycopg.Cursor}
    options.pop("context", None)
    with psycopg.connect(**options, autocommit=True) as listening:
        listening.execute(f"LISTEN {WIRE}")
        catch_up()
        quiet_for = 0.0
        while not stop.is_set():
            heard = False
            for note in listening.notifies(timeout=LOOK_EVERY, stop_after=1):
                channel, version = note.payload.split(" ")
                hub.publish(channel, int(version))
                heard = True
            quiet_for = 0.0 if heard else quiet_for + LOOK_EVERY
            if quiet_for >= LOOK_ANYWAY_EVERY:
                # Notices that the line is dead, which a socket that only listens never does.
                listening.execute("SELECT 1")
                quiet_for = 0.0
