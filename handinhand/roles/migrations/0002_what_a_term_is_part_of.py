"""A term knows which meetings it picked up, and for which it was handed back."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def remember(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Of terms that go on: the meetings ahead that their people hold. Nothing says that they came in another way."""
    loans = apps.get_model("roles", "Loan").objects.filter(meeting__isnull=True, ended_at__isnull=True, seat="one")
    meetings = apps.get_model("meetings", "Meeting").objects.filter(state="invited")
    for loan in loans.filter(role__kind__in=["hold", "notes"]).select_related("role"):
        held = {"holder": loan.member_id} if loan.role.kind == "hold" else {"notes__keeper": loan.member_id}
        ahead = meetings.filter(starts_at__gte=loan.began_at, starts_at__date__lt=loan.until, **held)
        loan.picked_up = list(ahead.values_list("public_id", flat=True))
        loan.save(update_fields=["picked_up"])


class Migration(migrations.Migration):
    dependencies = [("roles", "0001_initial"), ("meetings", "0018_between")]

    operations = [
        migrations.AddField("loan", "not_in", models.JSONField(default=list)),
        migrations.AddField("loan", "picked_up", models.JSONField(default=list)),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
