"""How long roles are lent, who can be drawn, and why something cannot be now, in plain words."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from handinhand.circles.choices import Standing
from handinhand.circles.models import Member
from handinhand.fairness.drawing import Seat
from handinhand.fairness.energy import Cost
from handinhand.meetings.choices import Role
from handinhand.meetings.rules import HOLDING_TAKES
from handinhand.roles.choices import Kind, Place, Seats

# These are kept by a meeting itself: its plan and its room show who holds them.
IN_A_MEETING = {Kind.HOLD: Role.HOLD, Kind.NOTES: Role.NOTES}
COSTS = {Kind.HOLD: HOLDING_TAKES}
LITTLE = Cost()
MOST_ROLES = 30
LONGEST_TERM = timedelta(days=366)
SHORTEST_TERM = timedelta(days=1)
WORD_LIMIT = 60


def cost_of(kind: Kind) -> Cost:
    """What a role takes of whoever is drawn for it."""
    return COSTS.get(kind, LITTLE)


def seats_of(seats: Seats, *, for_term: bool, is_steady_back: bool = False) -> list[Seat]:
    """The seats of a role that are lent for a term, or for one meeting; a steady one there where it was handed back."""
    if seats == Seats.PAIR:
        return [
            Seat(Place.FOR_MYSELF.value, Standing.FOR_MYSELF.value),
            Seat(Place.FOR_ORGANISATION.value, Standing.FOR_ORGANISATION.value),
        ]
    if seats == Seats.STEADY:
        steady, rotating = Seat(Place.STEADY.value), Seat(Place.ROTATING.value)
        return [steady] if for_term else [rotating, *([steady] if is_steady_back else [])]
    return [Seat(Place.ONE.value)]


def seat_for(member: Member, free: Iterable[Seat]) -> Seat | None:
    """The first seat that is free and that somebody fits."""
    return next((seat for seat in free if seat.fits in {"", member.standing}), None)


def why_not_until(until: date, *, today: date) -> str | None:
    """Why a term cannot end on a day."""
    if until < today + SHORTEST_TERM:
        return _("That day is not ahead of us. Please choose a later one.")
    if until > today + LONGEST_TERM:
        return _("A role is lent for a year at most, so that it can go round. Please choose an earlier day.")
    return None
