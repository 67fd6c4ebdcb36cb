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
        seen = kept.execute("UPDATE words_scopemember SET held_until = ? WHERE held_until NOT NULL", [an_hour_ago])
        assert seen.rowcount == 1
    kept.close()


def test_what_helps_at_hand_and_somebody_who_asks_tomorrow(server: Server, chromium: Browser):
    camera = Camera(FOLDER / "care")
    told = json.loads(server.command("demo", "--json").stdout)
    ways = {each["name"]: each["sign_in"].removeprefix(told.get("url", "")) for each in told["people"]}
    dee, sam = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(2))
    for walker, name in ((dee, "Dee"), (sam, "Sam")):
        walker.page.goto(f"{server.url}/{ways[name].split('/', 3)[-1]}" if "//" in ways[name] else ways[name])
        walker.go("/room/")
    room = dee.path
    dee.go("/what-helps/")
    dee.sees("There is nothing here that you can read now.")
    here = dee.path
    dee.go("/what-helps-me/")
    dee.go("/what-helps-me/write/?about=helps")
    during = dee.page.locator('input[value^="during-"]').first.get_attribute("value")
    dee.write("/what-helps-me/write/", text=QUIET, who=during)
    camera.look(dee, "a-line")
    dee.do("/what-helps-me/write/")
    dee.sees("Until the meeting is over, its people can see this")
    camera.look(dee, "what-helps-me")
    sam.open(here)
    sam.sees(QUIET)
    camera.look(sam, "what-helps-people-here")
    dee.open(room)
    dee.go("/how-i-am/in/")
    dee.write("/how-i-am/in/", picture="fog")
    camera.look(dee, "how-am-i")
    dee.do("/how-i-am/in/")
    dee.sees("Fog")
    dee.unfold("The same as a table")
    camera.look(dee, "over-time")
    dee.open(here.replace("/what-helps/", "/tomorrow/"))
    dee.write("/tomorrow/", to="Sam", words=ASKS)
    camera.look(dee, "tomorrow")
    dee.do("/tomorrow/")
    dee.sees("Sam asks you how you are")
    camera.look(dee, "asked-for")
    sam.open("/")
    sam.does_not_see("To ask somebody how they are")
    let_the_day_come(server)
    sam.open("/")
    sam.sees("To ask somebody how they are")
    sam.go("/me/open/")
    sam.go("/me/open/") if sam.path == "/me/open/" else None
    sam.sees(ASKS)
    camera.look(sam, "to-ask")
    sam.do("/to-ask/", said="cannot")
    sam.sees("Thank you. Nothing more is asked of you here.")
    dee.open(here.replace("/what-helps/", "/tomorrow/"))
    dee.sees("Sam cannot this time. That says nothing about you.")
    camera.look(dee, "cannot")
    dee.open("/me/how-i-am/")
    dee.go("/delete-all/")
    dee.do("/delete-all/")
    dee.sees("Nothing here yet.")
    assert not dee.elsewhere
    assert not sam.elsewhere
