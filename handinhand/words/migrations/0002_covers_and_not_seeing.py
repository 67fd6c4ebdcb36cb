import django.db.models.deletion
import django.db.models.manager
import handinhand.ground.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ground', '0001_initial'),
        ('words', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelManagers(
            name='scopemember',
            managers=[
                ('even_held', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='scopemember',
            name='held_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='words',
            name='covered_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='words',
            name='wording',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name='Cover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('wording', models.PositiveIntegerField()),
                ('covered_at', models.DateTimeField()),
                ('lapses_at', models.DateTimeField()),
                ('taken_off_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='ground.person')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('words', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covers', to='words.words')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('words', 'wording'), name='one_cover_a_wording'), models.CheckConstraint(condition=models.Q(('lapses_at__gt', models.F('covered_at'))), name='cover_lapses_later'), models.CheckConstraint(condition=models.Q(('taken_off_at__isnull', True), ('confirmed_at__isnull', True), _connector='OR'), name='confirmed_covers_stay')],
            },
        ),
        migrations.CreateModel(
            name='CoverYes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('cover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yeses', to='words.cover')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cover', 'person'), name='one_yes_each')],
            },
        ),
        migrations.CreateModel(
            name='NotSeeing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.person')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.person')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('circle', 'by', 'about'), name='once_not_seeing'), models.CheckConstraint(condition=models.Q(('by', models.F('about')), _negated=True), name='not_seeing_another')],
            },
        ),
    ]
