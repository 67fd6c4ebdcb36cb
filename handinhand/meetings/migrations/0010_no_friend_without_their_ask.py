"""By itself, because PostgreSQL changes no table whose rows were written in the same transaction."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0009_friend_holds_its_ask")]

    operations = [
        migrations.AlterField(
            model_name="friend",
            name="ask",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.ask"
            ),
        ),
    ]
