"""Two people in a meeting: what helps one of them is at hand for the other, and the other is to ask her tomorrow."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]
QUIET, ASKS = "Sit beside me and say nothing.", "Did you sleep at all?"


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path, demo=True) as server:
        yield server


def let_the_day_come(server: Server) -> None:
    """A night goes by."""
    kept = sqlite3.connect(server.data / "handinhand.sqlite3", timeout=20)
    an_hour_ago = str((timezone.now() - timedelta(hours=1)).replace(tzinfo=None))
    with kept:
        kept.execute("UPDATE care_fortomorrow SET begins_at = ?", [an_hour_ago])
        kept.execute("UPDATE people_ask SET asked_at = ? WHERE kind = 'how_they_are'", [an_hour_ago])
        seen = kept.execute("UPDATE words_scopemember SET sees_from = ? WHERE sees_from NOT NULL", [an_hour_ago])
        assert seen.rowcount == 1
    kept.close()


class Two:
    """Dee and Sam, in the demonstration's meeting, both at 320 px without scripts."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.camera = Camera(FOLDER / "care")
        told = json.loads(server.command("demo", "--json").stdout)
        ways = {each["name"]: each["sign_in"] for each in told["people"]}
        self.dee, self.sam = (BrowserWalker(browser, server.url, scripts=False, width=320) for _each in range(2))
        for walker, name in ((self.dee, "Dee"), (self.sam, "Sam")):
            walker.page.goto(ways[name])
            walker.go("/room/")
        self.room = self.dee.path
        self.here = ""


def test_what_helps_at_hand_and_somebody_who_asks_tomorrow(server: Server, chromium: Browser):
    two = Two(server, chromium)
    a_line_is_at_hand(two)
    how_dee_is_in_between(two)
    sam_is_to_ask_tomorrow(two)
    let_the_day_come(server)
    sam_cannot_this_time(two)
    assert not two.dee.elsewhere
    assert not two.sam.elsewhere


def a_line_is_at_hand(two: Two) -> None:
    dee, sam = two.dee, two.sam
    dee.go("/what-helps/")
    dee.sees("There is nothing here that you can read now.")
    two.here = dee.path
    dee.go("/what-helps-me/")
    dee.go("/what-helps-me/write/?about=helps")
    during = dee.page.locator('input[value^="during-"]').first.get_attribute("value")
    assert during is not None
    dee.write("/what-helps-me/write/", text=QUIET, who=during)
    two.camera.look(dee, "a-line")
    dee.do("/what-helps-me/write/")
    dee.sees("Until the meeting is over, its people can see this")
    two.camera.look(dee, "what-helps-me")
    sam.open(two.here)
    sam.sees(QUIET)
    two.camera.look(sam, "what-helps-people-here")


def how_dee_is_in_between(two: Two) -> None:
    dee = two.dee
    dee.open(two.room)
    dee.go("/how-i-am/in/")
    dee.write("/how-i-am/in/", picture="fog")
    two.camera.look(dee, "how-am-i")
    dee.do("/how-i-am/in/")
    dee.sees("Fog")
    dee.unfold("The same as a table")
    two.camera.look(dee, "over-time")
    dee.go("/delete-all/")
    dee.do("/delete-all/")
    dee.sees("Nothing here yet.")


def sam_is_to_ask_tomorrow(two: Two) -> None:
    dee, sam = two.dee, two.sam
    dee.open(two.here.replace("/what-helps/", "/tomorrow/"))
    dee.write("/tomorrow/", to="Sam", words=ASKS)
    two.camera.look(dee, "tomorrow")
    dee.do("/tomorrow/")
    dee.sees("Sam asks you how you are")
    two.camera.look(dee, "asked-for")
    sam.open("/")
    sam.does_not_see("To ask somebody how they are")


def sam_cannot_this_time(two: Two) -> None:
    dee, sam = two.dee, two.sam
    sam.open("/")
    sam.sees("To ask somebody how they are")
    sam.page.locator("section", has_text="To ask somebody how they are").locator("a.button").click()
    sam.sees(ASKS)
    two.camera.look(sam, "to-ask")
    sam.do("/to-ask/", said="cannot")
    sam.sees("Thank you. Nothing more is asked of you here.")
    dee.open(two.here.replace("/what-helps/", "/tomorrow/"))
    dee.sees("Sam cannot this time. That says nothing about you.")
    two.camera.look(dee, "cannot")
