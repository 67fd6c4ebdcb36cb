"""A friend who is asked to write in a meeting: the row holds the ask that the one door made.

Whoever writes for somebody already has been asked and goes on: theirs is an ask that is answered.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

MINUTES = 15


def ask(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Keep what was asked before as answered: whoever was asked could write from the first moment."""
    asks = apps.get_model("people", "Ask")._base_manager
    friends = apps.get_model("meetings", "Friend")._base_manager.select_related("circle", "meeting", "friend")
    for yes in friends.filter(ask__isnull=True).iterator(chunk_size=200):
        yes.ask = asks.create(
            of_id=yes.friend.person_id,
            circle=yes.circle,
            kind="friend",
            ref=yes.public_id,
            where=f"/c/{yes.circle.public_id}/meetings/{yes.meeting.public_id}/friend/",
            minutes=MINUTES,
            asked_at=yes.since,
            ends_at=yes.since,
            closed_at=yes.since,
        )
        yes.save(update_fields=["ask"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_a_friend_answers_a_change"), ("people", "0005_asks_by_what")]

    operations = [
        migrations.AddField(
            model_name="friend",
            name="ask",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.ask"
            ),
        ),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
