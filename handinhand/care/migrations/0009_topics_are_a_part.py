"""What words touch on, and what each would rather choose about, belong to the part `topics` now; no table changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("care", "0008_gist_goes_and_comes")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="NoteAsked"),
                migrations.DeleteModel(name="TopicNote"),
                migrations.DeleteModel(name="OwnTopic"),
            ],
        ),
    ]
