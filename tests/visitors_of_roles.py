"""The visitor table's rows of roles: which there are, one of them, taking one on, and draws."""

from datetime import date, timedelta

from tests import planted_texts_of_roles as planted
from tests.answers import WORDS, for_members, from_members, mend, on, page, row

ROLES = "/c/{circle}/roles/"
OPEN_DRAW, CLOSED_DRAW = (f"{ROLES}draw/{{{name}_role_draw}}/" for name in ("open", "closed"))
LATER = str(date.today() + timedelta(days=100))  # noqa: DTZ011 - some day ahead

ROLE_ROWS = [
    row("roles:here", "circle", get=for_members(page("Care is offered, never drawn.", planted.ROLE_TAKES))),
    row(
        "roles:invent",
        "circle",
        get=for_members(page("What is it called?")),
        post=from_members(on(ROLES + "*/", "LentRole", "Entry", "Channel")),
        send={"name": WORDS, "takes": "", "seats": "one"},
    ),
    row(
        "roles:invent",
        "circle",
        post=from_members(mend("There is a role of that name already.")),
        send={"name": "Welcoming", "takes": "", "seats": "one"},
    ),
    row("roles:invent", "circle", post=from_members(mend("Please write something here.")), send={"name": ""}),
    row(
        "roles:role",
        "circle",
        "own_role",
        get=for_members(page(planted.ROLE_OF_OURS, "Only you see this"), Tom=page("Hand it back")),
    ),
    row(
        "roles:role",
        "circle",
        "welcome",
        get=for_members(page("You have said nothing, and you are not drawn."), Dee=page("You said: not now.")),
    ),
    row(
        "roles:say",
        "circle",
        "welcome",
        post=from_members(on(ROLES + "welcome/", "Willing")),
        send={"says": "beside"},
    ),
    row("roles:say", "circle", "welcome", post=from_members(on(ROLES + "welcome/")), send={"says": "perhaps"}),
    row(
        "roles:take",
        "circle",
        "notes",
        post=from_members(on(ROLES + "notes/", "LentRole", "Loan", "Notes", "Entry", "Channel")),
        send={"until": LATER},
    ),
    row("roles:take", "circle", "notes", post=from_members(mend("Please choose a day.")), send={"until": ""}),
    row(
        "roles:change",
        "circle",
        "own_role",
        get=for_members(page(planted.ROLE_TAKES, "Let this role go")),
        post=from_members(on(ROLES + "*/", "LentRole", "Entry", "Channel")),
        send={"name": "The anchor", "takes": WORDS, "seats": "one"},
    ),
    row("roles:let_go", "circle", "own_role", post=from_members(on(ROLES + "*/"))),
    row(
        "roles:hand_back",
        "circle",
        "own_role",
        post=from_members(on(ROLES + "*/")),
        send={"loan": "nothing"},
    ),
    row(
        "roles:open_draw",
        "circle",
        "own_role",
        get=for_members(page("How long are the names open?")),
        post=from_members(mend("Somebody holds this already")),
        send={"what": "until", "until": LATER, "days": "1"},
    ),
    row(
        "roles:open_draw",
        "circle",
        "notes",
        post=from_members(on(ROLES + "draw/*/", "LentRole", "RoleDraw", "Entry", "Channel")),
        send={"what": "until", "until": LATER, "days": "1"},
    ),
    row(
        "roles:draw",
        "circle",
        "open_role_draw",
        get=for_members(page("The names are open", "The fingerprint of the seed")),
        post=from_members(on(OPEN_DRAW, "AddedWord", "Channel")),
        send={"word": WORDS},
    ),
    row("roles:draw", "circle", "open_role_draw", post=from_members(mend("Please write something here.")), send={}),
    row(
        "roles:draw",
        "circle",
        "closed_role_draw",
        query="?again=yes",
        get=for_members(page("The same came out", "Who was drawn")),
    ),
    row(
        "roles:call_off",
        "circle",
        "open_role_draw",
        post=from_members(on(OPEN_DRAW, "RoleDraw", "Entry", "Channel")),
    ),
    row(
        "roles:answer",
        "circle",
        "closed_role_draw",
        post=from_members(on(CLOSED_DRAW), Tom=on(CLOSED_DRAW, "Ask")),
        send={"keeps": "yes"},
    ),
    row(
        "roles:answer",
        "circle",
        "closed_role_draw",
        post=from_members(on(CLOSED_DRAW), Tom=on(CLOSED_DRAW, "Ask", "Loan", "Channel")),
        send={"keeps": "no"},
    ),
    row("roles:close", "circle", "open_role_draw", post=from_members(on(OPEN_DRAW))),
]
