import django.db.models.deletion
import handinhand.ground.models
import handinhand.ground.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('circles', '0001_initial'),
        ('ground', '0001_initial'),
        ('words', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('adopts', models.CharField(blank=True, choices=[('agreement', 'How we are together'), ('goal', 'What we are here for'), ('limits', 'What cannot stay private'), ('how_we_decide', 'How we decide')], max_length=20)),
                ('replaces', models.CharField(blank=True, max_length=12)),
                ('share_percent', models.PositiveSmallIntegerField(null=True)),
                ('at_least_for_themselves', models.PositiveSmallIntegerField(null=True)),
                ('state', models.CharField(choices=[('proposed', 'Waiting for a meeting to take it up'), ('open', 'Open: positions can be taken'), ('waits', 'Waits'), ('adopted', 'Adopted')], default='proposed', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('opened_as', handinhand.ground.sealed.SealedText(null=True)),
                ('worded_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('members', models.PositiveIntegerField(null=True)),
                ('members_for_themselves', models.PositiveIntegerField(null=True)),
                ('rule_share_percent', models.PositiveSmallIntegerField(null=True)),
                ('rule_for_themselves', models.PositiveSmallIntegerField(null=True)),
                ('adopted_at', models.DateTimeField(null=True)),
                ('adopted_text', handinhand.ground.sealed.SealedText(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='words.scope')),
                ('words', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='words.words')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'state'], name='proposal_circle_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('adopted_at__isnull', False), ('adopted_text__isnull', False), ('state', 'adopted')), models.Q(models.Q(('state', 'adopted'), _negated=True), ('adopted_at__isnull', True), ('adopted_text__isnull', True)), _connector='OR'), name='adopted_text_is_kept'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'open', 'waits', 'adopted'])), name='proposal_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('adopts', 'how_we_decide'), ('at_least_for_themselves__gte', 1), ('share_percent__range', (1, 100))), models.Q(models.Q(('adopts', 'how_we_decide'), _negated=True), ('at_least_for_themselves__isnull', True), ('share_percent__isnull', True)), _connector='OR'), name='how_we_decide_says_how')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('agree', 'I agree'), ('live_with', 'I can live with it'), ('concern', 'I have a concern'), ('stand_aside', 'I stand aside')], max_length=12)),
                ('concern_state', models.CharField(blank=True, choices=[('stands', 'Not answered yet'), ('answered', 'Answered'), ('minority', 'Kept as a minority view')], max_length=10)),
                ('taken_at', models.DateTimeField()),
                ('counted_as', models.CharField(blank=True, choices=[('for_myself', 'For myself'), ('for_organisation', 'For an organisation')], max_length=20)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='circles.member')),
                ('words', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='words.words')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='decisions.proposal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('proposal', 'member'), name='one_position_each'), models.CheckConstraint(condition=models.Q(('kind__in', ['agree', 'live_with', 'concern', 'stand_aside'])), name='position_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('concern_state__in', ['stands', 'answered', 'minority']), ('kind', 'concern')), models.Q(models.Q(('kind', 'concern'), _negated=True), ('concern_state', '')), _connector='OR'), name='only_concerns_have_a_concern_state'), models.CheckConstraint(condition=models.Q(('counted_as__in', ['', 'for_myself', 'for_organisation'])), name='counted_as_known')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='decisions.proposal')),
                ('words', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='proposal_question', to='words.words')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
