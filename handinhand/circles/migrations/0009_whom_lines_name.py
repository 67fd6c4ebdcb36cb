"""A line of the ledger can name somebody's place in a circle: when they are erased, that goes from the line, too."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery


def say_whom(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Tie the salt of what a line names to the person whose place that is."""
    salts = apps.get_model("ledger", "Salt")._base_manager
    places = apps.get_model("circles", "Member")._base_manager.filter(public_id=OuterRef("entry__object_id"))
    named = salts.filter(name="object", of__isnull=True).annotate(whose=Subquery(places.values("person_id")[:1]))
    for salt, whose in list(named.filter(whose__isnull=False).values_list("pk", "whose")):
        salts.filter(pk=salt).update(of=whose)


class Migration(migrations.Migration):

    dependencies = [
        ("circles", "0008_danger"),
        ("ledger", "0005_kept_in_a_chain"),
    ]

    operations = [migrations.RunPython(say_whom, migrations.RunPython.noop)]
