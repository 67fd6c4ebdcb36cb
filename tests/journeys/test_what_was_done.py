"""Dee prints a summary, and later writes its letters in from the paper: at 320 px, without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.servers import Server

pytestmark = pytest.mark.browser

LINK = re.compile(r"as Dee: http://[^/]+(/\S+)")
LETTERS = re.compile(r"[2-9B-DF-HJ-NP-TV-XZ]{4}(?:-[2-9B-DF-HJ-NP-TV-XZ]{4}){6}")
CIRCLE = re.compile(r"/c/\w+/")


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path, demo=True) as server:
        yield server


@pytest.fixture
def dee(server: Server, chromium: Browser) -> BrowserWalker:
    walker = BrowserWalker(chromium, server.url, scripts=False, width=320)
    (link,) = (found[1] for line in server.said if (found := LINK.search(line)))
    walker.open(link)
    return walker


def test_letters_from_a_printed_summary_are_found_in_the_list(dee: BrowserWalker) -> None:
    camera = Camera(FOLDER / "what-was-done")
    circle = CIRCLE.search(" ".join(dee.addresses()))
    assert circle is not None
    dee.open(f"{circle[0]}meetings/")
    dee.go("/summary/")
    camera.look(dee, "summary")
    dee.page.emulate_media(media="print")
    printed = dee.page.locator("#letters strong")
    expect(printed).to_be_visible()
    expect(dee.page.locator("#letters .row")).to_be_hidden()
    letters = LETTERS.fullmatch(printed.inner_text())
    assert letters is not None
    dee.page.emulate_media(media="screen")
    dee.open(f"{circle[0]}done/")
    camera.look(dee, "ledger")
    dee.go("/done/paper/")
    dee.write("/done/paper/", head=letters[0].replace("-", " ").lower())
    dee.do("/done/paper/")
    dee.sees("Nothing in them has changed.")
    camera.look(dee, "found")
    dee.write("/done/paper/", head=letters[0][:-1])
    dee.do("/done/paper/")
    dee.sees("Please look at each letter again.")
    dee.go("/done/")
    dee.unfold("Show only some of it")
    dee.page.get_by_label("What kind of thing").select_option(label="Coming and going")
    dee.do("/done/")
    dee.sees("Tom joined")
    dee.does_not_see("opened a meeting")
    camera.look(dee, "part")
    assert not dee.elsewhere
