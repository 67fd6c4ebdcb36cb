"""Whoever is asked to decide something has a row of their own, which holds the ask."""

import django.db.models.deletion
from django.db import migrations, models

import handinhand.ground.models


class Migration(migrations.Migration):
    dependencies = [
        ("circles", "0007_no_hello_without_its_ask"),
        ("decisions", "0003_covers_over_own_text"),
        ("ground", "0002_covers_over_own_text"),
        ("people", "0005_asks_by_what"),
    ]

    operations = [
        migrations.CreateModel(
            name="AskedToDecide",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                (
                    "ask",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.ask"
                    ),
                ),
                (
                    "circle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="ground.circle"
                    ),
                ),
                (
                    "given",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asked", to="decisions.given"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="circles.member"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
