"""The visitor table's rows of what is sent ahead, written for another, carried by one phone, or printed."""

from tests import planted
from tests.answers import (
    NOT_HERE,
    WORDS,
    WROTE,
    for_members,
    from_members,
    from_only,
    mend,
    on,
    only,
    page,
    row,
)

MEETINGS = "/c/{circle}/meetings/"
AHEAD = MEETINGS + "{coming}/ahead/"
COMING, PLANNED = MEETINGS + "{coming}/", MEETINGS + "{planned}/ahead/"
TALKING = MEETINGS + "{talking}/"
FRIEND, PHONE, ROOM = f"{TALKING}friend/", f"{TALKING}phone/", f"{TALKING}room/"
IN_GROUPS = MEETINGS + "{grouped}/friend/"
BELONGS = ("Answer", "Commitment", "ScopeMember", "Channel")
NOBODY_YET = "Nobody is invited to this meeting yet."

AHEAD_ROWS = [
    row(
        "meetings:ahead",
        "circle",
        "coming",
        get=for_members(page("Write for this part", planted.PROPOSED), Dee=page(planted.SENT_AHEAD)),
    ),
    row("meetings:ahead", "circle", "planned", get=only(Tom=page("Nothing can be sent ahead to this meeting now."))),
    row(
        "meetings:ahead_for",
        "circle",
        "coming",
        "coming_part",
        get=for_members(page(planted.QUESTION, "Only you see this until this part begins.")),
        post=from_members(on(AHEAD, "Ahead", "Words", *BELONGS), Dee=on(AHEAD, "Ahead", "Words")),
        send={"body": WORDS},
    ),
    row(
        "meetings:ahead_for",
        "circle",
        "planned",
        "planned_part",
        get=only(Tom=on(PLANNED)),
        post=from_only(Tom=mend(NOBODY_YET)),
        send={"body": WORDS},
    ),
    row(
        "meetings:ahead_position",
        "circle",
        "coming",
        "proposed",
        get=for_members(page(planted.PROPOSED, "Only you see this until positions close.")),
        post=from_members(on(AHEAD, "Ahead", *BELONGS), Dee=on(AHEAD, "Ahead")),
        send={"kind": "stand_aside"},
    ),
    row(
        "meetings:ahead_position",
        "circle",
        "coming",
        "proposed_in_meeting",
        get=for_members(page(planted.PROPOSED_IN_MEETING), Marcus=NOT_HERE),
    ),
    row(
        "meetings:ahead_move",
        "circle",
        "coming",
        "ahead_of_dee",
        post=from_only(Dee=on(AHEAD, "Ahead")),
        send={"part": "{coming_other}"},
    ),
    row(
        "meetings:ahead_take_back",
        "circle",
        "coming",
        "position_of_dee",
        post=from_only(Dee=on(AHEAD, "Ahead")),
    ),
]

FRIEND_ROWS = [
    row(
        "meetings:friend",
        "circle",
        "talking",
        get=for_members(
            page("You write for"),
            Marcus=page("Somebody writes for me"),
            Dee=page("What came into your name by another hand", planted.SAID_FOR_DEE, "You are on the room's phone"),
        ),
    ),
    row("meetings:friend", "circle", "planned", get=only(Tom=page("Writing for another"))),
    row(
        "meetings:ask_friend",
        "circle",
        "talking",
        post=from_members(on(FRIEND, "Friend", "Ask"), Dee=mend("Please choose one of these.")),
        send={"friend": "{whose}"},
    ),
    row(
        "meetings:friend_by_card",
        "circle",
        "talking",
        post=from_members(on(f"{FRIEND}*/", "Friend", "Ask", "Commitment"), Dee=mend("Please choose one of these.")),
        send={"whose": "{whose}", "code": "{card}"},
    ),
    row("meetings:writing_for", "circle", "talking", "yes", get=only(Asha=page("You write for", "Their words"))),
    row(
        "meetings:writing_for",
        "circle",
        "grouped",
        "yes_grouped",
        get=only(Asha=page("In their small group", planted.GROUPS_ASK, planted.OFFERED_PART)),
    ),
    row(
        "meetings:say_in_group_for",
        "circle",
        "grouped",
        "yes_grouped",
        post=from_only(Asha=on(f"{IN_GROUPS}{{yes_grouped}}/", "GroupWords", "DoneFor", *WROTE)),
        send={"body": WORDS},
    ),
    row(
        "meetings:say_in_group_for",
        "circle",
        "talking",
        "yes",
        post=from_only(Asha=mend("They are in the big room now", WORDS)),
        send={"body": WORDS},
    ),
    row(
        "meetings:do_for",
        "circle",
        "grouped",
        "yes_grouped",
        "change-no",
        post=from_only(Asha=on(f"{IN_GROUPS}{{yes_grouped}}/", "OfferAnswer", "DoneFor", "Channel")),
        send={"offer": "{room_offer}"},
    ),
    row(
        "meetings:end_friend",
        "circle",
        "talking",
        "yes",
        post=from_only(Asha=on(FRIEND, "Friend", "Commitment"), Dee=on(FRIEND, "Friend", "Commitment")),
    ),
    row("meetings:will_write", "circle", "talking", "yes", post=from_only(Asha=on(FRIEND))),
    row(
        "meetings:position_for",
        "circle",
        "talking",
        "yes",
        post=from_only(Asha=mend("This is not being decided now")),
        send={"kind": "agree", "proposal": "{proposed}"},
    ),
    row(
        "meetings:say_for",
        "circle",
        "talking",
        "yes",
        "talk",
        post=from_only(Asha=on(f"{FRIEND}{{yes}}/", "Said", "DoneFor", *WROTE)),
        send={"body": WORDS},
    ),
    row(
        "meetings:do_for",
        "circle",
        "talking",
        "yes",
        "answer",
        post=from_only(Asha=on(f"{FRIEND}{{yes}}/", "Answer", "Commitment", "DoneFor", "Channel")),
        send={"answer": "coming"},
    ),
    row(
        "meetings:do_for",
        "circle",
        "talking",
        "yes",
        "close",
        post=from_only(Asha=on(f"{FRIEND}{{yes}}/")),
    ),
]

