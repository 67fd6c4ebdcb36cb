"""The only writers of circles: beginning one, joining and leaving, inviting, and what a circle makes its own."""

from handinhand.circles.actions.adopting import NeverEmpty, adopt_effect
from handinhand.circles.actions.begin import DEFAULT_LIMITS, NoSuchTimeZone, begin_circle, start_circle
from handinhand.circles.actions.hellos import ask_for_hello, come_with, offer_hello, seen_hello
from handinhand.circles.actions.invitations import (
    InvitationClosed,
    invite,
    invite_effect,
    make_invitation,
    withdraw_effect,
    withdraw_invitation,
)
from handinhand.circles.actions.members import (
    NameTaken,
    OrganisationUnnamed,
    Place,
    change_my_place,
    join,
    leave,
    leave_effect,
    take_place,
)
from handinhand.circles.actions.powers import Effect, Refused, hand_over_effects, use_power
from handinhand.circles.actions.reading import change_reading, reading_effect
from handinhand.circles.choices import Power

CIRCLE_EFFECTS: dict[Power, Effect] = {
    Power.START_CIRCLE: take_place,
    Power.JOIN: take_place,
    Power.LEAVE: leave_effect,
    Power.INVITE: invite_effect,
    Power.WITHDRAW_INVITATION: withdraw_effect,
    Power.ADOPT: adopt_effect,
    Power.CHANGE_READING: reading_effect,
}

__all__ = [
    "CIRCLE_EFFECTS",
    "DEFAULT_LIMITS",
    "Effect",
    "InvitationClosed",
    "NameTaken",
    "NeverEmpty",
    "NoSuchTimeZone",
    "OrganisationUnnamed",
    "Place",
    "Refused",
    "ask_for_hello",
    "begin_circle",
    "change_my_place",
    "change_reading",
    "come_with",
    "hand_over_effects",
    "invite",
    "join",
    "leave",
    "make_invitation",
    "offer_hello",
    "seen_hello",
    "start_circle",
    "use_power",
    "withdraw_invitation",
]
