"""The visitor table's rows of what was done: the list, a part of it, and letters from a paper."""

from tests.answers import Row, for_members, mend, page, row

NOT_PRINTED_HERE = "BBBB-BBBB-BBBB-BBBB-BBBB-BBBB-BBBB"

DONE_ROWS: list[Row] = [
    row("circles:ledger", "circle", get=for_members(page("Tom made an invitation", "Nia left", "line 1"))),
    row(
        "circles:ledger",
        "circle",
        query="?what=coming&who=&since=2026-01-01&until=",
        get=for_members(page("Tom made an invitation", "Nia left")),
    ),
    row("circles:ledger", "circle", query="?since=soon", get=for_members(mend("We cannot find that day."))),
    row("circles:from_paper", "circle", get=for_members(page("Check letters from a paper"))),
    row(
        "circles:from_paper",
        "circle",
        query=f"?head={NOT_PRINTED_HERE}",
        get=for_members(page("These letters are not in our list as it is now.")),
    ),
    row("circles:from_paper", "circle", query="?head=x", get=for_members(mend("This is not as it was printed yet."))),
]
