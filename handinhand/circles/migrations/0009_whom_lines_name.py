"""A line of the ledger can name somebody's place, or the hold on it: when they are erased, that goes from the line too."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery


def say_whom(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Tie the salt of what a line names to the person whom that is."""
    members = apps.get_model("circles", "Member")._base_manager
    holds = apps.get_model("circles", "Hold")._base_manager.filter(member__isnull=False)
    _tie(apps, members, "person_id")
    _tie(apps, holds, "member__person_id")


def _tie(apps: StateApps, rows: Any, person: str) -> None:
    salts = apps.get_model("ledger", "Salt")._base_manager.filter(name="object", of__isnull=True)
    named = rows.filter(public_id=OuterRef("entry__object_id"), circle=OuterRef("entry__circle")).values(person)[:1]
    found = salts.annotate(whose=Subquery(named)).filter(whose__isnull=False)
    for salt, whose in list(found.values_list("pk", "whose")):
        apps.get_model("ledger", "Salt")._base_manager.filter(pk=salt).update(of=whose)


class Migration(migrations.Migration):

    dependencies = [
        ("circles", "0008_danger"),
        ("ledger", "0005_kept_in_a_chain"),
    ]

    operations = [migrations.RunPython(say_whom, migrations.RunPython.noop)]
