"""What was changed after it was asked comes to nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circles', '0013_hold_keeps_its_words'),
        ('ground', '0003_closed_circles'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='poweruse',
            name='what_ended_says_why',
        ),
        migrations.AlterField(
            model_name='poweruse',
            name='ended',
            field=models.CharField(blank=True, choices=[('lapsed', 'Not enough of us agreed in time, so nothing happened.'), ('gone', 'What this was about is not there any more, so nothing happened.'), ('overtaken', 'The rule was changed by another decision first, so nothing happened.'), ('changed', 'It was changed after it was asked, so nothing happened. It can be asked anew.'), ('stopped', 'One of us stopped it before its day, so nothing happened.')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='poweruse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended__in', ['lapsed', 'gone', 'overtaken', 'changed', 'stopped']), ('state', 'ended')), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended', '')), _connector='OR'), name='what_ended_says_why'),
        ),
    ]