PHONE_ROWS = [
    row(
        "meetings:phone",
        "circle",
        "talking",
        get=for_members(on(ROOM), Tom=page("The room's phone", planted.SAID, planted.SAID_FOR_DEE)),
    ),
    row(
        "meetings:carry_phone",
        "circle",
        "talking",
        post=from_members(on(PHONE, "Notes", "Entry", "Channel"), Marcus=on(ROOM), Tom=on(PHONE)),
    ),
    row("meetings:put_away", "circle", "talking", get=only(), post=from_only()),
    row(
        "meetings:phone_enter",
        "circle",
        "talking",
        post=from_members(mend("This phone is no longer the room's."), Tom=on(PHONE, "Said", *WROTE)),
        send={"body": WORDS, "do": "keep"},
    ),
    row(
        "meetings:phone_position",
        "circle",
        "talking",
        post=from_members(mend("This phone is no longer the room's."), Tom=mend("The room's phone")),
        send={"whose": "{whose}", "kind": "agree", "do": "keep"},
    ),
    row(
        "meetings:phone_ask",
        "circle",
        "talking",
        "break",
        post=from_members(on(PHONE), Tom=on(PHONE, "Pause", "Channel")),
    ),
    row(
        "meetings:phone_lead",
        "circle",
        "talking",
        "go-to",
        post=from_members(on(PHONE), Tom=on(PHONE, "Meeting", "Seat", "Together", "Channel")),
        send={"leave": "{talk}", "part": "{talk_after}"},
    ),
    row(
        "meetings:phone_who",
        "circle",
        "talking",
        "whose",
        get=for_members(on(PHONE), Tom=page("Would you like to take your turns on this phone?")),
        post=from_members(on(PHONE), Tom=on(PHONE, "Channel")),
    ),
    row(
        "meetings:phone_off",
        "circle",
        "talking",
        "whose",
        post=from_members(on(PHONE), Tom=on(PHONE, "OnPhone"), Dee=on(FRIEND, "OnPhone")),
    ),
    row(
        "meetings:phone_turn",
        "circle",
        "talking",
        "whose",
        "raise-hand",
        post=from_members(on(PHONE), Tom=on(PHONE, "Hand", "Channel")),
    ),
]

HELD_ROWS = [
    row("meetings:role", "circle", "coming", "care", "take", post=from_members(on(COMING, "Care", "Channel"))),
    row("meetings:role", "circle", "coming", "second", "take", post=from_members(on(COMING))),
    row(
        "meetings:role",
        "circle",
        "coming",
        "notes",
        "take",
        post=from_members(on(f"{COMING}look-round/", "Notes", "Entry", "Channel")),
        send={"page": "look"},
    ),
    row(
        "meetings:role",
        "circle",
        "coming",
        "hold",
        "take",
        post=from_members(on(COMING, "Meeting", "Entry", "Commitment", "Channel")),
    ),
    row(
        "meetings:role",
        "circle",
        "talking",
        "notes",
        "hand-back",
        post=from_members(on(ROOM), Tom=on(ROOM, "Notes", "Channel")),
        send={"page": "room"},
    ),
    row(
        "meetings:role",
        "circle",
        "talking",
        "hold",
        "hand-back",
        post=from_members(on(ROOM), Tom=on(ROOM, "Meeting", "Commitment", "Channel")),
        send={"page": "room"},
    ),
    row("meetings:role", "circle", "planned", "care", "take", post=from_only(Tom=on(MEETINGS + "{planned}/"))),
]

PAPER_ROWS = [
    row("meetings:printed", "circle", "coming", get=for_members(page(planted.TITLE, planted.PLACE, "Where I stand"))),
    row("meetings:printed", "circle", "coming", get=for_members(page(planted.QUESTION)), query="?letters=large"),
    row("meetings:printed", "circle", "planned", get=only(Tom=page(planted.PLANNED, planted.PLANNED_PART))),
]

BY_ANOTHER_HAND_ROWS = [*AHEAD_ROWS, *FRIEND_ROWS, *PHONE_ROWS, *HELD_ROWS, *PAPER_ROWS]
