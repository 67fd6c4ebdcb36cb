"""The visitor table's rows of what keeps people safe: covers, holds, and whom somebody does not want to see."""

from tests import planted
from tests.answers import NOT_HERE, WORDS, WROTE, for_members, from_members, from_only, on, only, page, row

HOME = "/c/{circle}/"
ABOUT_ASHA = "/c/{circle}/holds/{about_asha}/"
OTHERS = ("Marcus", "Tom", "Dee")
NOT_ASHA = dict.fromkeys(OTHERS, page("If somebody is in danger"))
HOLD = ("Hold", "Member", "ScopeMember", "Entry", "Channel")
COVER = ("Cover", "Entry", "Words", "Channel")

SAFETY_ROWS = [
    row(
        "circles:cover",
        "circle",
        "said_words",
        get=only(Asha=page(planted.SAID, "Cover these words?"), Tom=page(planted.SAID)),
        post=from_only(Asha=on("/", *COVER), Tom=on("/", *COVER)),
    ),
    row(
        "circles:cover",
        "circle",
        "covered_words",
        get=for_members(
            page("Something is covered here", "Read what is covered"), Tom=page("You covered them."), Dee=NOT_HERE
        ),
        post=from_members(on("/"), Dee=NOT_HERE),
    ),
    row(
        "circles:cover",
        "circle",
        "covered_words",
        query="?read=yes",
        get=for_members(page(planted.COVERED), Tom=page("You covered them."), Dee=NOT_HERE),
        reveals=(planted.COVERED,),
    ),
    row(
        "circles:cover_stays",
        "circle",
        "covered_words",
        post=from_members(on("/", "CoverYes"), Tom=on("/"), Dee=NOT_HERE),
    ),
    row(
        "circles:cover_off",
        "circle",
        "covered_words",
        post=from_members(on("/"), Tom=on("/", *COVER), Dee=NOT_HERE),
    ),
    row(
        "circles:own_cover",
        "circle",
        "own_kind",
        "line",
        get=for_members(page(planted.AGREED_BEFORE, "Cover these words?")),
        post=from_members(on("/", "AdoptedLine", "Channel", "Cover", "Entry")),
    ),
    row(
        "circles:own_cover",
        "circle",
        "own_kind",
        "covered_line",
        get=for_members(page("Nobody reads it now", "Read what is covered"), Tom=page("You covered them.")),
        post=from_members(on("/")),
    ),
    row(
        "circles:own_cover",
        "circle",
        "own_kind",
        "covered_line",
        query="?read=yes",
        get=for_members(page(planted.OWN_COVERED), Tom=page("You covered them.")),
        reveals=(planted.OWN_COVERED,),
    ),
    row(
        "circles:own_cover_stays",
        "circle",
        "own_kind",
        "covered_line",
        post=from_members(on("/", "CoverYes"), Tom=on("/")),
    ),
    row(
        "circles:own_cover_off",
        "circle",
        "own_kind",
        "covered_line",
        post=from_members(on("/"), Tom=on("/", "AdoptedLine", "Channel", "Cover", "Entry")),
    ),
    row("circles:member", "circle", "sam", get=for_members(page("If somebody is in danger"))),
    row("circles:member", "circle", "asha", get=for_members(page("Change my place here"), **NOT_ASHA)),
    row(
        "circles:seeing",
        "circle",
        "sam",
        post=from_members(on("/c/{circle}/members/{sam}/", "NotSeeing", "Channel")),
        send={"see": "no"},
    ),
    row(
        "circles:seeing",
        "circle",
        "sam",
        post=from_members(on("/c/{circle}/members/{sam}/", "Channel")),
        send={"see": "yes"},
    ),
    row(
        "circles:ask_hold",
        "circle",
        "sam",
        get=for_members(page("It takes two.")),
        post=from_members(on("/c/{circle}/holds/{asked_hold}/")),
    ),
    row(
        "circles:ask_hold",
        "circle",
        "held",
        get=for_members(page("Their access is held already.")),
        post=from_members(on("/c/{circle}/members/{held}/")),
    ),
    row(
        "circles:hold", "circle", "access_hold", get=for_members(page(planted.ANSWER_OF_HELD, "Jo and Sam put it on."))
    ),
    row("circles:hold", "circle", "asked_hold", get=for_members(page("Ravi asks for it."))),
    row("circles:hold", "circle", "about_asha", get=only(**{name: page("Ravi asks for it.") for name in OTHERS})),
    row("circles:agree_hold", "circle", "asked_hold", post=from_members(on("/c/{circle}/holds/{asked_hold}/", *HOLD))),
    row("circles:agree_hold", "circle", "access_hold", post=from_members(on("/c/{circle}/holds/{access_hold}/"))),
    row("circles:agree_hold", "circle", "about_asha", post=from_only(**dict.fromkeys(OTHERS, on(ABOUT_ASHA, *HOLD)))),
    row("circles:end_hold", "circle", "access_hold", post=from_members(on("/c/{circle}/holds/{access_hold}/"))),
    row("circles:end_hold", "circle", "asked_hold", post=from_members(on("/c/{circle}/members/"))),
    # Nobody in this table is held: what somebody who is gets is in tests/circles/test_holding.py.
    row("circles:answer_hold", "circle", post=from_members(NOT_HERE), send={"text": WORDS}),
    row(
        "decisions:propose_about_hold",
        "circle",
        "access_hold",
        post=from_members(on("/c/{circle}/decisions/*/", "HoldProposal", "Proposal", *WROTE)),
        send={"days": "7"},
    ),
]
