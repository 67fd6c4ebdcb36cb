"""A no that was put away stays in no place for some weeks, so that nobody is asked again and again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0010_quiet_words_stay_a_draft'),
        ('circles', '0013_hold_keeps_its_words'),
        ('ground', '0003_closed_circles'),
        ('people', '0012_neutral_asks'),
        ('words', '0006_sees_from'),
    ]

    operations = [
        migrations.AlterField(
            model_name='supportperson',
            name='place',
            field=models.CharField(choices=[('first', 'My person'), ('second', 'My second, for when my person is away')], max_length=10, null=True),
        ),
        migrations.AddConstraint(
            model_name='supportperson',
            constraint=models.CheckConstraint(condition=models.Q(('place__isnull', False), ('said', 'not_this_time'), _connector='OR'), name='only_a_no_is_put_away'),
        ),
    ]
