import django.db.models.deletion
import handinhand.ground.models
import handinhand.ground.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0003_agreeing_together'),
        ('ground', '0001_initial'),
        ('meetings', '0004_held_by_whoever_is_there'),
        ('words', '0003_small_groups'),
    ]

    operations = [
        migrations.AddField(
            model_name='meeting',
            name='link',
            field=handinhand.ground.sealed.SealedText(null=True),
        ),
        migrations.AddField(
            model_name='said',
            name='from_group',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='planchange',
            name='what',
            field=models.CharField(choices=[('title', 'The name'), ('why', 'Why we meet'), ('time', 'The time'), ('place', 'The place'), ('link', 'Joining by video or phone'), ('question', 'The opening question'), ('parts', 'What will happen'), ('papers', 'Papers')], max_length=10),
        ),
        migrations.CreateModel(
            name='PlanOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('add', 'Add a part'), ('leave_out', 'Leave out a part'), ('move', 'Change the order'), ('length', 'Make a part longer or shorter')], max_length=10)),
                ('part_kind', models.CharField(blank=True, choices=[('arriving', 'arriving'), ('talk', 'a talk'), ('round', 'a round'), ('ideas', 'ideas'), ('decision', 'a decision'), ('break', 'a break'), ('leaving', 'leaving')], max_length=10)),
                ('title', handinhand.ground.sealed.SealedText(null=True)),
                ('minutes', models.PositiveSmallIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('after', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.part')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='plan_offer', to='meetings.meeting')),
                ('part', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.part')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'add'), ('minutes__isnull', False), ('part__isnull', True)), models.Q(('kind', 'leave_out'), ('part__isnull', False)), models.Q(('after__isnull', False), ('kind', 'move'), ('part__isnull', False)), models.Q(('kind', 'length'), ('minutes__isnull', False), ('part__isnull', False)), _connector='OR'), name='an_offer_says_what'), models.CheckConstraint(condition=models.Q(('minutes__isnull', True), models.Q(('minutes__gte', 1), ('minutes__lte', 600)), _connector='OR'), name='offered_is_sensible')],
            },
        ),
        migrations.CreateModel(
            name='OfferAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_yes', models.BooleanField()),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='meetings.planoffer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('offer', 'member'), name='one_answer_to_an_offer')],
            },
        ),
        migrations.CreateModel(
            name='SmallGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('has_brought', models.BooleanField(default=False)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('scope', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='small_group', to='words.scope')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GroupWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('words', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='in_group', to='words.words')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='meetings.smallgroup')),
            ],
        ),
        migrations.CreateModel(
            name='Split',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('question', handinhand.ground.sealed.SealedText()),
                ('is_back', models.BooleanField(default=False)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='split', to='meetings.meeting')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.part')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='smallgroup',
            name='split',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups', to='meetings.split'),
        ),
        migrations.CreateModel(
            name='InGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='meetings.smallgroup')),
                ('split', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.split')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('split', 'member'), name='in_one_group')],
            },
        ),
        migrations.CreateModel(
            name='Back',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='back_once')],
            },
        ),
        migrations.CreateModel(
            name='BreakAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('told', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='asked_for_a_break_once')],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_wanted', models.BooleanField(default=False)),
                ('is_on', models.BooleanField(default=False)),
                ('is_asked', models.BooleanField(default=False)),
                ('is_longer', models.BooleanField(default=False)),
                ('holder_was_told', models.BooleanField(default=False)),
                ('minutes', models.PositiveSmallIntegerField(default=10)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pause', to='meetings.meeting')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('is_asked', True), ('is_longer', False), _connector='OR'), name='longer_is_an_answer'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 600)), name='pause_is_sensible')],
            },
        ),
    ]
