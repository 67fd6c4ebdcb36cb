"""A gist that went with its words comes back with them; and asking what words touch on is a kind of its own."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def by_their_kind(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What was asked of authors until now went by the kind for everything else."""
    asked = apps.get_model("care", "NoteAsked")._base_manager.values_list("words__public_id", flat=True)
    for words in asked.iterator(chunk_size=200):
        apps.get_model("people", "Ask")._base_manager.filter(kind="other", ref=words).update(kind="topic_note")


class Migration(migrations.Migration):
    dependencies = [("care", "0007_passed_on_before"), ("people", "0011_asks_of_topics")]

    operations = [
        migrations.AddField(model_name="topicnote", name="gist_went", field=models.BooleanField(default=False)),
        migrations.RunPython(by_their_kind, migrations.RunPython.noop),
    ]
