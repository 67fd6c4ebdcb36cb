"""What is somebody's own leaves no line: care, rest, contact, positions, answers, words.

The visitor table sends every form there is, and `tests/test_visitors.py` sees that exactly those tables change which it
names. So no form of these can write a line unless the visitor table says so.
"""

from tests.visitors import TABLE

# Parts that are about one person, or about two; of each, the forms that change something for the whole circle.
FOR_ALL = {
    "beside": set(),
    "calendars": set(),
    "care": {"care:circle_lines"},
    "days": {"days:of_circle", "days:take_out_of_circle"},
    # What was promised or asked can be put into a plan, which is everybody's.
    "home": {"home:talk_about"},
    "people": set(),
    "profiles": set(),
    "promises": set(),
    "tea": {"tea:rhythm"},
    "words": set(),
    "work": set(),
}
OF_ONES_OWN = {
    "circles:answer_hold",
    "circles:ask_hello",
    "circles:ask_hold",
    "circles:comes_with",
    "circles:my_place",
    "circles:offer_hello",
    "circles:seeing",
    "decisions:keep",
    "decisions:live_with",
    "decisions:position",
    "meetings:after_heavy",
    "meetings:answer",
    "meetings:ask_friend",
    "meetings:how_i_am",
    "meetings:say",
    "meetings:stepping_out",
    "returning:wish",
}


def writes_a_line() -> dict[str, bool]:
    """Every address that takes a form, and whether it ever writes a line of the ledger."""
    found: dict[str, bool] = {}
    for row in TABLE:
        for _who, answer in row.post.each() if row.post else ():
            found[row.name] = found.get(row.name, False) or "Entry" in answer.changes
    return found


def test_what_is_ones_own_leaves_no_line() -> None:
    writes = writes_a_line()
    assert writes["circles:invite"], "We look in the wrong place."
    assert writes.keys() >= OF_ONES_OWN
    assert not [name for name in OF_ONES_OWN if writes[name]]
    for part, for_all in FOR_ALL.items():
        own = {name for name in writes if name.startswith(f"{part}:")}
        assert own, part
        assert {name for name in own if writes[name]} == for_all
