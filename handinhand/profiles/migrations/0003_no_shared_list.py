"""Nobody has one list of chosen people for everything any more."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("profiles", "0002_each_its_own_people")]

    operations = [migrations.RemoveField(model_name="profile", name="chosen")]
