"""What somebody was writing when they hid a page: kept for them alone if they asked for it, and gone after a week."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from handinhand.ground.models import Person
from handinhand.people.models import Unsent
from handinhand.people.queries.unsent import Box, unsent_of
from handinhand.people.rules.unsent import KEPT_FOR, MOST_KEPT


@transaction.atomic
def keep_unsent(*, by: Person, where: str, boxes: Sequence[Box], now: datetime) -> None:
    """Keep what stood in the boxes of a page, in the place of what was kept from that page before; the newest few."""
    held = Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    before = unsent_of(person=held, now=now)
    old = [each.public_id for each in before if each.where == where]
    others = [each.public_id for each in before if each.where != where]
    Unsent.objects.filter(person=held, public_id__in=[*old, *others[MOST_KEPT - 1 :]]).delete()
    kept = json.dumps([[each.action, each.name, each.key, each.text] for each in boxes], ensure_ascii=False)
    Unsent.objects.create(person=held, where=where, boxes=kept, at=now)


@transaction.atomic
def let_go_of(*, by: Person, unsent_id: str) -> None:
    """Delete what was kept from one page, for good; doing it twice is doing it once."""
    Unsent.objects.filter(person=by, public_id=unsent_id).delete()


@transaction.atomic
def was_sent(*, by: Person, action: str, now: datetime) -> None:
    """Let go of what was kept, now that the form it was for is sent."""
    sent = [each.public_id for each in unsent_of(person=by, now=now) if any(box.action == action for box in each.boxes)]
    Unsent.objects.filter(person=by, public_id__in=sent).delete()


@transaction.atomic
def let_all_go(*, by: Person) -> None:
    """Delete all that was kept so, for good."""
    Unsent.objects.filter(person=by).delete()


@transaction.atomic
def clear_unsent(*, now: datetime) -> None:
    """Delete what was kept longer than a week."""
    Unsent.objects.filter(at__lt=now - KEPT_FOR).delete()
