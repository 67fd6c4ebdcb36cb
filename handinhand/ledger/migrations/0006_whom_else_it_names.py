"""A line commits to whom else it names, and the database keeps that, too. Lines of before have none, and stay so."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from handinhand.ground.tables import NO_MODEL_SAYS_IT

NAME = "ledger_names_are_kept"
LINE = "A line of the ledger is never changed."


def keep(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the trigger in this database's own words; beside the one of `0005`, which stays as it is."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN IF NEW.also_marks IS DISTINCT FROM OLD.also_marks THEN"
            f" RAISE EXCEPTION '{LINE}' USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$"
        )
        editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION {NAME}()"
        )
    else:
        editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON ledger_entry FOR EACH ROW"
            f" WHEN NEW.also_marks IS NOT OLD.also_marks BEGIN SELECT RAISE(ABORT, '{LINE}'); END"
        )


def let_go(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the trigger away again."""
    on_postgresql = editor.connection.vendor == "postgresql"
    editor.execute(f"DROP TRIGGER {NAME} ON ledger_entry" if on_postgresql else f"DROP TRIGGER {NAME}")
    if on_postgresql:
        editor.execute(f"DROP FUNCTION {NAME}()")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_kept_in_a_chain")]

    operations = [
        migrations.AddField("entry", "also_marks", models.BinaryField(null=True)),
        migrations.AlterField(
            "salt",
            "name",
            models.CharField(
                choices=[("by", "By"), ("object", "Object"), ("about", "About"), ("asked", "Asked"), ("held", "Held")],
                max_length=6,
            ),
        ),
        migrations.RunPython(keep, let_go, hints=NO_MODEL_SAYS_IT),
    ]
