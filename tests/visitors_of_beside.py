"""The visitor table's rows of being beside each other: Dee is asked to be beside Tom, and nobody else learns of it."""

from tests.answers import NOT_HERE, for_members, from_members, from_only, on, page, row

BESIDE = "/c/{circle}/beside/"
WISH = {"what": "would_like", "yes": "yes", "meeting": "{coming}"}
NOTHING_SAID = page("I would like somebody beside me", "Only you see what you say here")

BESIDE_ROWS = [
    row(
        "beside:here",
        "circle",
        get=for_members(
            NOTHING_SAID,
            Dee=page("would like somebody beside them", "Yes, I will", "Not this time"),
            Tom=page("Nobody has said yes yet."),
        ),
    ),
    row("beside:say", "circle", post=from_members(on(BESIDE, "SaidBeside")), send=WISH),
    row("beside:say", "circle", post=from_members(on(BESIDE)), send={**WISH, "meeting": "", "yes": "no"}),
    row("beside:say", "circle", post=from_members(NOT_HERE), send={**WISH, "what": "would_fly"}),
    row("beside:say", "circle", post=from_members(NOT_HERE), send={**WISH, "meeting": "{hillside}"}),
    row(
        "beside:will_be",
        "circle",
        "beside",
        post=from_only(Dee=on(BESIDE, "Ask", "Commitment", "Beside", "Together")),
    ),
    row("beside:not_this_time", "circle", "beside", post=from_only(Dee=on(BESIDE, "Ask", "Beside"))),
]
