"""Much that was asked of a circle, in every state, each with many who said yes."""

from datetime import timedelta
from typing import Any

from handinhand.circles.choices import Ended, Power, UseState
from handinhand.circles.models import PowerUse, PowerYes

TAKES = {"agree": 400, "for_themselves": 1, "for_organisations": 1, "notice_days": 0}


def fill_powers(filling: Any) -> None:
    """Many of each state, and a yes of everybody beside what Tom asked."""
    now, asha = filling.now, filling.asha
    given = {"power": Power.SPEND, "text": "Tea.", "asked_by": asha, "asked_at": now, **TAKES}
    lapses = {"lapses_at": now + timedelta(days=3000)}
    waits = {"state": UseState.AGREED, "agreed_at": now, "happens_at": now + timedelta(days=3000)}
    for more in ({}, waits, {"state": UseState.DONE, "done_at": now}, {"state": UseState.ENDED, "ended": Ended.GONE}):
        filling.rows(PowerUse, lambda _each, more=more: {**given, **lapses, **more})
    asked = PowerUse.objects.get(public_id=filling.world.ids["asked_use"])
    PowerUse.objects.filter(pk=asked.pk).update(agree=TAKES["agree"])
    PowerYes.objects.bulk_create(
        PowerYes(circle=filling.circle, use=asked, member=each, said_at=now) for each in filling.members
    )
