import django.db.models.deletion
import handinhand.ground.models
import handinhand.ground.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0001_initial'),
        ('decisions', '0001_initial'),
        ('ground', '0001_initial'),
        ('meetings', '0003_pace_and_papers'),
        ('words', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='said',
            name='from_paper',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='Friend',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('since', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('friend', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                ('whose', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('meeting', 'whose'), name='one_friend_at_a_time'), models.CheckConstraint(condition=models.Q(('whose', models.F('friend')), _negated=True), name='a_friend_is_somebody_else')],
            },
        ),
        migrations.CreateModel(
            name='DoneFor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('friend', 'by a friend who wrote for you'), ('phone', "on the room's phone"), ('paper', 'from paper')], max_length=10)),
                ('what', models.CharField(choices=[('words', 'Your words'), ('position', 'Where you stand'), ('answer', 'How you take part')], max_length=10)),
                ('at', models.DateTimeField()),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                ('proposal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='decisions.proposal')),
                ('whose', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('words', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='words.words')),
                ('friend', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.friend')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'meeting', 'whose'], name='donefor_circle_meeting_whose')],
                'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['friend', 'phone', 'paper'])), name='way_known'), models.CheckConstraint(condition=models.Q(('what__in', ['words', 'position', 'answer'])), name='what_was_done_known')],
            },
        ),
        migrations.CreateModel(
            name='Notes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('keeper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='meetings.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='OnPhone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='on_phone', to='meetings.meeting')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'member'), name='once_on_the_phone')],
            },
        ),
        migrations.CreateModel(
            name='Ahead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(blank=True, choices=[('agree', 'I agree'), ('live_with', 'I can live with it'), ('concern', 'I have a concern'), ('stand_aside', 'I stand aside')], max_length=12)),
                ('worded_as', handinhand.ground.sealed.SealedText(null=True)),
                ('at', models.DateTimeField()),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ahead', to='meetings.meeting')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('part', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ahead', to='meetings.part')),
                ('proposal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='decisions.proposal')),
                ('question', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.partquestion')),
                ('words', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='ahead', to='words.words')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'meeting', 'part'], name='ahead_circle_meeting_part')],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'member', 'proposal'), name='one_position_ahead_each'), models.CheckConstraint(condition=models.Q(models.Q(('kind', ''), ('proposal__isnull', True), ('words__isnull', False)), models.Q(('kind', 'concern'), ('proposal__isnull', False), ('words__isnull', False)), models.Q(('kind__in', ['agree', 'live_with', 'stand_aside']), ('proposal__isnull', False), ('words__isnull', True)), _connector='OR'), name='ahead_is_words_or_a_position')],
            },
        ),
    ]
