"""The database, too, refuses to change a line of the ledger. Only who did it can be forgotten, when they are erased.

Rows can still be deleted all together, because a back-up replaces everything; single lines are guarded by the model.
SQLite drops a trigger with its table: a later migration that alters this table there has to make it again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from handinhand.ground.tables import NO_MODEL_SAYS_IT

TABLE = "ledger_entry"
KEPT = ("id", "public_id", "circle_id", "power", "object_id", "at")
SENTENCE = "A line of the ledger is never changed."


def _changed(distinct: str) -> str:
    kept = " OR ".join(f"NEW.{column} {distinct} OLD.{column}" for column in KEPT)
    return f"{kept} OR (NEW.by_id IS NOT NULL AND NEW.by_id {distinct} OLD.by_id)"


def keep(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the trigger in this database's own words."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE FUNCTION ledger_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$"
        )
        editor.execute(
            f"CREATE TRIGGER ledger_is_kept BEFORE UPDATE ON {TABLE} FOR EACH ROW"
            f" WHEN ({_changed('IS DISTINCT FROM')}) EXECUTE FUNCTION ledger_is_kept()"
        )
    else:
        editor.execute(
            f"CREATE TRIGGER ledger_is_kept BEFORE UPDATE ON {TABLE} FOR EACH ROW"
            f" WHEN {_changed('IS NOT')} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        )


def let_go(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the trigger away again."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER ledger_is_kept ON {TABLE}")
        editor.execute("DROP FUNCTION ledger_is_kept()")
    else:
        editor.execute("DROP TRIGGER ledger_is_kept")


class Migration(migrations.Migration):

    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(keep, let_go, hints=NO_MODEL_SAYS_IT)]
