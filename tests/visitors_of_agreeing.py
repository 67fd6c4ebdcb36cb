"""The visitor table of agreeing together: what newcomers read, hellos, what somebody comes with, and deciding well."""

from tests import planted
from tests.answers import NOT_HERE, WORDS, WROTE, Row, for_members, from_members, mend, on, page, row

READING = {"instead_of": "1", "happens": "Tea first, then a round.", "who": "", "not_asked": "Your age."}

WELCOMING_ROWS: list[Row] = [
    row(
        "circles:comes_with",
        "circle",
        get=for_members(page("What I come with", planted.LIMITS), Dee=page(planted.PRONOUNS)),
        post=from_members(on("/c/{circle}/what-i-come-with/", "Member", "Channel")),
        send={"pronouns": "ze and zir", "say_name": ""},
    ),
    row(
        "circles:hello",
        "circle",
        get=for_members(page("Saying hello first", "Dee"), Dee=page("They would like a hello from you", "Tom")),
    ),
    row(
        "circles:offer_hello",
        "circle",
        post=from_members(on("/c/{circle}/hello/", "Member", "Channel"), Dee=on("/c/{circle}/hello/", "Channel")),
        send={"offers": "yes"},
    ),
    row(
        "circles:ask_hello",
        "circle",
        post=from_members(
            on("/c/{circle}/hello/", "Hello", "Ask", "Channel"),
            Tom=on("/c/{circle}/hello/", "Channel"),
            Dee=mend("They do not offer it just now."),
        ),
        send={"to": "{dee}"},
    ),
    row(
        "circles:answer_hello",
        "circle",
        post=from_members(on("/c/{circle}/hello/"), Dee=on("/c/{circle}/hello/", "Hello", "Ask")),
        send={"hello": "{hello}"},
    ),
    row(
        "circles:reading",
        "circle",
        get=for_members(page(planted.READING, planted.LIMITS)),
        post=from_members(on("/c/{circle}/before-joining/", "Reading", "Entry", "Channel")),
        send=READING,
    ),
    row(
        "circles:reading",
        "circle",
        post=from_members(mend("Somebody changed this while you wrote.", planted.READING)),
        send={**READING, "instead_of": "0"},
    ),
]

PROPOSED, TOUCHING, GIVING = (
    "/c/{circle}/decisions/{proposed}/",
    "/c/{circle}/decisions/{touching}/",
    "/c/{circle}/decisions/{giving}/",
)
DECIDED = "/c/{circle}/decisions/{decided}/"
DECIDING_ROWS: list[Row] = [
    row(
        "decisions:proposal",
        "circle",
        "touching",
        get=for_members(
            page(planted.TOUCHING, planted.CHANGE, planted.OFFERED, "It touches"),
            Dee=page(planted.TOUCHING, "This touches you"),
        ),
    ),
    row("decisions:proposal", "circle", "giving", get=for_members(page(planted.GIVING, "It would be with Dee."))),
    row("decisions:live_with", "circle", "proposed", post=from_members(on(PROPOSED, "Reaction", "Channel"))),
    row(
        "decisions:live_with",
        "circle",
        "proposed_in_meeting",
        post=from_members(on("/c/{circle}/decisions/{proposed_in_meeting}/", "Reaction", "Channel"), Marcus=NOT_HERE),
    ),
    row(
        "decisions:change",
        "circle",
        "proposed",
        get=for_members(page(planted.PROPOSED)),
        post=from_members(on(PROPOSED, "Reaction", *WROTE)),
        send={"text": WORDS},
    ),
    row(
        "decisions:change",
        "circle",
        "decided",
        post=from_members(
            mend("This was decided already"), Marcus=mend("This is for the people whom it was proposed to.")
        ),
        send={"text": WORDS},
    ),
    row(
        "decisions:offer",
        "circle",
        "proposed",
        get=for_members(page(planted.PROPOSED)),
        post=from_members(on(PROPOSED, "Offer", *WROTE)),
        send={"text": WORDS},
    ),
    row(
        "decisions:take_offer",
        "circle",
        "touching",
        "offer",
        post=from_members(
            mend("This is for the people whom it was proposed to."), Tom=on(TOUCHING, "Offer", "Touched", *WROTE)
        ),
    ),
    row(
        "decisions:put_beside",
        "circle",
        "touching",
        "offer",
        post=from_members(
            mend("This is for the people whom it was proposed to."),
            Tom=on(TOUCHING, "Offer", "Proposal", "Touched", *WROTE),
        ),
    ),
    row(
        "decisions:heard",
        "circle",
        "touching",
        post=from_members(
            mend("There is nothing here that you need to read first."),
            Dee=on(TOUCHING, "Touched", "Proposal", "Channel"),
        ),
        send={"begins": "yes"},
    ),
    row(
        "decisions:say_i_will",
        "circle",
        "giving",
        post=from_members(
            mend("This is not with you any more."),
            Dee=on(GIVING, "Given", "AskedToDecide", "Ask", "Commitment", "Channel"),
        ),
        send={"yes": "yes"},
    ),
    row(
        "decisions:more",
        "circle",
        "proposed",
        get=for_members(page(planted.PROPOSED, "More ways to decide this")),
        post=from_members(on(PROPOSED, "Touched", "Proposal", "Channel")),
        send={"do": "touches", "whom": "{dee}"},
    ),
    row(
        "decisions:more",
        "circle",
        "proposed_in_meeting",
        get=for_members(page(planted.PROPOSED_IN_MEETING), Marcus=NOT_HERE),
        post=from_members(on("/c/{circle}/decisions/{proposed_in_meeting}/", "Proposal", "Channel"), Marcus=NOT_HERE),
        send={"do": "wait", "day": "{day}"},
    ),
    row(
        "decisions:more",
        "circle",
        "touching",
        post=from_members(
            mend("Whoever proposed this begins it in writing."),
            Tom=mend("This touches somebody who has not heard of it yet."),
        ),
        send={"do": "writing", "day": "{day}"},
    ),
    row(
        "decisions:look_again",
        "circle",
        "decided",
        get=for_members(page(planted.DECIDED_IN_MEETING, "Keep it")),
        post=from_members(on(DECIDED, "Proposal", "Entry", "Channel")),
        send={"day": "{day}", "seen": ""},
    ),
    row(
        "decisions:look_again",
        "circle",
        "decided",
        post=from_members(mend("Somebody looked at this a moment ago.")),
        send={"day": "{day}", "seen": "2026-01-01T00:00:00+00:00"},
    ),
    row(
        "decisions:result",
        "circle",
        "given",
        get=for_members(page(planted.GIVEN)),
        post=from_members(
            mend("This is not with you any more."),
            Dee=on("/c/{circle}/decisions/{given}/", "Given", "Entry", "Channel"),
        ),
        send={"result": WORDS, "reasons": "It is what we had."},
    ),
]
