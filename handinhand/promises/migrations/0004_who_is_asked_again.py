"""Whoever is asked what came of a promise is asked through the one door: also what was asked in the last two weeks.

And promises with a day that are open take what they take of whoever made them.
"""

from datetime import timedelta

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

ASKING_RESTS = timedelta(days=14)
ANSWERING, KEEPING = 5, 60


def ask(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Ask what was asked of late, until the day on which it could be asked again."""
    asks, now = apps.get_model("people", "Ask")._base_manager, timezone.now()
    commitments = apps.get_model("people", "Commitment")._base_manager
    again = apps.get_model("promises", "AskedAgain")._base_manager
    promises = apps.get_model("promises", "Promise")._base_manager.select_related("circle", "by")
    carried = promises.filter(answered_at__isnull=True, by__isnull=False, by__left_at__isnull=True)
    for promise in carried.iterator(chunk_size=200):
        last = again.filter(promise=promise, at__gt=now - ASKING_RESTS).order_by("-at").first()
        if last is not None:
            asks.create(
                of_id=promise.by.person_id,
                circle=promise.circle,
                kind="came_of",
                ref=promise.public_id,
                where=f"/c/{promise.circle.public_id}/promises/{promise.public_id}/",
                minutes=ANSWERING,
                asked_at=last.at,
                ends_at=last.at + ASKING_RESTS,
            )
        if promise.by_when is not None:
            commitments.create(
                person_id=promise.by.person_id,
                circle=promise.circle,
                kind="promise",
                ref=promise.public_id,
                minutes=KEEPING,
                first_day=promise.by_when,
                last_day=promise.by_when,
            )


class Migration(migrations.Migration):
    dependencies = [("promises", "0003_covers_over_own_text"), ("people", "0005_asks_by_what")]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
