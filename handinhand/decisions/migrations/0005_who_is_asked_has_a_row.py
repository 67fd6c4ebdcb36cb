"""Until now it was with whoever was asked before they said yes. What waits for an answer is asked through the door."""

from datetime import timedelta

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

MINUTES = 60
LASTS = timedelta(days=90)


def ask(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Ask what was asked before, from now on; whoever left since is asked no more."""
    asks, now = apps.get_model("people", "Ask")._base_manager, timezone.now()
    asked = apps.get_model("decisions", "AskedToDecide")._base_manager
    given = apps.get_model("decisions", "Given")._base_manager.select_related("circle", "proposal", "to")
    for each in given.filter(to__isnull=False, accepted_at__isnull=True).iterator(chunk_size=200):
        if each.to.left_at is None:
            ticket = asks.create(
                of_id=each.to.person_id,
                circle=each.circle,
                kind="hold_decision",
                ref=each.proposal.public_id,
                where=f"/c/{each.circle.public_id}/decisions/{each.proposal.public_id}/",
                minutes=MINUTES,
                asked_at=now,
                ends_at=now + LASTS,
            )
            asked.create(circle=each.circle, given=each, to=each.to, ask=ticket)
        each.to = None
        each.save(update_fields=["to"])


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_asked_to_decide")]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
