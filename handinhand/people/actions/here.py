"""On which day somebody was here, for those alone who asked that it be kept."""

from datetime import date

from django.db import transaction

from handinhand.ground.models import Person
from handinhand.people.models import Here


@transaction.atomic
def keep_day(*, of: Person, day: date) -> None:
    """From now on keep the day on which somebody is here."""
    Here.objects.get_or_create(person=of, defaults={"day": day.isoformat()})
    note_day(of=of, day=day)


@transaction.atomic
def note_day(*, of: Person, day: date) -> None:
    """Somebody is here on a day; nothing is kept of anybody who did not ask for it."""
    kept = Here.objects.select_for_update().filter(person=of).first()
    if kept is not None and kept.day < day.isoformat():
        kept.day = day.isoformat()
        kept.save(update_fields=["day"])


@transaction.atomic
def forget_day(*, of: Person) -> None:
    """Keep no day of somebody any more."""
    Here.objects.filter(person=of).delete()
