"""The visitor table's rows of linked circles."""

from tests import planted_texts_of_links as planted
from tests.answers import NOT_HERE, WORDS, for_members, from_members, mend, on, page, row

LINKS, USES = "/c/{circle}/links/", "/c/{circle}/agreeing/"
UPDATES = LINKS + "updates/"
ASKED = on(USES + "*/", "PowerUse", "PowerYes", "Channel")

LINK_ROWS = [
    row("links:here", "circle", get=for_members(page("Quarry Circle", "Larch Circle", "Waits for another circle"))),
    row(
        "links:offer",
        "circle",
        get=for_members(page("Which circle is it for?")),
        post=from_members(ASKED),
        send={"whom": WORDS, "known": "linked"},
    ),
    row("links:offer", "circle", post=from_members(mend("Please write something here."))),
    row(
        "links:code",
        "circle",
        get=for_members(page("Type the code that somebody of another circle brought.")),
        post=from_members(on(LINKS + "code/{their_code}/")),
        send={"code": "{their_code}"},
    ),
    row(
        "links:code",
        "circle",
        post=from_members(page("This code is of this circle.", status=422)),
        send={"code": "{our_code}"},
    ),
    row(
        "links:accept",
        "circle",
        "their_code",
        get=for_members(page("Larch Circle", "Who may know that our circle exists?")),
        post=from_members(ASKED),
        send={"known": "further"},
    ),
    row("links:accept", "circle", "our_code", get=for_members(on(LINKS)), post=from_members(on(LINKS))),
    row(
        "links:cut",
        "circle",
        "link",
        get=for_members(page("Cut the link with", "Quarry Circle")),
        post=from_members(on(LINKS, "Link", "Entry", "Channel")),
    ),
    row(
        "links:cut",
        "circle",
        "our_offer",
        get=for_members(page("Take our yes back?")),
        post=from_members(on(LINKS, "Link", "Entry", "Channel")),
    ),
    row(
        "links:known",
        "circle",
        "link",
        get=for_members(page("Who may know of us through", "Quarry Circle")),
        post=from_members(ASKED),
        send={"known": "further"},
    ),
    row("links:known", "circle", "our_offer", get=for_members(on(LINKS)), post=from_members(on(LINKS))),
    row("links:known", "circle", "far_link", get=for_members(NOT_HERE), post=from_members(NOT_HERE)),
    row("links:cut", "circle", "far_link", get=for_members(NOT_HERE), post=from_members(NOT_HERE)),
    row("links:updates", "circle", get=for_members(page(planted.TOLD_THEM, planted.TOLD_US))),
    row(
        "links:tell",
        "circle",
        get=for_members(page("To which circles?", "Quarry Circle")),
        post=from_members(ASKED),
        send={"text": WORDS, "to": "{link}", "answers": "{they_told}"},
    ),
    row("links:tell", "circle", post=from_members(mend("Please choose one circle or more.")), send={"text": WORDS}),
    row(
        "links:take_back",
        "circle",
        "we_told",
        get=for_members(page(planted.TOLD_THEM, "They may have read it by then.")),
        post=from_members(on(UPDATES, "Update", "Entry", "Channel")),
    ),
    row(
        "circles:own_cover",
        "circle",
        "heard_kind",
        "heard_row",
        get=for_members(page(planted.TOLD_US, "They do not learn of this cover.")),
        post=from_members(on("/", "HeardUpdate", "Channel", "Cover", "Entry")),
    ),
    row("circles:own_cover", "circle", "heard_kind", "far_heard", get=for_members(NOT_HERE)),
    row("links:take_back", "circle", "they_told", get=for_members(NOT_HERE), post=from_members(NOT_HERE)),
]
