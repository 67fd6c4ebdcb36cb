import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0003_agreeing_together'),
        ('ground', '0001_initial'),
        ('meetings', '0005_together_in_the_room'),
    ]

    operations = [
        migrations.CreateModel(
            name='Care',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ground.circle')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='care', to='meetings.meeting')),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
                ('second', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='circles.member')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('holder', models.F('second')), _negated=True), name='care_is_held_by_two_people')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='breakasked',
            name='asked_for_a_break_once',
        ),
        migrations.AddConstraint(
            model_name='breakasked',
            constraint=models.UniqueConstraint(fields=('meeting', 'member', 'told'), name='asked_once_of_each'),
        ),
        migrations.RenameField(
            model_name='pause',
            old_name='holder_was_told',
            new_name='somebody_was_told',
        ),
    ]
