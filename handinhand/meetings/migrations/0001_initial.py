import django.db.models.deletion
import handinhand.ground.models
import handinhand.ground.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('circles', '0001_initial'),
        ('decisions', '0001_initial'),
        ('ground', '0001_initial'),
        ('words', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('title', handinhand.ground.sealed.SealedText()),
                ('why', handinhand.ground.sealed.SealedText()),
                ('place', handinhand.ground.sealed.SealedText()),
                ('opening_question', handinhand.ground.sealed.SealedText()),
                ('starts_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('draft', 'Being planned'), ('invited', 'Everyone is invited'), ('open', 'Happening now'), ('closed', 'It has been')], default='draft', max_length=10)),
                ('invited_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('left_findings', models.JSONField(default=list)),
                ('loaded_from', models.CharField(blank=True, max_length=64)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
                ('planned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
                ('scope', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='words.scope')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'state', 'starts_at'], name='meeting_circle_state_starts')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('loaded_from', ''), _negated=True), fields=('loaded_from',), name='loaded_once'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'invited', 'open', 'closed'])), name='meeting_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), ('closed_at__isnull', False)), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='closed_meetings_say_when')],
            },
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('arriving', 'arriving'), ('talk', 'a talk'), ('round', 'a round'), ('ideas', 'ideas'), ('decision', 'a decision'), ('break', 'a break'), ('leaving', 'leaving')], max_length=10)),
                ('title', handinhand.ground.sealed.SealedText()),
                ('detail', handinhand.ground.sealed.SealedText()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('ideas_opened_at', models.DateTimeField(null=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='meetings.meeting')),
                ('proposal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='parts', to='decisions.proposal')),
                ('topics', models.ManyToManyField(related_name='+', to='words.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'position'), name='one_part_a_place'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 600)), name='minutes_are_sensible'), models.CheckConstraint(condition=models.Q(('kind__in', ['arriving', 'talk', 'round', 'ideas', 'decision', 'break', 'leaving'])), name='part_kind_known')],
            },
        ),
        migrations.AddField(
            model_name='meeting',
            name='current',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.part'),
        ),
        migrations.CreateModel(
            name='Hand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raised_at', models.DateTimeField()),
                ('called_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hands', to='meetings.part')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True)), fields=('part', 'member'), name='one_hand_up_each'), models.UniqueConstraint(condition=models.Q(('called_at__isnull', False), ('done_at__isnull', True)), fields=('part',), name='one_speaks_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='PartQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('title', handinhand.ground.sealed.SealedText()),
                ('detail', handinhand.ground.sealed.SealedText()),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='meetings.part')),
                ('topics', models.ManyToManyField(related_name='+', to='words.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('part', 'position'), name='one_question_a_place')],
            },
        ),
        migrations.CreateModel(
            name='PlanChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('at', models.DateTimeField()),
                ('what', models.CharField(choices=[('title', 'The name'), ('why', 'Why we meet'), ('time', 'The time'), ('place', 'The place'), ('question', 'The opening question'), ('parts', 'What will happen')], max_length=10)),
                ('before', handinhand.ground.sealed.SealedText()),
                ('after', handinhand.ground.sealed.SealedText()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Said',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('wider', models.CharField(blank=True, choices=[('', 'not asked yet'), ('yes', 'The circle can read it'), ('no', 'Keep it in the meeting')], max_length=3)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='meetings.meeting')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='meetings.part')),
                ('question', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='said', to='meetings.partquestion')),
                ('words', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='said', to='words.words')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'meeting', 'part'], name='said_circle_meeting_part')],
                'constraints': [models.CheckConstraint(condition=models.Q(('wider__in', ['', 'yes', 'no'])), name='wider_known')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('outcome', models.CharField(blank=True, choices=[('', 'not asked yet'), ('took', 'took the turn'), ('passed', 'passed once, will be asked again'), ('passed_again', 'passed')], max_length=14)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='meetings.part')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('part', 'member'), name='one_seat_each'), models.UniqueConstraint(fields=('part', 'order'), name='one_seat_a_place'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'took', 'passed', 'passed_again'])), name='outcome_known')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came_in_at', models.DateTimeField()),
                ('is_out', models.BooleanField(default=False)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='meetings.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='came_in_once')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('coming', 'I will come'), ('part', 'For part of it'), ('writing', 'In writing'), ('not_this_time', 'Not this time')], max_length=14)),
                ('at', models.DateTimeField()),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='meetings.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='one_answer_each'), models.CheckConstraint(condition=models.Q(('kind__in', ['coming', 'part', 'writing', 'not_this_time'])), name='meeting_answer_known')],
            },
        ),
        migrations.AddIndex(
            model_name='planchange',
            index=models.Index(fields=['circle', 'meeting', '-at'], name='planchange_circle_meeting_at'),
        ),
    ]
