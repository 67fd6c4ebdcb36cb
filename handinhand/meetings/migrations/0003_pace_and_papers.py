import django.db.models.deletion
import handinhand.ground.models
import handinhand.ground.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0001_initial'),
        ('ground', '0001_initial'),
        ('meetings', '0002_again_and_called_off'),
        ('words', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='part',
            name='is_heavy',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='planchange',
            name='scope',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='words.scope'),
        ),
        migrations.AlterField(
            model_name='planchange',
            name='what',
            field=models.CharField(choices=[('title', 'The name'), ('why', 'Why we meet'), ('time', 'The time'), ('place', 'The place'), ('question', 'The opening question'), ('parts', 'What will happen'), ('papers', 'Papers')], max_length=10),
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('title', handinhand.ground.sealed.SealedText()),
                ('source', handinhand.ground.sealed.SealedText()),
                ('language', models.CharField(blank=True, max_length=12)),
                ('came_at', models.DateTimeField()),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('gist', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='gist_of', to='words.words')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='meetings.meeting')),
                ('part', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='papers', to='meetings.part')),
                ('read_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='read', to='meetings.part')),
                ('topics', models.ManyToManyField(related_name='+', to='words.topic')),
                ('words', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='paper', to='words.words')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'meeting'], name='paper_circle_meeting')],
            },
        ),
        migrations.CreateModel(
            name='PaperBefore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('title', handinhand.ground.sealed.SealedText()),
                ('source', handinhand.ground.sealed.SealedText()),
                ('until', models.DateTimeField()),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('gist', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='gist_before_of', to='words.words')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='before', to='meetings.paper')),
                ('words', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='paper_before', to='words.words')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Pace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('number', models.PositiveIntegerField()),
                ('longest_minutes', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('heavy_topics', models.ManyToManyField(related_name='+', to='words.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('circle', 'number'), name='pace_once'), models.CheckConstraint(condition=models.Q(('longest_minutes__gte', 30), ('longest_minutes__lte', 600)), name='longest_is_sensible')],
            },
        ),
    ]
