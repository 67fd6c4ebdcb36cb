import django.db.models.deletion
import handinhand.ground.models
import handinhand.ground.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('circles', '0001_initial'),
        ('ground', '0001_initial'),
        ('meetings', '0002_again_and_called_off'),
    ]

    operations = [
        migrations.CreateModel(
            name='Asking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('title', handinhand.ground.sealed.SealedText()),
                ('asked_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=120)),
                ('planned_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.meeting')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), ('closed_at__isnull', False), _connector='OR'), name='found_when_closed'), models.CheckConstraint(condition=models.Q(('planned_at__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='planned_when_found')],
            },
        ),
        migrations.CreateModel(
            name='OfferedTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('starts_at', models.DateTimeField()),
                ('is_best', models.BooleanField(default=False)),
                ('asking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='times', to='times.asking')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('asking', 'starts_at'), name='a_time_is_offered_once')],
            },
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('said', handinhand.ground.sealed.SealedText()),
                ('asking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='times.asking')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('asking', 'member'), name='one_reply_each')],
            },
        ),
        migrations.AddIndex(
            model_name='asking',
            index=models.Index(fields=['circle', 'closed_at', '-asked_at'], name='asking_circle_closed_asked'),
        ),
    ]
