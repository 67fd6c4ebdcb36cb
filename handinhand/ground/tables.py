"""The tables of a database with nothing in it, made at once as the models say and not in every step of the past."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations import Migration, RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# What a migration does that no model says, such as a trigger, carries this hint and is done here too.
NO_MODEL_SAYS_IT = {"no_model_says_it": True}


def is_empty() -> bool:
    """Whether there is no table yet, of ours or of anybody."""
    return not connection.introspection.table_names()


def make_tables() -> None:
    """Make every table with all that belongs to it, and write down that nothing is left to do; all of it or nothing."""
    loader = MigrationLoader(connection)
    models = [each for each in apps.get_models() if each._meta.can_migrate(connection)]
    with connection.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in _in_order(loader):
            for step in _beside_models(loader.graph.nodes[app, name]):
                step.code(apps, editor)
            recorder.record_applied(app, name)


def _in_order(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Every migration there is, each after those that it stands on."""
    order: dict[tuple[str, str], None] = {}
    for leaf in loader.graph.leaf_nodes():
        order.update(dict.fromkeys(loader.graph.forwards_plan(leaf)))
    return list(order)


def _beside_models(migration: Migration) -> list[Any]:
    return [
        step
        for step in migration.operations
        if isinstance(step, RunPython) and step.hints.items() >= NO_MODEL_SAYS_IT.items()
    ]
