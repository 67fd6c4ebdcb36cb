"""How long a circle meets at most, and what is heavy for it: any member can say so, and everybody sees who did."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from handinhand.circles.actions import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.meetings.models import Pace
from handinhand.meetings.queries.pace import agreed_pace
from handinhand.words.actions import topic
from handinhand.words.queries import circle_scope


@transaction.atomic
def change_pace(*, by: Member, longest: int, heavy: Sequence[str], now: datetime) -> bool:
    """Say how long meetings are at most and what is heavy; nothing is written when that is what counts already."""
    agreed = agreed_pace(by.circle)
    if agreed.longest == longest and set(agreed.heavy) == set(heavy):
        return False
    use_power(power=Power.CHANGE_PACE, circle=by.circle, by=by, now=now, longest=longest, heavy=heavy)
    return True


def pace_effect(*, circle: Circle, by: Member, now: datetime, longest: int, heavy: Sequence[str], **_: Any) -> Pace:
    """A new number counts from now on; what counted before is kept."""
    Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    last = Pace.objects.filter(circle=circle).aggregate(last=Max("number"))["last"] or 0
    pace = Pace.objects.create(circle=circle, number=last + 1, longest_minutes=longest, by=by, at=now)
    pace.heavy_topics.set([topic(circle=circle, name=name) for name in heavy])
    tell(channel=circle_scope(circle).public_id)
    return pace


EFFECTS = {Power.CHANGE_PACE: pace_effect}
