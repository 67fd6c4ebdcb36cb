"""Finding pages never waits for ever, and passes by nothing that should have been a page."""

import time

import pytest

from standard.discovering import pages_of
from standard.visiting import Visitor
from tests.standard.odd_server import Odd

SOMEBODY = Visitor("somebody")
PAGE = "<!doctype html><html lang=en><head><title>A page</title></head><body>{}</body></html>"


@pytest.mark.parametrize("amiss", ["/never", "/for-ever", "/ring", "/plain", "/huge", "/broken", "/file", "/no-page"])
def test_what_does_not_come_as_a_page_is_visited_all_the_same(odd: Odd, amiss: str) -> None:
    odd.pages["/"] = PAGE.format('<a href="/help/">Help</a> <a href="/about-hiding/">Hiding</a>')
    odd.pages["/about-hiding/"] = PAGE.format("<p>Hiding.</p>")
    odd.as_at["/help/"] = amiss
    began = time.monotonic()
    found = [
        (each.kind.partition("?")[0], each.address.partition("?")[0]) for each in pages_of(odd.url, SOMEBODY, longest=1)
    ]
    assert sorted(found) == [("home:help", "/help/"), ("home:today", "/"), ("people:about_hiding", "/about-hiding/")]
    assert time.monotonic() - began < 15


def test_a_file_is_no_page_to_visit(odd: Odd) -> None:
    odd.pages["/"] = PAGE.format('<a href="/calendar/abc.ics">My meetings</a>')
    odd.as_at["/calendar/abc.ics"] = "/plain"
    assert [each.kind for each in pages_of(odd.url, SOMEBODY, longest=1)] == ["home:today"]
