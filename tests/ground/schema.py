"""What tables a database has, as it tells them itself: comparable whatever way they were made."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg

# That a column is never empty stands with the column: its constraint keeps the name that the column had once.
POSTGRES = (
    """SELECT 'column', table_name, column_name, data_type || coalesce(character_maximum_length::text, '')
       || is_nullable || coalesce(column_default, '') || is_identity
       FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND contype <> 'n'""",
    "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT 'function', '', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


def of_file(path: Path) -> dict[tuple[str, str], frozenset[str]]:
    """Every table, index and trigger of an SQLite file; of a table its parts, in whatever order."""
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    return {(kind, name): parts(sql) if kind == "table" else frozenset([sql]) for kind, name, sql in found}


def of_postgresql(address: str) -> set[tuple[str, ...]]:
    """Every column, constraint, index, trigger and function of a PostgreSQL database."""
    with psycopg.connect(address) as database:
        return {row for query in POSTGRES for row in database.execute(query).fetchall()}


def parts(sql: str) -> frozenset[str]:
    """The columns and constraints between the outer brackets of a CREATE TABLE."""
    found, depth, quote, part = [], 0, "", ""
    for letter in sql[sql.index("(") + 1 : sql.rindex(")")]:
        if quote or letter in "'\"":
            quote = "" if letter == quote else quote or letter
        else:
            depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth and not quote:
            found.append(part.strip())
            part = ""
        else:
            part += letter
    return frozenset([*found, part.strip()])
