"""A line that a circle adopted knows the words it came from, and so what it touches on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0011_stepping_away'),
        ('words', '0006_sees_from'),
    ]

    operations = [
        migrations.AddField(
            model_name='adoptedline',
            name='came_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='words.words'),
        ),
    ]
