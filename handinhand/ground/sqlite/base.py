"""SQLite as Django speaks to it, where SQL is turned to SQLite's own marks once.

Django writes `%s` where SQLite writes `?`, and turns every SQL anew whenever it is run. That took as long as SQLite
itself takes to read one row, and the SQL of our reads stays the same.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

REMEMBERED = 2000


@lru_cache(REMEMBERED)
def with_marks(query: str) -> str:
    """A query with SQLite's own marks for its values."""
    turned: str = base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return turned


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that remembers what it turned."""

    def convert_query(self, query: str, *, param_names: Iterable[str] | None = None) -> str:
        """The query as SQLite takes it; values with names are left to Django."""
        if param_names is None:
            return with_marks(query)
        named: str = super().convert_query(query, param_names=param_names)
        return named


class DatabaseWrapper(base.DatabaseWrapper):
    """A line to SQLite whose cursors remember."""

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor for Django's own wrapper around it."""
        return self.connection.cursor(factory=Cursor)
