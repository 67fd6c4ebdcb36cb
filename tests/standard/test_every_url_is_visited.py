"""No address is left out: whatever has a page is visited with every checker, and the looks are all had."""

from django.urls import get_resolver

from standard.looks import LEVELS, looks, pairs
from tests.standard.every_url import MENDED, NOT_HERE, OF_MEETINGS, has_a_page, visits
from tests.standard.planted_house import Way
from tests.test_visitors import names
from tests.visitors import TABLE


def ways() -> list[Way]:
    """As the planted world tells them, without its addresses."""
    looking = [
        Way(row.name, visitor, str(row), answer.status)
        for row in TABLE
        for visitor, answer in (row.get.each() if row.get else ())
        if answer.shows and not answer.changes
    ]
    sending = [
        Way(row.name, visitor, str(row), MENDED, form="a")
        for row in TABLE
        for visitor, answer in (row.post.each() if row.post else ())
        if answer.status == MENDED
    ]
    return [*looking, *sending]


def test_every_address_that_has_a_page_is_visited() -> None:
    without = {row.name for row in TABLE} - {row.name for row in TABLE if has_a_page(row)}
    visited = {each.way.kind for each in visits(ways())}
    assert set(names(get_resolver())) == visited | without
    # Each of them only sends on, or is there for somebody else.
    looked_at = [answer for row in TABLE if row.name in without and row.get for _visitor, answer in row.get.each()]
    assert all(answer.to or answer.changes or answer.status == NOT_HERE for answer in looked_at)
    assert len(visited) > 250


def test_both_halves_have_pages() -> None:
    assert {each.way.kind.partition(":")[0] for each in visits(ways())} > OF_MEETINGS


def test_every_visitor_comes_to_every_page_that_they_get() -> None:
    asked = {(each.kind, each.visitor) for each in ways() if each.status == 200}
    assert asked == {(each.way.kind, each.way.visitor) for each in visits(ways()) if each.way.status == 200}


def test_every_two_conditions_meet_in_the_looks_and_all_looks_are_had() -> None:
    met = set().union(*(pairs(tuple(vars(look).values())) for look in looks()))
    levels = list(LEVELS.values())
    wanted = {
        (one, a, other, b)
        for one in range(len(levels))
        for other in range(one + 1, len(levels))
        for a in levels[one]
        for b in levels[other]
    }
    assert met == wanted
    had = [look for each in visits(ways()) for look in each.looks]
    assert all(had.count(look) > 50 for look in looks())
