"""Much of all that somebody's energy is made of, for Asha: what her own pages show."""

from datetime import timedelta
from typing import Any

from handinhand.fairness.energy import week_of
from handinhand.people.choices import AskKind
from handinhand.people.models import Ask, Commitment, Energy, Rest, WeekOff


def fill_energy(filling: Any) -> None:
    """Asha has many hours, many weeks off and rests later on, took much on, and is asked for much."""
    person, now = filling.asha.person, filling.now
    today = now.date()
    Energy.objects.create(person=person, hours=150, way_minutes=20)
    ahead = range(filling.many)
    WeekOff.objects.bulk_create(WeekOff(person=person, week=week_of(today) + 20 + each) for each in ahead)
    Rest.objects.bulk_create(
        Rest(
            person=person, begins_at=now + timedelta(days=200 + 2 * each), ends_at=now + timedelta(days=201 + 2 * each)
        )
        for each in ahead
    )
    given = {"minutes": 5, "circle": filling.circle, "first_day": today, "last_day": today}
    Commitment.objects.bulk_create(
        Commitment(person=person, kind=AskKind.ROLE, ref=f"r{each}", **given) for each in ahead
    )
    for each in ahead:
        times = {"asked_at": now, "ends_at": now + timedelta(days=9)}
        Ask.objects.create(of=person, kind=AskKind.TEA, ref=f"a{each}", where="/help/", **given, **times)
