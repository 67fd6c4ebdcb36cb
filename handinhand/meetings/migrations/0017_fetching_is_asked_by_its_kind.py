"""To fetch somebody is a kind of its own, no longer one for everything else."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def by_its_kind(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What was asked of those who fetch, and what they said yes to."""
    out = apps.get_model("meetings", "SteppingOut")._base_manager.values_list("public_id", flat=True)
    for stepping in out.iterator(chunk_size=200):
        for name in ("Ask", "Commitment"):
            apps.get_model("people", name)._base_manager.filter(kind="other", ref=stepping).update(kind="fetch")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0016_stepping_out"), ("people", "0011_asks_of_topics")]

    operations = [migrations.RunPython(by_its_kind, migrations.RunPython.noop)]
