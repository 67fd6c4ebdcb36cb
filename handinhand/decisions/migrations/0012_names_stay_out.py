"""Where who took part would tell where some of them stand, it is not shown."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0011_positions_without_names")]

    operations = [migrations.AddField("secretpositions", "names_stay_out", models.BooleanField(default=False))]
