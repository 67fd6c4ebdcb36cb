"""By itself, because PostgreSQL changes no table whose rows were written in the same transaction."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circles", "0006_hello_holds_its_ask")]

    operations = [
        migrations.AlterField(
            model_name="hello",
            name="ask",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.ask"
            ),
        ),
    ]
