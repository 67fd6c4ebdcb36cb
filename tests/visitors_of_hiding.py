"""Rows of the visitor table about what somebody was writing when they hid a page."""

from tests import planted
from tests.answers import everybody, from_signed_in, on, page, row, signed_in

HIDING_ROWS = [
    # Whose words they are a ticket says, and not the visit: without one, nothing is kept, and nothing is told.
    row(
        "people:keep_unsent",
        post=everybody(page("Received.")),
        send={"where": "/me/", "box": '["/me/", "text", "", "A few words."]', "ticket": "none"},
    ),
    row(
        "people:unsent",
        get=signed_in(page("Nothing waits here."), Dee=page(planted.UNSENT, "Go on where I was")),
    ),
    row("people:unsent_gone", "unsent", post=from_signed_in(on("/me/unsent/"), Dee=on("/me/unsent/", "Unsent"))),
]
