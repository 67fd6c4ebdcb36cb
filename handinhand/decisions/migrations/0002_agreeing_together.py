import django.db.models.deletion
import handinhand.ground.models
import handinhand.ground.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0003_agreeing_together'),
        ('decisions', '0001_initial'),
        ('ground', '0001_initial'),
        ('words', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Given',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('result', handinhand.ground.sealed.SealedText(null=True)),
                ('reasons', handinhand.ground.sealed.SealedText(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('called_back_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('reasons__isnull', True), ('result__isnull', True)), models.Q(('decided_at__isnull', False), ('reasons__isnull', False), ('result__isnull', False)), _connector='OR'), name='a_result_comes_with_reasons'), models.CheckConstraint(condition=models.Q(('decided_at__isnull', True), ('accepted_at__isnull', False), _connector='OR'), name='yes_comes_first')],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('state', models.CharField(choices=[('offered', 'Offered'), ('taken', 'Taken'), ('beside', 'Put beside it')], default='offered', max_length=10)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['offered', 'taken', 'beside'])), name='offer_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('live_with', 'I can live with this'), ('change', 'I would like to change this')], max_length=12)),
                ('said_of', handinhand.ground.sealed.SealedText()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['live_with', 'change'])), name='reaction_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Touched',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('told_at', models.DateTimeField()),
                ('told_of', handinhand.ground.sealed.SealedText()),
                ('heard_at', models.DateTimeField(null=True)),
                ('begins', models.BooleanField(default=False)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_state_known',
        ),
        migrations.AddField(
            model_name='proposal',
            name='closes_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='follows',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='decisions.proposal'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='follows_how',
            field=models.CharField(blank=True, choices=[('again', 'It takes this up again'), ('beside', 'It stands beside this, as another way'), ('calls_back', 'It would call this back')], max_length=12),
        ),
        migrations.AddField(
            model_name='proposal',
            name='lets_go',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='proposal',
            name='look_again_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='proposal',
            name='still_to_hear',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='proposal',
            name='waits_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='state',
            field=models.CharField(choices=[('proposed', 'Waiting for a meeting to take it up'), ('questions', 'Questions first'), ('reactions', 'Quick reactions'), ('open', 'Open: positions can be taken'), ('waits', 'Waits'), ('adopted', 'Adopted')], default='proposed', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('still_to_hear', 0), ('state__in', ['proposed', 'questions', 'reactions']), _connector='OR'), name='nobody_is_decided_about_unheard'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('lets_go', False), models.Q(('replaces', ''), _negated=True), _connector='OR'), name='what_is_let_go_is_a_line'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('follows_how__in', ['', 'again', 'beside', 'calls_back'])), name='how_it_follows_is_known'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'questions', 'reactions', 'open', 'waits', 'adopted'])), name='proposal_state_known'),
        ),
        migrations.AddField(
            model_name='given',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle'),
        ),
        migrations.AddField(
            model_name='given',
            name='proposal',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='given', to='decisions.proposal'),
        ),
        migrations.AddField(
            model_name='given',
            name='to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member'),
        ),
        migrations.AddField(
            model_name='offer',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member'),
        ),
        migrations.AddField(
            model_name='offer',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle'),
        ),
        migrations.AddField(
            model_name='offer',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='decisions.proposal'),
        ),
        migrations.AddField(
            model_name='offer',
            name='words',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='offered_for', to='words.words'),
        ),
        migrations.AddField(
            model_name='reaction',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle'),
        ),
        migrations.AddField(
            model_name='reaction',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member'),
        ),
        migrations.AddField(
            model_name='reaction',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='decisions.proposal'),
        ),
        migrations.AddField(
            model_name='reaction',
            name='words',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='words.words'),
        ),
        migrations.AddField(
            model_name='touched',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle'),
        ),
        migrations.AddField(
            model_name='touched',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member'),
        ),
        migrations.AddField(
            model_name='touched',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='touched', to='decisions.proposal'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.UniqueConstraint(fields=('proposal', 'member'), name='one_reaction_each'),
        ),
        migrations.AddConstraint(
            model_name='touched',
            constraint=models.UniqueConstraint(fields=('proposal', 'member'), name='touched_once'),
        ),
    ]
