"""The visitor table's rows of what keeps people safe: covers, holds, and whom somebody does not want to see."""

from tests import planted
from tests.answers import NOT_HERE, for_members, from_members, from_only, on, only, page, row

HOME = "/c/{circle}/"
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
]
