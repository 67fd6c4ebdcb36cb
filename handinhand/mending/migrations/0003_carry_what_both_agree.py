"""What two agreed before, or one of them put to the other, goes on as it stood."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def carry(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """A row of its own for the words of each."""
    rows = apps.get_model("mending", "InTheWay")._base_manager.filter(agreed__isnull=False, look_on__isnull=False)
    agreements = apps.get_model("mending", "Agreement")._base_manager
    for row in rows.iterator(chunk_size=200):
        agreements.create(
            circle_id=row.circle_id,
            in_the_way=row,
            words_id=row.agreed_id,
            look_on=row.look_on,
            agreed_at=row.agreed_at,
        )


class Migration(migrations.Migration):
    dependencies = [("mending", "0002_what_both_agree")]

    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
