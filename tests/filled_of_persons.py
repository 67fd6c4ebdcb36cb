"""Many who chose Asha as their person, and many versions of a circle's own lines."""

from typing import Any

from handinhand.care.models import SupportPerson, WhomToTurnTo
from handinhand.people.choices import AskKind
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope, ScopeMember
from tests.filled_of_energy import tickets


def fill_persons(filling: Any) -> None:
    """Asha is the person of many, and the lines were changed often."""
    asks = tickets(filling, AskKind.SUPPORT_PERSON)
    scopes = Scope.objects.bulk_create(Scope(circle=filling.circle, kind=ScopeKind.PAIR) for _each in asks)
    people = [filling.members[each % len(filling.members)].person for each in range(filling.many)]
    ScopeMember.objects.bulk_create(
        ScopeMember(circle=filling.circle, scope=scope, person=person)
        for scope, one in zip(scopes, people, strict=True)
        for person in {one, filling.asha.person}
    )
    chosen = {person.pk: (ask, scope) for person, ask, scope in zip(people, asks, scopes, strict=True)}
    chosen.pop(filling.asha.person.pk, None)
    SupportPerson.objects.filter(of__in=chosen).delete()
    SupportPerson.objects.bulk_create(
        SupportPerson(
            circle=filling.circle,
            of_id=person,
            member=filling.asha,
            place="first",
            ask=ask,
            asks_until=filling.now,
            said="yes",
            scope=scope,
            looks="weekdays",
        )
        for person, (ask, scope) in chosen.items()
    )
    filling.rows(
        WhomToTurnTo, lambda each: {"number": 10 + each, "written_at": filling.now, "outside": "A", "contacts": "B"}
    )
