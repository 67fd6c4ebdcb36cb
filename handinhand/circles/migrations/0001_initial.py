import django.db.models.deletion
import handinhand.ground.models
import handinhand.ground.sealed
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ground', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AdoptedVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('agreement', 'How we are together'), ('goal', 'What we are here for'), ('limits', 'What cannot stay private'), ('how_we_decide', 'How we decide')], max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('adopted_at', models.DateTimeField()),
                ('decision_id', models.CharField(max_length=12)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('circle', 'kind', 'number'), name='version_once')],
            },
        ),
        migrations.CreateModel(
            name='AdoptedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('position', models.PositiveIntegerField()),
                ('text', handinhand.ground.sealed.SealedText()),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='circles.adoptedversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'position'), name='line_once')],
            },
        ),
        migrations.CreateModel(
            name='DecisionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share_percent', models.PositiveSmallIntegerField(default=50)),
                ('for_themselves', models.PositiveSmallIntegerField(default=1)),
                ('circle', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='decision_rule', to='ground.circle')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('share_percent__gte', 1), ('share_percent__lte', 100)), name='share_is_a_share'), models.CheckConstraint(condition=models.Q(('for_themselves__gte', 1)), name='never_without_lived_experience')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('name', handinhand.ground.sealed.SealedText()),
                ('shape', models.CharField(choices=[('wave', 'Wave'), ('leaf', 'Leaf'), ('water', 'Water'), ('hill', 'Hill'), ('sun', 'Sun'), ('sprout', 'Sprout'), ('star', 'Star'), ('moon', 'Moon')], default='wave', max_length=10)),
                ('colour', models.CharField(choices=[('leaf', 'Green'), ('clay', 'Orange'), ('plum', 'Purple'), ('sky', 'Blue')], default='leaf', max_length=10)),
                ('standing', models.CharField(choices=[('for_myself', 'For myself'), ('for_organisation', 'For an organisation')], default='for_myself', max_length=20)),
                ('organisation', handinhand.ground.sealed.SealedText(null=True)),
                ('joined_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='ground.circle')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='ground.person')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'left_at'], name='member_circle_left')],
                'constraints': [models.UniqueConstraint(fields=('circle', 'person'), name='once_in_a_circle'), models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', True), ('standing', 'for_myself')), models.Q(('organisation__isnull', False), ('standing', 'for_organisation')), _connector='OR'), name='organisation_is_named'), models.CheckConstraint(condition=models.Q(('shape__in', ['wave', 'leaf', 'water', 'hill', 'sun', 'sprout', 'star', 'moon'])), name='shape_known'), models.CheckConstraint(condition=models.Q(('colour__in', ['leaf', 'clay', 'plum', 'sky'])), name='colour_known')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('token', handinhand.ground.sealed.SealedText()),
                ('token_lookup', handinhand.ground.sealed.Lookup(editable=False, max_length=64, of='token', unique=True)),
                ('code', handinhand.ground.sealed.SealedText()),
                ('code_lookup', handinhand.ground.sealed.Lookup(editable=False, max_length=64, of='code', unique=True)),
                ('made_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'ends_at'], name='invitation_circle_ends')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('made_at'))), name='invitation_ends_later')],
            },
        ),
    ]
