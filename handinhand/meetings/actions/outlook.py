"""Looking whether what circles plan fits in what their people said they have: of itself, and at most once a week."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from handinhand.fairness.outlook import fits_together
from handinhand.fairness.small_numbers import ENOUGH
from handinhand.ground.beside_pages import each_by_itself
from handinhand.ground.models import Circle
from handinhand.meetings.choices import OutlookSays
from handinhand.meetings.models import Outlook
from handinhand.meetings.queries.outlook import LOOKED_AT_EVERY, minutes_they_have, planned_minutes


def look_ahead(*, now: datetime) -> None:
    """Look at every circle whose last look was a week ago or more."""
    lately = Outlook.objects.filter(circle=OuterRef("pk"), looked_at__gt=now - LOOKED_AT_EVERY)
    circles = Circle.objects.filter(~Exists(lately)).order_by("pk").iterator(chunk_size=200)
    each_by_itself(lambda circle: look_at_circle(circle=circle, now=now), circles, waits="What is planned waits")


@transaction.atomic
def look_at_circle(*, circle: Circle, now: datetime) -> None:
    """Keep what is so now. It says something from the second look on at which five people or more said what they have.

    So nobody can read from it what the fifth one said a moment ago. Within a week of the last look nothing changes.
    """
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    kept = Outlook.objects.filter(circle=circle).first() or Outlook(circle=circle)
    if kept.pk is not None and kept.looked_at > now - LOOKED_AT_EVERY:
        return
    have = minutes_they_have(circle, now=now)
    was_enough = kept.enough_since is not None
    kept.enough_since = (kept.enough_since or now) if len(have) >= ENOUGH else None
    fits = fits_together(have, planned=planned_minutes(circle, now=now)) if was_enough else None
    said = {True: OutlookSays.FITS, False: OutlookSays.MORE, None: OutlookSays.NOTHING}
    kept.says, kept.looked_at = said[fits], now
    kept.save()
