"""A draw keeps who of those drawn would like somebody beside them: for a meeting, no loan keeps that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roles", "0002_what_a_term_is_part_of")]

    operations = [migrations.AddField("indraw", "is_beside", models.BooleanField(default=False))]
