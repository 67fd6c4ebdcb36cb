"""Much that was said to Asha, and in one exchange of Dee and Tom; and what was asked about many before."""

from typing import Any

from handinhand.away.models import Away
from handinhand.mending.models import InTheWay, Said
from handinhand.people.choices import AskKind
from handinhand.words.choices import ScopeKind
from handinhand.words.models import Scope
from tests.filled_of_energy import tickets


def fill_way(filling: Any) -> None:
    """Many rows to Asha, each with words, and many words in the planted one."""
    words = filling.write(filling.scope)
    asks = tickets(filling, AskKind.IN_THE_WAY)
    given = {"circle": filling.circle, "kind": "something", "is_about_somebody": False, "said_at": filling.now}
    for member, body, ask in zip(filling.members, words, asks, strict=False):
        if member.pk != filling.asha.pk:
            scope = Scope.objects.create(circle=filling.circle, kind=ScopeKind.CHOSEN)
            InTheWay.objects.create(**given, by=member, to=filling.asha, ask=ask, scope=scope, words=body)
    said = InTheWay.objects.select_related("scope").get(public_id=filling.world.ids["in_the_way"])
    for each in filling.write(said.scope, by=filling.world.harbour.tom):
        Said.objects.create(circle=filling.circle, in_the_way=said, words=each)
    before = {"asked_at": filling.now, "asked_on": filling.now.date(), "kind": "end", "until": "2999-01-01"}
    filling.rows(Away, lambda _each: {**before, "member": filling.asha, "asked_by": None})
