"""Whoever said something of a role came in one way then: for what was said before this, as they come now."""

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

WAYS = [("for_myself", "For myself"), ("for_organisation", "For an organisation")]


def remember(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """How they come now."""
    theirs = apps.get_model("circles", "Member").objects.filter(pk=OuterRef("member"))
    apps.get_model("roles", "Willing").objects.update(standing=Subquery(theirs.values("standing")))


class Migration(migrations.Migration):
    dependencies = [("roles", "0003_with_somebody_beside"), ("circles", "0020_writing_without_names")]

    operations = [
        migrations.AddField(
            "willing", "standing", models.CharField(choices=WAYS, max_length=20, default="for_myself"), preserve_default=False
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
        migrations.AddConstraint(
            "willing",
            models.CheckConstraint(
                condition=Q(standing__in=["for_myself", "for_organisation"]), name="how_whoever_said_it_came_known"
            ),
        ),
    ]
