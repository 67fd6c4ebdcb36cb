
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='sentonce',
            name='content',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
