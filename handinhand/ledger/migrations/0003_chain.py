"""Room for the chain. The old guard goes, because SQLite makes the table anew; the new one comes with 0005."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from handinhand.ground.tables import NO_MODEL_SAYS_IT

before = import_module("handinhand.ledger.migrations.0002_kept")


class Migration(migrations.Migration):

    dependencies = [
        ("ground", "0001_initial"),
        ("ledger", "0002_kept"),
    ]

    operations = [
        migrations.RunPython(before.let_go, before.keep, hints=NO_MODEL_SAYS_IT),
        migrations.AddField("entry", "by_mark", models.BinaryField(null=True)),
        migrations.AddField("entry", "object_mark", models.BinaryField(null=True)),
        migrations.AddField("entry", "number", models.PositiveBigIntegerField(null=True)),
        migrations.AddField("entry", "hash", models.BinaryField(null=True)),
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("hash", models.BinaryField()),
                (
                    "circle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ground.circle"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Salt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(choices=[("by", "By"), ("object", "Object")], max_length=6)),
                ("salt", models.BinaryField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="salts", to="ledger.entry"
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="ground.person",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("entry", "name"), name="one_salt_for_each_name")],
            },
        ),
    ]
