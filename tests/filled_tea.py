"""Many draws behind a circle's tea: everybody wishes it, and Asha was drawn often."""

from datetime import timedelta
from typing import Any

from handinhand.people.choices import AskKind
from handinhand.tea.choices import Opening, Stands, Way, Why
from handinhand.tea.models import Draw, Drawn, Group, Question, Wish
from tests.filled_of_energy import tickets


def fill_tea(filling: Any) -> None:
    """Many who wish it, and many draws that are over, each with Asha in it."""
    Wish.objects.bulk_create(Wish(member=each, said_at=filling.now) for each in filling.members)
    words = filling.write(filling.scope)
    filling.rows(Question, lambda each: {"by": filling.members[each], "words": words[each]})
    day = filling.now.date() - timedelta(days=3000)
    for each, ticket in enumerate(tickets(filling, AskKind.TEA)):
        on = day + timedelta(days=each)
        draw = Draw.objects.create(circle=filling.circle, day=on, until=on + timedelta(days=1))
        group = Group.objects.create(draw=draw, why=Why.NOT_YET, question=0)
        Drawn.objects.create(
            group=group, member=filling.asha, ask=ticket, way=Way.ANY, opening=Opening.YES, stands=Stands.OVER
        )
