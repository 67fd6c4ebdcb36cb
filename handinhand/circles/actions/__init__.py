"""The only writers of circles: beginning one, joining and leaving, inviting, and what a circle makes its own."""

from handinhand.circles.actions.adopting import NeverEmpty, adopt_effect
from handinhand.circles.actions.begin import DEFAULT_LIMITS, NoSuchTimeZone, begin_circle, start_circle
from handinhand.circles.actions.covering import (
    agree_to_cover,
    cover,
    cover_effect,
    keep_cover_effect,
    uncover,
    uncover_effect,
)
from handinhand.circles.actions.hellos import answer_hello, ask_for_hello, come_with, offer_hello
from handinhand.circles.actions.holding import (
    HoldNotNow,
    agree_to_hold,
    answer_hold,
    ask_hold,
    carry_out_about_hold,
    hold_effect,
    keep_hold_effect,
    lift_effect,
    lift_hold,
    note_proposal,
    withdraw_ask,
)
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
    choose_sight_of,
    choose_together,
    hand_over_letting_go,
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
    Power.COVER: cover_effect,
    Power.KEEP_COVER: keep_cover_effect,
    Power.UNCOVER: uncover_effect,
    Power.HOLD_ACCESS: hold_effect,
    Power.LIFT_HOLD: lift_effect,
    Power.KEEP_HOLD: keep_hold_effect,
    Power.END_HOLD: lift_effect,
    Power.CHANGE_READING: reading_effect,
}

__all__ = [
    "CIRCLE_EFFECTS",
    "DEFAULT_LIMITS",
    "Effect",
    "HoldNotNow",
    "InvitationClosed",
    "NameTaken",
    "NeverEmpty",
    "NoSuchTimeZone",
    "OrganisationUnnamed",
    "Place",
    "Refused",
    "agree_to_cover",
    "agree_to_hold",
    "answer_hello",
    "answer_hold",
    "ask_for_hello",
    "ask_hold",
    "begin_circle",
    "carry_out_about_hold",
    "change_my_place",
    "change_reading",
    "choose_sight_of",
    "choose_together",
    "come_with",
    "cover",
    "hand_over_effects",
    "hand_over_letting_go",
    "invite",
    "join",
    "leave",
    "lift_hold",
    "make_invitation",
    "note_proposal",
    "offer_hello",
    "start_circle",
    "uncover",
    "use_power",
    "withdraw_ask",
    "withdraw_invitation",
]
