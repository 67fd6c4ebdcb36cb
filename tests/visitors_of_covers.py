"""The visitor table's rows of covering what stands in a plan."""

from tests import planted
from tests.answers import NOT_HERE, for_members, only, page, row

PLAN_COVER_ROWS = [
    row(
        "meetings:cover_in_plan",
        "circle",
        "coming",
        get=for_members(
            page(
                "These are the words of this plan",
                planted.TITLE,
                planted.PLACE,
                planted.PLACE_BEFORE,
                "What it was before",
            )
        ),
    ),
    row("meetings:cover_in_plan", "circle", "planned", get=only(Tom=NOT_HERE)),
]
