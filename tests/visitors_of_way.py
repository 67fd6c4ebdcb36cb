"""The visitor table's rows of what is in the way, for the two alone, and of stepping away, which everyone decides."""

from tests import planted_of_way as planted
from tests.answers import NOT_HERE, WORDS, for_members, from_members, from_only, mend, on, only, page, row

WAY = "/c/{circle}/in-the-way/"
ONE = WAY + "{in_the_way}/"
AWAY = "/c/{circle}/stepping-away/"
A_NEED = {"about": "", "to": "{sam}", "kind": "something", "need": WORDS, "likes": "tea", "beside": ""}
A_DRAFT = {"happened": WORDS, "kind": "end", "until": "{in_forty_days}", "beside": "Sam.", "way_back": "By the door."}
GONE = ("InTheWay", "Agreement", "Scope", "ScopeMember", "Words", "Ask", "Channel")

# Leaving ends what one said is in the way, or what was said to one; and one agrees no longer.
ENDS_WAY = ("InTheWay", "Agreement", "Scope", "Words", "PowerYes")

WAY_ROWS = [
    row(
        "mending:here",
        "circle",
        get=for_members(
            page("You say it to somebody you trust."),
            Dee=page("What is open for you", "You said it to"),
            Tom=page("What is open for you", "said something to you"),
        ),
    ),
    row("mending:harm", "circle", get=for_members(page("Racism. Harm because of religion", "0800 138 1625"))),
    row(
        "mending:say",
        "circle",
        get=for_members(on(WAY)),
        post=from_members(page("What would you need?")),
        send={"step": "about"},
    ),
    row(
        "mending:say",
        "circle",
        post=from_members(on(WAY + "*/", "InTheWay", "Scope", "ScopeMember", "Words", "Ask", "Channel")),
        send=A_NEED,
    ),
    row("mending:say", "circle", post=from_members(mend("Please choose one.", WORDS)), send={"need": WORDS}),
    row(
        "mending:one",
        "circle",
        "in_the_way",
        get=only(
            Dee=page(planted.IN_THE_WAY, "Yes, we agree on this"),
            Tom=page(planted.IN_THE_WAY, planted.AGREED_IN_THE_WAY),
            Marcus=page("would like you beside them"),
        ),
    ),
    row(
        "mending:ways",
        "circle",
        "in_the_way",
        post=from_only(Dee=on(ONE, "InTheWay", "Channel"), Tom=on(ONE, "InTheWay", "Channel")),
        send={"likes": "tea"},
    ),
    row(
        "mending:write",
        "circle",
        "in_the_way",
        post=from_only(Dee=on(ONE, "Said", "Words", "Channel"), Tom=on(ONE, "Said", "Words", "Channel")),
        send={"text": WORDS},
    ),
    row(
        "mending:agreed",
        "circle",
        "in_the_way",
        post=from_only(Dee=on(ONE, "Agreement", "LookAgain", "Ask", "Channel"), Tom=on(ONE)),
        send={"yes_to": "{agreed_words}"},
    ),
    row(
        "mending:beside",
        "circle",
        "in_the_way",
        post=from_only(Marcus=on(ONE, "InTheWay", "ScopeMember", "Ask", "Channel")),
        send={"says": "yes"},
    ),
    row("mending:looked", "circle", "in_the_way", post=from_only(Dee=on(ONE), Tom=on(ONE), Marcus=on(ONE))),
    row(
        "mending:ask_beside",
        "circle",
        "in_the_way",
        post=from_only(Dee=on(ONE)),
        send={"member": "{sam}"},
    ),
    row(
        "mending:nobody_beside",
        "circle",
        "in_the_way",
        post=from_only(Dee=on(ONE, "InTheWay", "Ask", "Channel")),
    ),
    row(
        "mending:stop",
        "circle",
        "in_the_way",
        get=only(Dee=page("Stop this?"), Tom=page("Stop this?")),
        post=from_only(Dee=on(WAY, *GONE), Tom=on(WAY, *GONE)),
    ),
    row(
        "away:about_me",
        "circle",
        get=for_members(page("Nothing is asked about you")),
        post=from_members(NOT_HERE),
        send={"text": WORDS},
    ),
    row("away:mine", "circle", get=for_members(on(AWAY))),
    row("away:choose", "circle", post=from_members(NOT_HERE), send={"member": "{sam}"}),
    row("away:looked", "circle", post=from_members(NOT_HERE)),
    row("away:nobody", "circle", post=from_members(NOT_HERE)),
    row("away:wish", "circle", post=from_members(NOT_HERE)),
    row(
        "away:ask",
        "circle",
        "asha",
        get=for_members(page("What happens then"), Asha=NOT_HERE),
        post=from_members(
            on("/c/{circle}/agreeing/*/", "Away", "PowerUse", "PowerYes", "Ask", "Channel"), Asha=NOT_HERE
        ),
        send={**A_DRAFT, "read": "yes"},
    ),
    row(
        "away:ask",
        "circle",
        "asha",
        post=from_members(page("What they will read, word for word"), Asha=NOT_HERE),
        send=A_DRAFT,
    ),
    row("away:ask", "circle", "jo", get=for_members(on(AWAY.replace("stepping-away", "agreeing") + "{away_use}/"))),
    row(
        "away:of_use",
        "circle",
        "away_use",
        get=for_members(page("It has not begun.")),
        post=from_members(on(AWAY + "{away_use}/")),
    ),
    row(
        "away:company",
        "circle",
        "away_company",
        get=only(Marcus=page("Being beside them is not taking their side.")),
        post=from_only(Marcus=on(AWAY + "beside/{away_company}/", "Company", "Ask", "Channel")),
        send={"says": "yes"},
    ),
]
