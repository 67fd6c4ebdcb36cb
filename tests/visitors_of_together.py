"""The visitor table's rows of what people do together in the room: breaks, changing the plan, small groups."""

from tests import planted
from tests.answers import WORDS, WROTE, for_members, from_members, mend, on, page, row
from tests.visitors_of_meetings import doing, in_room

TALKING, GROUPED = "/c/{circle}/meetings/{talking}/room/", "/c/{circle}/meetings/{grouped}/room/"
HOLDER = "Only whoever holds the meeting does this."
OFFER = {"offer": "{room_offer}"}

TOGETHER_ROWS = [
    in_room(
        "grouped",
        page("Nobody else is in your group now", planted.GROUPS_ASK, "A change to the plan?"),
        Dee=page("Go to my group"),
    ),
    doing("need-break", "talking", "Pause", "Channel", send={"who": "all"}, Marcus=()),
    doing(
        "need-break",
        "grouped",
        "Pause",
        "BreakAsked",
        "Attendance",
        "Channel",
        send={"who": "care", "to": "{holds}"},
        Marcus=(),
        Tom=(),
    ),
    doing("begin-break", "talking", send={"minutes": "5", "leave": "{talk}"}, Tom=("Pause", "Channel")),
    doing("be-back", "talking"),
    doing("go-on", "talking"),
    doing("change-yes", "grouped", "OfferAnswer", "Channel", send=OFFER, Marcus=()),
    doing("change-no", "grouped", "OfferAnswer", "Channel", send=OFFER, Marcus=()),
    doing(
        "change-do", "grouped", send=OFFER, Tom=("PlanOffer", "Part", "Commitment", "PlanChange", "Entry", "Channel")
    ),
    doing("change-back", "grouped", send=OFFER, Tom=("PlanOffer", "Channel")),
    doing("stay-here", "grouped", "InGroup", "ScopeMember", "Channel", Marcus=()),
    doing("back-together", "grouped", Tom=("Split", "Channel")),
    row(
        "meetings:change_in_room",
        "circle",
        "talking",
        get=for_members(on(TALKING), Tom=page("Change the plan together", "Ask the room")),
        post=from_members(mend(HOLDER), Tom=on(f"{TALKING}change/offered/", "PlanOffer", "Channel")),
        send={"what": "leave_out", "part": "{talk_after}"},
    ),
    row(
        "meetings:offered",
        "circle",
        "grouped",
        get=for_members(page("The plan after the change", planted.OFFERED_PART), Marcus=on(GROUPED)),
    ),
    row(
        "meetings:split",
        "circle",
        "talking",
        get=for_members(on(TALKING), Tom=page("Small groups", "Draw the groups")),
        post=from_members(mend(HOLDER), Tom=mend("at least four people are needed here")),
        send={"question": WORDS, "size": "2", "leave": "{talk}"},
    ),
    row(
        "meetings:group",
        "circle",
        "grouped",
        get=for_members(page("My small group"), Marcus=on(GROUPED), Dee=page(planted.IN_A_GROUP)),
    ),
    row(
        "meetings:say_in_group",
        "circle",
        "grouped",
        post=from_members(on(f"{GROUPED}group/", "GroupWords", *WROTE), Marcus=mend("You are in the big room now")),
        send={"body": WORDS},
    ),
    row(
        "meetings:bring_back",
        "circle",
        "grouped",
        post=from_members(mend("The groups are still talking."), Marcus=mend("You are in the big room now")),
        send={"body": WORDS, "named": "group"},
    ),
]
