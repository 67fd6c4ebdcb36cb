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
            name='Scope',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('me', 'only me'), ('meeting', 'this meeting'), ('circle', 'this circle')], max_length=10)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'me')), fields=('circle', 'of'), name='one_own_scope'), models.UniqueConstraint(condition=models.Q(('kind', 'circle')), fields=('circle',), name='one_circle_scope'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'me'), ('of__isnull', False)), models.Q(models.Q(('kind', 'me'), _negated=True), ('of__isnull', True)), _connector='OR'), name='own_scope_has_owner'), models.CheckConstraint(condition=models.Q(('kind__in', ['me', 'meeting', 'circle'])), name='scope_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='ScopeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.person')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='words.scope')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'person'], name='scopemember_circle_person')],
                'constraints': [models.UniqueConstraint(fields=('scope', 'person'), name='once_in_a_scope')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('name', handinhand.ground.sealed.SealedText()),
                ('name_lookup', handinhand.ground.sealed.Lookup(editable=False, max_length=64, of='name')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('circle', 'name_lookup'), name='topic_once_in_a_circle')],
            },
        ),
        migrations.CreateModel(
            name='Words',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('body', handinhand.ground.sealed.SealedText()),
                ('state', models.CharField(choices=[('draft', 'seen by me alone'), ('shared', 'shared'), ('taken_back', 'taken back')], default='draft', max_length=12)),
                ('written_at', models.DateTimeField()),
                ('shared_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.person')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='words.scope')),
            ],
            options={
                'indexes': [models.Index(fields=['circle', 'scope', 'state'], name='words_circle_scope_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'shared', 'taken_back'])), name='words_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'shared'), _negated=True), ('shared_at__isnull', False), _connector='OR'), name='shared_words_say_when'), models.CheckConstraint(condition=models.Q(('author__isnull', False), ('state', 'shared'), _connector='OR'), name='unowned_words_are_shared')],
            },
        ),
    ]
