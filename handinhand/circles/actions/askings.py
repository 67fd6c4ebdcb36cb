"""What can be asked of a circle, as the part that owns it hands it over, and what it is about as it is now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from handinhand.circles.choices import Ended, Power
from handinhand.circles.models import Member, PowerUse
from handinhand.ground.models import Circle


class AskNotNow(Exception):
    """Something cannot be asked, agreed to or taken back as things stand; its text says why, in plain words."""


class Overtaken(Exception):
    """The effect of what was agreed finds the world changed, so nothing happens; `ended` says how."""

    def __init__(self, ended: Ended = Ended.GONE) -> None:
        super().__init__(ended)
        self.ended = ended


class NotYet(Exception):
    """The effect of what was agreed cannot be at this moment; it waits, and is tried again."""


@dataclass(frozen=True)
class Asking:
    """What the part that owns a power hands over, so that it can be asked for.

    `find` gives what it is about as it is now, its row held, or nothing when that is gone; its effect takes it as
    `named`. `says` is what will happen, exactly, to be agreed to. Both can be left out for what is about its own words
    alone.
    """

    find: Callable[[Circle, str], Any] | None = None
    named: str = ""
    says: Callable[..., str] | None = None
    # What it is now, in short: where that is another thing than when it was asked, nobody agreed to it.
    as_it_is: Callable[[Any], str] | None = None
    # About nothing but the circle itself: it is asked once at a time.
    of_circle: bool = False
    # What was kept for it alone goes with it, when nothing comes of it.
    forget: Callable[[Circle, str], object] | None = None


NOTHING_MORE = Asking()
ASKINGS: dict[Power, Asking] = {}


def hand_over_askings(askings: Mapping[Power, Asking]) -> None:
    """Take what can be asked for from those who know every part."""
    ASKINGS.clear()
    ASKINGS.update(askings)


def asking_of(power: Power) -> Asking:
    """What was handed over for a power."""
    return ASKINGS.get(power, NOTHING_MORE)


def find_object(circle: Circle, power: Power, object_id: str) -> Any:
    """What it is about, held, as it is now."""
    find = asking_of(power).find
    return find(circle, object_id) if find is not None else None


def forget_object(use: PowerUse) -> None:
    """Nothing comes of it: what was kept for it alone is kept no longer."""
    forget = asking_of(Power(use.power)).forget
    if forget is not None:
        forget(use.circle, use.object_id)


def as_it_is(power: Power, found: Any) -> str | None:
    """What something is at this moment, in short, where that is part of what is agreed to."""
    kept = asking_of(power).as_it_is
    return None if kept is None or found is None else kept(found)


def lock_use(use: PowerUse, *, by: Member | None) -> tuple[PowerUse, Any]:
    """What is asked, held; what it is about; then the rows of all whom it takes or touches, in their order."""
    rows_held = PowerUse.objects.select_for_update(of=("self",), no_key=True).select_related("circle")
    held = rows_held.filter(pk=use.pk).first()
    if held is None:
        raise AskNotNow(_("Whoever asked took it back. Nothing happened."))
    found = find_object(held.circle, Power(held.power), held.object_id)
    members = Member.objects.select_for_update(of=("self",), no_key=True).select_related("person")
    some = {held.asked_by_id, held.about_id, by.pk if by else None, *held.yeses.values_list("member", flat=True)}
    rows = members.filter(pk__in=[each for each in some if each])
    kept = {each.pk: each for each in rows.order_by("pk")}
    if held.asked_by_id is not None:
        held.asked_by = kept.get(held.asked_by_id)
    return held, found
