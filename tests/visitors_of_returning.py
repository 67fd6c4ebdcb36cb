"""Rows of the visitor table about being let back in. Somebody asks to come back as Dee; Tom and Nia said yes."""

from tests import planted
from tests.answers import (
    NOT_HERE,
    Answers,
    everybody,
    for_members,
    from_members,
    from_signed_in,
    mend,
    on,
    page,
    row,
    signed_in,
)

HOME = "/c/{circle}/"
OVER = page("This opens nothing now", status=404)

RETURNING_ROWS = [
    row(
        "returning:ask",
        "token",
        get=Answers(
            stranger=page("Nobody can learn on this page who is a member."),
            elsewhere=page("Nobody can learn on this page who is a member."),
            member=on(HOME),
            gone=page("Nobody can learn on this page who is a member."),
        ),
        post=Answers(
            stranger=on("/back/", "Asked", "Person", "Comfort"),
            elsewhere=on("/back/", "Asked"),
            member=on(HOME),
            gone=on("/back/", "Asked"),
        ),
        send={"name": "Dee"},
    ),
    row("returning:ask", "no_token", get=everybody(OVER), post=everybody(OVER), send={"name": "Dee"}),
    row(
        "returning:mine",
        get=signed_in(page("You have not asked to be let back in"), Bo=page("You said that you were here as Gull.")),
    ),
    row("returning:come_in", "asks_back", post=from_signed_in(NOT_HERE)),
    row("returning:come_in", "asked_by_bo", post=from_signed_in(NOT_HERE, Bo=on("/back/"))),
    row("returning:as_myself", "asks_back", post=from_signed_in(NOT_HERE)),
    row("returning:stop", "asks_back", post=from_signed_in(NOT_HERE, Dee=on("/", "Asked", "Channel"))),
    row(
        "returning:stop_link",
        "stop",
        get=everybody(page("Is it not you who comes back?")),
        post=everybody(on("/back/stop/{stop}/?stopped", "Asked", "Channel")),
    ),
    row("returning:stop_link", "no_link", get=everybody(OVER), post=everybody(OVER)),
    row(
        "returning:code",
        "circle",
        get=for_members(page("First invite them")),
        post=from_members(on("/c/{circle}/back/{asks_back}/")),
        send={"code": "{asked_code}"},
    ),
    row("returning:code", "circle", post=from_members(mend("We know no ask with this code now.")), send={"code": "q"}),
    row(
        "returning:know",
        "circle",
        "asks_back",
        get=for_members(
            page("here as Dee", "Yes, I know them"), Dee=page("it is about you"), Tom=page("You said that")
        ),
        post=from_members(
            on("/c/{circle}/back/{asks_back}/", "Known", "Asked", "Entry", "Letter", "SafeWay", "Channel"),
            Tom=on("/c/{circle}/back/{asks_back}/"),
            Dee=on("/c/{circle}/back/{asks_back}/"),
        ),
    ),
    row("returning:know", "circle", "asked_by_bo", get=for_members(NOT_HERE), post=from_members(NOT_HERE)),
    row("returning:open", "circle", "asks_back", post=from_members(on("/c/{circle}/back/{asks_back}/"))),
    row(
        "returning:wish",
        "circle",
        get=for_members(page("Only you see what you choose here.", planted.A_NAME)),
        post=from_members(on("/c/{circle}/back/mine/", "Wish")),
        send={"let_back": "no", "opener": "{own_place}"},
    ),
    row("returning:wish", "circle", post=from_members(mend("Please choose one of these.")), send={"let_back": "maybe"}),
]
