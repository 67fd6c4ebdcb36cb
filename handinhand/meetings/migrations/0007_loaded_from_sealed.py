"""Which meeting of a file a meeting was is kept sealed, and found by a keyed fingerprint.

Until now it was a plain hash of what the file held, so whoever had a stolen database could look whether a public file
had been loaded. That hash is what is sealed now: nothing has to be read again, a file that was loaded before is still
known, and no unkeyed value stays.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

import handinhand.ground.sealed


def seal(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Seal what there is; a server that starts made sure beforehand that its key is the right one."""
    meetings = apps.get_model("meetings", "Meeting")._base_manager
    for meeting in meetings.exclude(loaded_unkeyed="").iterator(chunk_size=200):
        meeting.loaded_from = meeting.loaded_unkeyed
        meeting.loaded_unkeyed = ""
        meeting.save(update_fields=["loaded_from", "loaded_lookup", "loaded_unkeyed"])


class Migration(migrations.Migration):

    dependencies = [("meetings", "0006_who_holds_what")]

    operations = [
        migrations.RemoveConstraint(model_name="meeting", name="loaded_once"),
        migrations.RenameField(model_name="meeting", old_name="loaded_from", new_name="loaded_unkeyed"),
        migrations.AddField(
            model_name="meeting", name="loaded_from", field=handinhand.ground.sealed.SealedText(null=True)
        ),
        migrations.AddField(
            model_name="meeting",
            name="loaded_lookup",
            field=handinhand.ground.sealed.Lookup(default="", editable=False, max_length=64, of="loaded_from"),
            preserve_default=False,
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RemoveField(model_name="meeting", name="loaded_unkeyed"),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("loaded_lookup", ""), _negated=True), fields=("loaded_lookup",), name="loaded_once"
            ),
        ),
    ]
