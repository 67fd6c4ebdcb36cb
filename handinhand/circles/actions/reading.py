"""What people read before they join: any member changes it, the ledger says so, and what it was is kept."""

from datetime import datetime

from django.db import transaction

from handinhand.circles.actions.powers import use_power
from handinhand.circles.choices import Power
from handinhand.circles.models import Member, Reading
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.words.queries import circle_scope, covered_until


class ReadingChanged(Exception):
    """Somebody else changed the reading since it was opened; `now_is` is what it is now."""

    def __init__(self, now_is: Reading) -> None:
        super().__init__()
        self.now_is = now_is


@transaction.atomic
def change_reading(
    *, by: Member, instead_of: int, happens: str, who: str, not_asked: str, now: datetime
) -> Reading | None:
    """Write the reading anew in place of version `instead_of` (0: none yet); raises ReadingChanged.

    Nothing is done, and nothing returned, when it says what it says already.
    """
    Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    last = Reading.objects.filter(circle=by.circle_id).order_by("-number").first()
    texts = {"happens": happens, "who": who, "not_asked": not_asked}
    if last is not None and texts == {name: getattr(last, name) for name in texts}:
        return None
    if last is not None and last.number != instead_of:
        raise ReadingChanged(last)
    number = last.number + 1 if last is not None else 1
    made: Reading = use_power(power=Power.CHANGE_READING, circle=by.circle, by=by, now=now, number=number, texts=texts)
    return made


def reading_effect(*, circle: Circle, by: Member, now: datetime, number: int, texts: dict[str, str]) -> Reading:
    """There is a new version."""
    covers = {f"{name}_covered_until": covered_until(circle, text) for name, text in texts.items()}
    reading = Reading.objects.create(circle=circle, by=by, number=number, written_at=now, **texts, **covers)
    tell(channel=circle_scope(circle).public_id)
    return reading
