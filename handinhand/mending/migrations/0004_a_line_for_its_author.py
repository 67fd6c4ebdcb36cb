"""What both agree stands elsewhere by now; and what was said to somebody who leaves is a line for its author."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mending', '0003_carry_what_both_agree'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='intheway',
            name='agreed_is_looked_at_again',
        ),
        migrations.RemoveField(
            model_name='intheway',
            name='agreed',
        ),
        migrations.RemoveField(
            model_name='intheway',
            name='agreed_at',
        ),
        migrations.RemoveField(
            model_name='intheway',
            name='look_on',
        ),
        migrations.AddField(
            model_name='intheway',
            name='to_left_at',
            field=models.DateTimeField(null=True),
        ),
    ]
