"""Words that both said yes to are rows of their own, so that new words take nothing of them away."""

import django.db.models.deletion
import handinhand.ground.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ground', '0003_closed_circles'),
        ('mending', '0001_first'),
        ('words', '0006_sees_from'),
    ]

    operations = [
        migrations.AlterField(
            model_name='intheway',
            name='agreed',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='words.words'),
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('look_on', models.DateField()),
                ('agreed_at', models.DateTimeField(null=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('in_the_way', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='mending.intheway')),
                ('words', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='agreed_in_the_way', to='words.words')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
