"""A no that was put away stays in no place for some weeks, so that nobody is asked again and again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0010_quiet_words_stay_a_draft'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='supportperson',
            name='one_person_in_a_place',
        ),
        migrations.RemoveConstraint(
            model_name='supportperson',
            name='support_place_known',
        ),
        migrations.AlterField(
            model_name='supportperson',
            name='place',
            field=models.CharField(blank=True, choices=[('first', 'My person'), ('second', 'My second, for when my person is away')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='supportperson',
            constraint=models.UniqueConstraint(condition=models.Q(('place', ''), _negated=True), fields=('of', 'place'), name='one_person_in_a_place'),
        ),
        migrations.AddConstraint(
            model_name='supportperson',
            constraint=models.CheckConstraint(condition=models.Q(('place', ''), ('place__in', ['first', 'second']), _connector='OR'), name='support_place_known'),
        ),
        migrations.AddConstraint(
            model_name='supportperson',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('place', ''), _negated=True), ('said', 'not_this_time'), _connector='OR'), name='only_a_no_is_put_away'),
        ),
    ]
