"""The database, too, keeps the chain: a line is added and gets its place once; only names can go from it.

A salt is never changed, and when it goes, what it named goes from its line in the same step. A chain ends one line later
each time. Rows can still be deleted all together, because a back-up replaces everything: a line that is missing is found
by the chain (`handinhand verify-ledger`), and whoever may delete rows may drop a trigger, too.
SQLite drops a trigger with its table: a later migration that alters one of these tables there has to make them again.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

from handinhand.ground.tables import NO_MODEL_SAYS_IT

LINE = "A line of the ledger is never changed."
SALT = "A salt of the ledger is never changed."
CHAIN = "A chain of the ledger only goes on."
# Table, name of the trigger, its sentence.
GUARDS = (
    ("ledger_entry", "ledger_is_kept", LINE),
    ("ledger_salt", "ledger_salt_is_kept", SALT),
    ("ledger_chain", "ledger_goes_on", CHAIN),
)
KEPT = ("id", "public_id", "circle_id", "power", "at", "by_mark", "object_mark")


def _line_changed(differs: str) -> str:
    kept = [f"NEW.{column} {differs} OLD.{column}" for column in KEPT]
    once = [f"(OLD.{column} IS NOT NULL AND NEW.{column} {differs} OLD.{column})" for column in ("number", "hash")]
    named = [
        f"(NEW.{column} {differs} OLD.{column} AND ({there} OR {_has_salt(name)}))"
        for column, there, name in (
            ("by_id", "NEW.by_id IS NOT NULL", "by"),
            ("object_id", "NEW.object_id <> ''", "object"),
        )
    ]
    return " OR ".join([*kept, *once, *named])


def _has_salt(name: str) -> str:
    return f"EXISTS (SELECT 1 FROM ledger_salt WHERE entry_id = OLD.id AND name = '{name}')"


def _salt_changed(differs: str) -> str:
    kept = [f"NEW.{column} {differs} OLD.{column}" for column in ("id", "entry_id", "name", "salt")]
    return " OR ".join([*kept, f"(OLD.of_id IS NOT NULL AND NEW.of_id {differs} OLD.of_id)"])


def _chain_goes_back(differs: str) -> str:
    return f"NEW.id {differs} OLD.id OR NEW.circle_id {differs} OLD.circle_id OR NEW.number <= OLD.number"


CHANGED = {"ledger_entry": _line_changed, "ledger_salt": _salt_changed, "ledger_chain": _chain_goes_back}
FORGET = (
    "UPDATE ledger_entry SET by_id = NULL WHERE id = OLD.entry_id AND OLD.name = 'by';"
    " UPDATE ledger_entry SET object_id = '' WHERE id = OLD.entry_id AND OLD.name = 'object';"
)


def keep(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers in this database's own words."""
    on_postgresql = editor.connection.vendor == "postgresql"
    for table, name, sentence in GUARDS:
        changed = CHANGED[table]("IS DISTINCT FROM" if on_postgresql else "IS NOT")
        if on_postgresql:
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN IF {changed} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation';"
                " END IF; RETURN NEW; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        else:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW"
                f" WHEN {changed} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            )
    if on_postgresql:
        editor.execute(
            "CREATE FUNCTION ledger_forgets() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {FORGET} RETURN NULL; END $$"
        )
        editor.execute(
            "CREATE TRIGGER ledger_forgets AFTER DELETE ON ledger_salt FOR EACH ROW EXECUTE FUNCTION ledger_forgets()"
        )
    else:
        editor.execute(f"CREATE TRIGGER ledger_forgets AFTER DELETE ON ledger_salt FOR EACH ROW BEGIN {FORGET} END")


def let_go(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away again."""
    on_postgresql = editor.connection.vendor == "postgresql"
    for table, name in [*((table, name) for table, name, _sentence in GUARDS), ("ledger_salt", "ledger_forgets")]:
        editor.execute(f"DROP TRIGGER {name} ON {table}" if on_postgresql else f"DROP TRIGGER {name}")
        if on_postgresql:
            editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):

    dependencies = [("ledger", "0004_chained")]

    operations = [
        migrations.AlterField("entry", "by_mark", models.BinaryField()),
        migrations.AlterField("entry", "object_mark", models.BinaryField()),
        migrations.RemoveIndex("entry", "ledger_circle_at"),
        migrations.AddIndex("entry", models.Index(fields=["circle", "-at", "-id"], name="ledger_when")),
        migrations.AddIndex("entry", models.Index(fields=["circle", "power", "-at", "-id"], name="ledger_what")),
        migrations.AddIndex("entry", models.Index(fields=["circle", "by", "-at", "-id"], name="ledger_who")),
        migrations.AddIndex(
            "entry", models.Index(fields=["circle", "by", "power", "-at", "-id"], name="ledger_who_and_what")
        ),
        migrations.AddIndex("entry", models.Index(fields=["circle", "hash"], name="ledger_hash")),
        migrations.AddIndex(
            "entry",
            models.Index(condition=Q(number__isnull=True), fields=["circle"], name="ledger_not_bound_yet"),
        ),
        migrations.AddConstraint(
            "entry", models.UniqueConstraint(fields=("circle", "number"), name="one_line_in_each_place")
        ),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=1), name="ledger_counts_from_one"
            ),
        ),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=Q(number__isnull=True, hash__isnull=True) | Q(number__isnull=False, hash__isnull=False),
                name="what_has_a_place_is_bound",
            ),
        ),
        migrations.RunPython(keep, let_go, hints=NO_MODEL_SAYS_IT),
    ]
