import django.db.models.deletion
import handinhand.ground.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0001_initial'),
        ('ground', '0001_initial'),
        ('promises', '0001_initial'),
        ('words', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AskedAgain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CarriedOn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=handinhand.ground.models.new_public_id, editable=False, max_length=12, unique=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Credit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('not_at_all', 'Not at all'), ('somebody', 'As somebody in this circle'), ('by_name', 'With my name')], max_length=10)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['not_at_all', 'somebody', 'by_name'])), name='credit_known')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='promise',
            name='answer_is_whole',
        ),
        migrations.AlterField(
            model_name='promise',
            name='answer_kind',
            field=models.CharField(blank=True, choices=[('done', 'Done'), ('not_possible', 'Not possible, because'), ('changed', 'Changed to'), ('not_needed', 'No longer needed. Thank you.')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer__isnull', True), ('answer_kind', ''), ('answered_at__isnull', True)), models.Q(('answer__isnull', False), ('answer_kind__in', ['done', 'not_possible', 'changed', 'not_needed']), ('answered_at__isnull', False)), _connector='OR'), name='answer_is_whole'),
        ),
        migrations.AddField(
            model_name='askedagain',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member'),
        ),
        migrations.AddField(
            model_name='askedagain',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle'),
        ),
        migrations.AddField(
            model_name='askedagain',
            name='promise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked_again', to='promises.promise'),
        ),
        migrations.AddField(
            model_name='carriedon',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle'),
        ),
        migrations.AddField(
            model_name='carriedon',
            name='onward',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='came_from', to='words.words'),
        ),
        migrations.AddField(
            model_name='carriedon',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried_into', to='words.words'),
        ),
        migrations.AddField(
            model_name='credit',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle'),
        ),
        migrations.AddField(
            model_name='credit',
            name='words',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='credit', to='words.words'),
        ),
        migrations.AddConstraint(
            model_name='carriedon',
            constraint=models.UniqueConstraint(fields=('source', 'onward'), name='carried_on_once'),
        ),
        migrations.AddConstraint(
            model_name='carriedon',
            constraint=models.CheckConstraint(condition=models.Q(('source', models.F('onward')), _negated=True), name='carried_on_to_other_words'),
        ),
    ]
