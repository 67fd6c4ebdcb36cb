"""What is given to somebody to decide is with them from their yes on, and never before it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_who_is_asked_has_a_row")]

    operations = [
        migrations.AddConstraint(
            model_name="given",
            constraint=models.CheckConstraint(
                condition=models.Q(("to__isnull", True), ("accepted_at__isnull", False), _connector="OR"),
                name="with_nobody_before_their_yes",
            ),
        ),
    ]
