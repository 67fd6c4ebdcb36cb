"""A database with nothing in it gets its tables at once, and they are those that every step of the past leaves."""

from pathlib import Path

import pytest

from tests.ground import schema
from tests.ground.house import House

pytestmark = pytest.mark.both

BY_STEPS = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
executor.migrate(executor.loader.graph.leaf_nodes())
"""
AT_ONCE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
CUT_OFF = """
import os
import django
django.setup()
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
record, done = MigrationRecorder.record_applied, []
def cut_off(recorder, app, name):
    done.append(name)
    if len(done) == 20:
        print("cut off", flush=True)
        os._exit(0)
    record(recorder, app, name)
MigrationRecorder.record_applied = cut_off
call_command("migrate", verbosity=0)
"""
LEFT = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
print(len(executor.migration_plan(executor.loader.graph.leaf_nodes())), len(connection.introspection.table_names()))
"""


def tables(house: House) -> object:
    if house.name:
        return schema.of_postgresql(house.environment["HANDINHAND_DATABASE"])
    return schema.of_file(house.folder / "handinhand.sqlite3")


@pytest.mark.soak
def test_tables_made_at_once_are_those_of_every_step(tmp_path: Path) -> None:
    with House(tmp_path / "steps") as steps, House(tmp_path / "once") as once:
        steps.settings(BY_STEPS)
        once.settings(AT_ONCE)
        assert tables(once) == tables(steps)


def test_cut_off_in_the_middle_nothing_is_there_and_the_next_start_makes_all(tmp_path: Path) -> None:
    with House(tmp_path / "data") as house:
        assert "cut off" in house.settings(CUT_OFF)
        steps, found = house.settings(LEFT).split()
        assert int(steps) > 70
        assert int(found) == 0
        house.settings(AT_ONCE)
        steps, found = house.settings(LEFT).split()
        assert int(steps) == 0
        assert int(found) > 100
