"""The only writers of who looks after care in a circle. It is said by whoever will; nothing and nobody gives it out."""

from datetime import datetime
from enum import Enum

from django.db import transaction
from django.utils.translation import gettext as _

from handinhand.care.models import CircleCare, WhomToTurnTo
from handinhand.care.rules.persons import NotNow
from handinhand.circles.actions import use_power
from handinhand.circles.actions.powers import hold_present
from handinhand.circles.choices import Power
from handinhand.circles.models import Member
from handinhand.circles.queries import NotHere
from handinhand.ground.models import Circle
from handinhand.live.actions import tell
from handinhand.words.queries import circle_scope, covered_until


class CareRole(Enum):
    """What somebody can say that they will do."""

    HOLDER = "holder"
    SECOND = "second"


class LinesChanged(Exception):
    """Somebody else changed the lines since they were opened; `now_is` is what they are now."""

    def __init__(self, now_is: WhomToTurnTo) -> None:
        super().__init__()
        self.now_is = now_is


@transaction.atomic
def take_care(*, by: Member, role: CareRole) -> None:
    """Say "I will": `by` looks after care in their circle, or is the second, if nobody who is here does.

    Said twice it is said once; raises NotNow. Nobody can say it for somebody else.
    """
    care = _held(by)
    mine, other = role.value, CareRole.SECOND.value if role is CareRole.HOLDER else CareRole.HOLDER.value
    there = getattr(care, mine)
    if there is not None and there.pk == by.pk:
        return
    if there is not None and there.left_at is None and not there.is_held:
        raise NotNow(_("Somebody else said so a moment before you. Thank you for offering."))
    if role is CareRole.SECOND and getattr(care, other) is not None and getattr(care, other).pk == by.pk:
        raise NotNow(_("You look after care already. The second is somebody else."))
    if getattr(care, other) is not None and getattr(care, other).pk == by.pk:
        setattr(care, other, None)
    setattr(care, mine, by)
    care.save()
    tell(channel=circle_scope(by.circle).public_id)


@transaction.atomic
def hand_care_back(*, by: Member) -> None:
    """Hand it back: it is open again. Nobody asks why, and no list keeps that it was so."""
    care = _held(by)
    held = [each for each in ("holder", "second") if getattr(care, f"{each}_id") == by.pk]
    if held:
        for each in held:
            setattr(care, each, None)
        care.save(update_fields=held)
        tell(channel=circle_scope(by.circle).public_id)


@transaction.atomic
def change_turn_to(*, by: Member, instead_of: int, outside: str, contacts: str, now: datetime) -> WhomToTurnTo | None:
    """Write the circle's own lines anew in place of version `instead_of` (0: none yet); raises LinesChanged.

    Nothing is done, and nothing returned, when they say what they say already.
    """
    Circle.objects.select_for_update(no_key=True).get(pk=by.circle_id)
    last = WhomToTurnTo.objects.filter(circle=by.circle_id).order_by("-number").first()
    texts = {"outside": outside, "contacts": contacts}
    if last is not None and texts == {name: getattr(last, name) for name in texts}:
        return None
    if last is None and not outside and not contacts:
        return None
    if last is not None and last.number != instead_of:
        raise LinesChanged(last)
    number = last.number + 1 if last is not None else 1
    made: WhomToTurnTo = use_power(
        power=Power.CHANGE_TURN_TO, circle=by.circle, by=by, now=now, number=number, texts=texts
    )
    return made


def turn_to_effect(*, circle: Circle, by: Member, now: datetime, number: int, texts: dict[str, str]) -> WhomToTurnTo:
    """There is a new version of the circle's own lines."""
    covers = {f"{name}_covered_until": covered_until(circle, text) for name, text in texts.items()}
    made = WhomToTurnTo.objects.create(circle=circle, by=by, number=number, written_at=now, **texts, **covers)
    tell(channel=circle_scope(circle).public_id)
    return made


def _held(by: Member) -> CircleCare:
    if hold_present(by.circle, by.person) is None:
        raise NotHere
    CircleCare.objects.get_or_create(circle=by.circle)
    rows = CircleCare.objects.select_for_update(of=("self",)).select_related("holder", "second")
    return rows.get(circle=by.circle)


CARE_EFFECTS = {Power.CHANGE_TURN_TO: turn_to_effect}
