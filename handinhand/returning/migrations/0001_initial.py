import django.db.models.deletion
import handinhand.ground.models
import handinhand.ground.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('circles', '0001_initial'),
        ('ground', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('name', handinhand.ground.sealed.SealedText()),
                ('code', handinhand.ground.sealed.SealedText()),
                ('code_lookup', handinhand.ground.sealed.Lookup(editable=False, max_length=64, of='code', unique=True)),
                ('made_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('waits_until', models.DateTimeField(null=True)),
                ('stop_hash', models.CharField(max_length=64, null=True, unique=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('let_in_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.person')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('let_in_at__isnull', True)), fields=('circle', 'asker'), name='one_ask_in_a_circle'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('let_in_at__isnull', False)), fields=('of',), name='one_let_in_beside'), models.CheckConstraint(condition=models.Q(('stopped_at__isnull', True), ('let_in_at__isnull', True), _connector='OR'), name='stopped_or_let_in'), models.CheckConstraint(condition=models.Q(('let_in_at__isnull', True), models.Q(('member__isnull', False), ('of__isnull', False), ('waits_until__lte', models.F('let_in_at'))), _connector='OR'), name='let_in_after_waiting'), models.CheckConstraint(condition=models.Q(('opened_at__isnull', True), ('let_in_at__isnull', False), _connector='OR'), name='opened_when_let_in')],
            },
        ),
        migrations.CreateModel(
            name='Known',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('asked', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='known_by', to='returning.asked')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('asked', 'by'), name='known_once_by_each')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('switched_off', models.BooleanField(default=False)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('opener', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('opener__isnull', True), models.Q(('opener', models.F('member')), _negated=True), _connector='OR'), name='opener_is_another')],
            },
        ),
    ]
