"""The visitor table's rows of danger: Dee passed something on, Tom is told of it, and nobody else learns anything."""

from tests import planted
from tests.answers import (
    NOT_HERE,
    WORDS,
    WROTE,
    everybody,
    for_members,
    from_members,
    from_only,
    mend,
    on,
    only,
    page,
    row,
)

DANGER = "/c/{circle}/danger/"
A_NOTE = {"to": "{outside}", "about": "", "knows": "will", "is_named": "no", "text": WORDS}
PASSED = ("PassedOn", *WROTE, "Scope", "ScopeMember")

# Nobody else hears of it, so nothing is told.
FORGOTTEN = ("PassedOn", "Words", "Scope", "ScopeMember", "Told", "Ask")

DANGER_ROWS = [
    row("home:rules_of_pages", get=everybody(page("Rules for our pages", "All we need is a name that you choose."))),
    row("home:promises_we_keep", get=everybody(page("Twelve promises", "A name you choose is all we need."))),
    row(
        "care:danger",
        "circle",
        get=for_members(
            page("In danger now: call", "999", planted.OUTSIDE, "You do not need to be sure", planted.LIMITS)
        ),
    ),
    row(
        "care:danger_pass_on",
        "circle",
        "adult",
        get=for_members(page("Before you write", planted.OUTSIDE, planted.LIMITS)),
        post=from_members(on(DANGER + "mine/", *PASSED)),
        send=A_NOTE,
    ),
    row("care:danger_pass_on", "circle", "adult", post=from_members(mend("Please choose one.")), send={"text": WORDS}),
    row(
        "care:danger_pass_on",
        "circle",
        "worker",
        get=for_members(page("Which organisation do they work for?", planted.AN_ORGANISATION)),
        post=from_members(on(DANGER + "mine/", *PASSED, "Told", "Ask", "Channel")),
        send={**A_NOTE, "about": "{sam}"},
    ),
    row("care:danger_pass_on", "circle", "nonsense", get=only(), post=from_only(), send=A_NOTE),
    row(
        "care:danger_mine",
        "circle",
        get=for_members(
            page("What I passed on", "Nothing here."),
            Dee=page(planted.PASSED_ON, "can read that something was passed on"),
        ),
    ),
    row(
        "care:danger_forget",
        "circle",
        "passed_on",
        get=only(Dee=page("Delete this for good?")),
        post=from_only(Dee=on(DANGER + "mine/", *FORGOTTEN)),
    ),
    row("care:danger_forget", "circle", "nonsense", get=for_members(NOT_HERE), post=from_members(NOT_HERE)),
    row(
        "care:danger_about_me",
        "circle",
        get=for_members(
            page("What was passed on about me", "Nothing here."), Tom=page("It went to:", "I have read it")
        ),
        post=from_members(on(DANGER), Tom=on(DANGER, "Ask")),
    ),
]
