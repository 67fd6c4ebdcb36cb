"""A database that is full or held for too long: nothing is half kept, words come back, and nobody is blamed."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection

from handinhand.words.models import Words
from tests.browsing import client_of, send, text_of
from tests.cast import Group

# One connection is filled to its last page here, as only SQLite lets us.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's disk cannot be filled from a test."),
]
WRITTEN = "What I said about the lamp in the hall. " * 100


@contextmanager
def full_disk() -> Iterator[None]:
    """Let the database grow no more."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        [(pages,)] = cursor.execute("PRAGMA page_count").fetchall()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1000000000")


@contextmanager
def somebody_holds_it() -> Iterator[None]:
    """Another program holds the database's one place for writing, for longer than we wait."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 20000")


@pytest.mark.parametrize("trouble", [full_disk, somebody_holds_it])
def test_words_that_could_not_be_kept_come_back_whole(
    harbour: Group, trouble: Callable[[], AbstractContextManager[None]]
) -> None:
    tom = client_of(harbour.tom)
    address = f"/c/{harbour.circle.public_id}/promises/make/"
    with trouble():
        answer = send(tom, address, text=WRITTEN)
    assert answer.status_code == 503
    page = text_of(answer)
    assert "It is not your doing. They are below." in page
    assert WRITTEN.strip() in page
    assert "What you wrote" in page
    assert not Words.objects.exists()
    kept = send(tom, address, text=WRITTEN)
    assert kept.status_code == 302
    assert Words.objects.count() == 1
