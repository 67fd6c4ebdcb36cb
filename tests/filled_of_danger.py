"""Much behind danger: many people outside, and much that Asha passed on and that was passed on about her."""

from typing import Any

from handinhand.care.models import Danger, Knows, PassedOn, Told
from handinhand.circles.choices import Adopts
from handinhand.circles.models import AdoptedLine, AdoptedVersion
from handinhand.people.choices import AskKind
from tests.filled_of_energy import tickets


def fill_danger(filling: Any) -> None:
    """Many lines, many notes by Asha, and many about her."""
    version = AdoptedVersion.objects.create(
        circle=filling.circle, kind=Adopts.OUTSIDE, number=900, adopted_at=filling.now, decision_id=""
    )
    given = {"circle": filling.circle, "version": version}
    AdoptedLine.objects.bulk_create(
        AdoptedLine(**given, position=each, text=f"Warden number {each}, 0300 0000{each}, w{each}@example.org")
        for each in range(len(filling.members))
    )
    words = filling.write(filling.scope)
    note = {
        "circle": filling.circle,
        "danger": Danger.ADULT,
        "to": "Warden number 1",
        "is_named": False,
        "at": filling.now,
    }
    PassedOn.objects.bulk_create(PassedOn(**note, by=filling.asha, words=each, knows=Knows.ADDS) for each in words)
    for each, ticket in zip(filling.members, tickets(filling, AskKind.PASSED_ON), strict=False):
        if each.pk != filling.asha.pk:
            passed = PassedOn.objects.create(**note, by=each, knows=Knows.KNOWS)
            Told.objects.create(circle=filling.circle, passed_on=passed, to=filling.asha, ask=ticket)
