"""The visitor table's rows of powers: their rules, asking the circle, agreeing, and a rule that would be another."""

from tests import planted_texts_of_powers as planted
from tests.answers import WORDS, everybody, for_members, from_members, mend, on, page, row

HOME = "/c/{circle}/"
USES = HOME + "agreeing/"
ASKED, WAITING, DONE, CLOSING = (USES + f"{{{name}_use}}/" for name in ("asked", "waiting", "done", "closing"))
RULE = {"agree": "2", "for_themselves": "0", "for_organisations": "0", "notice_days": "0"}
PROPOSED = ("PowerUse", "PowerYes", "Proposal", "Words", "Channel")

POWER_ROWS = [
    row("home:keeper", get=everybody(page("They have no power in any circle"))),
    row("circles:powers", "circle", get=for_members(page("Our circle changed this, by a decision."))),
    row(
        "circles:uses",
        "circle",
        get=for_members(page(planted.ASKED_OF_US, planted.SHOWN_OUTSIDE, planted.WORK_TAKEN_ON)),
    ),
    row(
        "circles:ask_power",
        "circle",
        "spend",
        get=for_members(page("What will happen, exactly?")),
        post=from_members(on(USES + "*/", "PowerUse", "PowerYes", "Channel")),
        send={"text": WORDS},
    ),
    row("circles:ask_power", "circle", "spend", post=from_members(mend("Please write something here."))),
    row(
        "circles:ask_power",
        "circle",
        "close_circle",
        get=for_members(page("It does not open again.")),
        # Sam asks it already.
        post=from_members(on(CLOSING)),
    ),
    row(
        "circles:use",
        "circle",
        "asked_use",
        get=for_members(
            page(planted.ASKED_OF_US, "Yes, I agree", "This needs two more people."), Tom=page("I ask for it no longer")
        ),
    ),
    row("circles:use", "circle", "waiting_use", get=for_members(page(planted.SHOWN_OUTSIDE, "Each of us can stop it"))),
    row("circles:use", "circle", "done_use", get=for_members(page(planted.WORK_TAKEN_ON, "and it is done"))),
    row("circles:use", "circle", "closing_use", get=for_members(page("Let the circle decide it"))),
    row(
        "circles:say_yes",
        "circle",
        "asked_use",
        post=from_members(on(ASKED, "PowerYes", "Channel"), Tom=on(ASKED, "Channel")),
    ),
    row("circles:say_yes", "circle", "done_use", post=from_members(on(DONE))),
    row(
        "circles:take_yes_back",
        "circle",
        "asked_use",
        post=from_members(on(ASKED, "Channel"), Tom=on(ASKED, "PowerYes", "Channel")),
    ),
    row(
        "circles:take_yes_back",
        "circle",
        "waiting_use",
        post=from_members(
            on(WAITING, "Channel"),
            Tom=on(WAITING, "PowerYes", "PowerUse", "Channel"),
            Dee=on(WAITING, "PowerYes", "PowerUse", "Channel"),
        ),
    ),
    row("circles:stop_agreed", "circle", "waiting_use", post=from_members(on(WAITING, "PowerUse", "Entry", "Channel"))),
    row("circles:stop_agreed", "circle", "asked_use", post=from_members(on(ASKED))),
    row(
        "circles:withdraw_asking",
        "circle",
        "asked_use",
        post=from_members(on(ASKED), Tom=on(USES, "PowerUse", "PowerYes", "Channel")),
    ),
    row(
        "decisions:propose_rule",
        "circle",
        "invite",
        get=for_members(page("Propose to change this rule", "As it is now: One of us alone is enough.")),
        post=from_members(on("/c/{circle}/decisions/*/", *PROPOSED)),
        send=RULE,
    ),
    row(
        "decisions:propose_rule",
        "circle",
        "spend",
        post=from_members(mend("You can ask for more, and not for less.")),
        send={**RULE, "agree": "1"},
    ),
    row(
        "decisions:propose_use",
        "circle",
        "closing_use",
        post=from_members(on("/c/{circle}/decisions/*/", "PowerUse", "Proposal", "Words", "Channel")),
    ),
    row("decisions:propose_use", "circle", "asked_use", post=from_members(on(ASKED))),
]
