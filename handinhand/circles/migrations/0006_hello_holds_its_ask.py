"""A hello that somebody would like holds the ask that the one door made; those there are get theirs here."""

from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

MINUTES = 15
LASTS = timedelta(days=90)


def ask(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Ask what was asked before, from now on."""
    asks, now = apps.get_model("people", "Ask")._base_manager, timezone.now()
    hellos = apps.get_model("circles", "Hello")._base_manager.select_related("circle", "to", "by")
    for hello in hellos.filter(ask__isnull=True).iterator(chunk_size=200):
        hello.ask = asks.create(
            of_id=hello.to.person_id,
            circle=hello.circle,
            kind="hello",
            ref=hello.by.public_id,
            where=f"/c/{hello.circle.public_id}/hello/",
            minutes=MINUTES,
            asked_at=now,
            ends_at=now + LASTS,
        )
        hello.save(update_fields=["ask"])


class Migration(migrations.Migration):
    dependencies = [("circles", "0005_not_together"), ("people", "0005_asks_by_what")]

    operations = [
        migrations.AddField(
            model_name="hello",
            name="ask",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.ask"
            ),
        ),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
