"""SQLite with its marks remembered takes the same values as Django's own."""

import pytest
from django.db import connection

from handinhand.ground.sqlite.base import Cursor, with_marks

pytestmark = pytest.mark.django_db


def test_each_value_goes_where_it_belongs_however_often_it_is_run():
    if connection.vendor != "sqlite":
        pytest.skip("This is about SQLite.")
    with connection.cursor() as cursor:
        assert isinstance(cursor.cursor, Cursor)
        for given in ("a", "%s", "?", "100 %", "كلب"):
            cursor.execute("SELECT %s, '%%s', '%%', %s", [given, 7])
            assert cursor.fetchone() == (given, "%s", "%", 7)
        cursor.execute("SELECT %(second)s, %(first)s", {"first": 1, "second": 2})
        assert cursor.fetchone() == (2, 1)
        cursor.execute("SELECT '%s'")
        assert cursor.fetchone() == ("%s",)


def test_sql_is_turned_once():
    with_marks.cache_clear()
    for _ in range(3):
        assert with_marks("SELECT %s WHERE 'a%%' <> %s") == "SELECT ? WHERE 'a%' <> ?"
    assert with_marks.cache_info().misses == 1
