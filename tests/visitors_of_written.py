"""Rows of the visitor table about everything somebody has written: each is for whoever wrote it alone."""

from tests import planted
from tests.answers import NOT_HERE, from_signed_in, on, page, row, signed_in

ALL = "/me/written/"

WRITTEN_ROWS = [
    row(
        "home:written",
        get=signed_in(
            page("Everything I have written, and who can see it"),
            Dee=page("Everything I have written, and who can see it", "Delete it for good"),
        ),
    ),
    row(
        "home:shown_to",
        "own_said_words",
        get=signed_in(NOT_HERE, Asha=page(planted.SAID_BY_ASHA, "Who sees this follows from where it stands.")),
        post=from_signed_in(NOT_HERE, Asha=on(ALL)),
        send={"wider": "yes"},
    ),
    row(
        "home:shown_to",
        "stays_words",
        get=signed_in(NOT_HERE, Dee=page(planted.NOT_LET_FURTHER, "Show it to others instead")),
        post=from_signed_in(NOT_HERE, Dee=on(ALL, "Words", "Said", "Channel")),
        send={"wider": "yes"},
    ),
    row(
        "home:gone",
        "own_said_words",
        get=signed_in(NOT_HERE, Asha=page("it is not deleted")),
        post=from_signed_in(NOT_HERE, Asha=on(ALL)),
    ),
    row(
        "home:gone",
        "stays_words",
        get=signed_in(NOT_HERE, Dee=page("Delete this for good?")),
        post=from_signed_in(NOT_HERE, Dee=on(ALL, "Words", "Said", "Channel")),
    ),
]
