"""The visitor table's rows of what helps somebody, how somebody is in between, and who asks tomorrow."""

from tests import planted
from tests.answers import (
    NOT_HERE,
    WORDS,
    WROTE,
    for_members,
    from_members,
    from_only,
    from_signed_in,
    mend,
    on,
    only,
    page,
    row,
    signed_in,
)

HELPS, HOW = "/c/{circle}/what-helps-me/", "/me/how-i-am/"
A_LINE = {"about": "helps", "text": WORDS, "who": "me"}
NOT_THERE = "Please write something here, or choose a picture."
MADE = ("Scope", "ScopeMember")

HELP_ROWS = [
    row(
        "care:helps",
        "circle",
        get=for_members(
            page("What helps me", "Nobody is told of any of it."),
            Dee=page(planted.HELP_FOR_ME, planted.HELP_FOR_TOM, planted.HELP_AT_HAND, planted.HELP_OF_DEE),
        ),
    ),
    row(
        "care:help_write",
        "circle",
        get=for_members(page("No need to say why, or what happened.", planted.LIMITS)),
        post=from_members(on(HELPS, "HelpLine", *WROTE)),
        send=A_LINE,
    ),
    row(
        "care:help_write",
        "circle",
        post=from_members(mend("Please choose one of these.")),
        send={**A_LINE, "who": "all"},
    ),
    row(
        "care:help_line",
        "circle",
        "help_of_dee",
        get=only(Dee=page(planted.HELP_OF_DEE, "Who can see this line")),
        post=from_only(Dee=on(HELPS, *WROTE)),
        send={"who": "me"},
    ),
    row("care:help_line", "circle", "help_for_me", get=only(Dee=page(planted.HELP_FOR_ME)), post=from_only()),
    row(
        "care:help_delete",
        "circle",
        "help_for_me",
        get=only(Dee=page(planted.HELP_FOR_ME, "It cannot be brought back.")),
        post=from_only(Dee=on(HELPS, "HelpLine", *WROTE)),
    ),
    row("care:help_printed", "circle", get=for_members(page("Nothing here yet."), Dee=page(planted.HELP_FOR_ME))),
    row("care:help_again", "circle", post=from_members(on(HELPS))),
    row(
        "care:help_here",
        "circle",
        "everyone",
        get=for_members(
            page(planted.HELP_OF_DEE),
            Asha=page(planted.HELP_OF_DEE, planted.HELP_AT_HAND),
            Tom=page(planted.HELP_FOR_TOM),
            Dee=page("There is nothing here that you can read now."),
        ),
    ),
    row(
        "care:help_here",
        "circle",
        "talking_scope",
        get=for_members(page(planted.HELP_OF_DEE, planted.HELP_AT_HAND), Marcus=NOT_HERE, Dee=page("What helps me")),
    ),
]
FEELING_ROWS = [
    row(
        "care:say",
        "circle",
        get=for_members(page("For you alone. You can skip this.", planted.LIMITS)),
        post=from_members(on(HOW, "CheckIn", *WROTE)),
        send={"how": WORDS, "picture": "rain", "who": "me"},
    ),
    row("care:say", "circle", post=from_members(mend(NOT_THERE)), send={"who": "me"}),
    row(
        "care:say_in",
        "circle",
        "talking_scope",
        get=for_members(page("The people in this meeting, with my name"), Marcus=NOT_HERE),
        post=from_members(on(HOW, "CheckIn", *WROTE), Marcus=NOT_HERE),
        send={"picture": "fog", "who": "meeting"},
    ),
    row(
        "care:delete_all",
        get=signed_in(page("It cannot be brought back.")),
        post=from_signed_in(on(HOW), **dict.fromkeys(("Asha", "Dee", "Nia"), on(HOW, "CheckIn", *WROTE))),
    ),
]
TOMORROW_ROWS = [
    row(
        "care:tomorrow",
        "circle",
        "talking_scope",
        get=for_members(
            page("Would you like somebody to ask tomorrow how you are?", "No, thank you"),
            Marcus=NOT_HERE,
            Dee=page(planted.TO_ASK_DEE, "Call it off"),
        ),
        post=from_members(
            on("/c/{circle}/tomorrow/{talking_scope}/", "ForTomorrow", "Ask", *MADE, *WROTE),
            Marcus=NOT_HERE,
            Dee=mend("Please choose one of these."),
        ),
        send={"to": "{dee}", "words": WORDS},
    ),
    row(
        "care:call_off",
        "circle",
        "talking_scope",
        post=from_members(on(HOW), Marcus=NOT_HERE, Dee=on(HOW, "ForTomorrow", "Ask", *MADE, *WROTE)),
    ),
    row(
        "care:to_ask",
        "circle",
        "to_ask",
        get=only(Tom=page(planted.TO_ASK_DEE, "I asked", "I cannot this time")),
        post=from_only(Tom=on("/", "ForTomorrow", "Ask", "Commitment", "Channel")),
        send={"said": "asked"},
    ),
    row(
        "care:to_ask",
        "circle",
        "to_ask",
        post=from_only(Tom=on("/", "ForTomorrow", "Ask", "Channel")),
        send={"said": "cannot"},
    ),
]
CARE_ROWS = [*HELP_ROWS, *FEELING_ROWS, *TOMORROW_ROWS]
