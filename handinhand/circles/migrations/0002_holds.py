import django.db.models.deletion
import handinhand.ground.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0001_initial'),
        ('ground', '0001_initial'),
        ('words', '0002_covers_and_not_seeing'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='held_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('asked_at', models.DateTimeField()),
                ('asks_until', models.DateTimeField()),
                ('began_at', models.DateTimeField(null=True)),
                ('ends_at', models.DateTimeField(null=True)),
                ('kept_at', models.DateTimeField(null=True)),
                ('agreed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='holds', to='circles.member')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'member', 'ends_at'], name='hold_circle_member_ends')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('began_at__isnull', True), ('ends_at__isnull', True)), models.Q(('began_at__isnull', False), ('ends_at__gte', models.F('began_at'))), _connector='OR'), name='holds_have_an_end'), models.CheckConstraint(condition=models.Q(('agreed_by__isnull', True), ('began_at__isnull', False), _connector='OR'), name='agreed_holds_have_begun'), models.CheckConstraint(condition=models.Q(models.Q(('asked_by', models.F('agreed_by')), _negated=True), models.Q(('asked_by', models.F('member')), _negated=True), models.Q(('agreed_by', models.F('member')), _negated=True)), name='two_hold_a_third')],
            },
        ),
        migrations.CreateModel(
            name='HoldAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('hold', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='circles.hold')),
                ('words', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='hold_answer', to='words.words')),
            ],
        ),
        migrations.CreateModel(
            name='HoldProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposal_id', models.CharField(max_length=12, unique=True)),
                ('days', models.PositiveSmallIntegerField()),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('hold', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='circles.hold')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('days__lte', 31)), name='holds_end_within_a_month')],
            },
        ),
    ]
