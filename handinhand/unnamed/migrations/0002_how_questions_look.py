"""How a question looks is kept with its box, and by what a form that was sent is known again with who sent it."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from handinhand.ground.sealed import SealedText
from handinhand.unnamed.rules.likeness import likeness_of


def keep_how_they_look(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Questions that can still be read are looked at; those that are gone cannot be known again."""
    asked = apps.get_model("unnamed", "Box")._base_manager.filter(kind="choice", question__body__isnull=False)
    for box in asked.select_related("question").order_by("pk"):
        box.likeness = likeness_of(box.question.body)
        box.save(update_fields=["likeness"])


class Migration(migrations.Migration):
    dependencies = [("unnamed", "0001_initial"), ("words", "0006_sees_from")]

    operations = [
        migrations.AddField("box", "likeness", SealedText(null=True)),
        migrations.AddField("answered", "sending", models.CharField(blank=True, default="", max_length=64), False),
        migrations.RunPython(keep_how_they_look, migrations.RunPython.noop),
    ]
