"""The visitor table of agreeing together: what newcomers read, hellos, what somebody comes with, and deciding well."""

from tests import planted
from tests.answers import Row, for_members, from_members, mend, on, page, row

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
            on("/c/{circle}/hello/", "Hello", "Channel"),
            Tom=on("/c/{circle}/hello/", "Channel"),
            Dee=mend("They do not offer it just now."),
        ),
        send={"to": "{dee}"},
    ),
    row(
        "circles:seen_hello",
        "circle",
        post=from_members(on("/c/{circle}/hello/"), Dee=on("/c/{circle}/hello/", "Hello")),
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
