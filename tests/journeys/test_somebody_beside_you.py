"""Two without scripts, at 320 px: one would like somebody beside her, the other says yes, and she reads who it is."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.joining import CODE
from tests.servers import Server

pytestmark = [pytest.mark.browser]


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def plan(hana: BrowserWalker, bo: BrowserWalker) -> str:
    """Hana begins a circle and invites to a meeting; Bo joins, and is told once that somebody can be beside him."""
    hana.open("/start/")
    hana.write("/start/", my_name="Hana", name="Boathouse", purpose="To mend it.")
    hana.do("/start/")
    circle = hana.path.removesuffix("welcome/")
    hana.open(f"{circle}invite/")
    hana.do("/invite/")
    code = CODE.search(hana.text)
    assert code is not None
    bo.open("/join/")
    bo.write("/join/", code=code[0])
    bo.do("/join/")
    bo.write("/join/", my_name="Bo")
    bo.do("/join/")
    bo.sees("In a meeting, somebody can be beside you, if you like.")
    day = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    hana.open(f"{circle}meetings/new/")
    hana.write("/new/", title="The boathouse", day=day, clock="18:00")
    hana.do("/new/")
    where = hana.path
    hana.open(f"{where}pace/")
    while hana.page.locator('form[action*="/pace/answer/"]').count():
        hana.do("/pace/answer/", answer="leave")
    hana.open(f"{where}invite/")
    hana.do("/invite/")
    return circle


def test_one_wishes_it_the_other_says_yes_and_it_can_change(server, chromium):
    camera = Camera(FOLDER / "beside")
    hana, bo = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(2))
    circle = plan(hana, bo)
    hana.open(circle)
    hana.go("/beside/")
    press(hana, "I would like somebody beside me")
    hana.sees("Nobody has said yes yet.")
    camera.look(hana, "wished")
    bo.open(f"{circle}beside/")
    camera.look(bo, "nothing-said")
    press(bo, "I would sit beside somebody, each time")
    bo.open("/")
    bo.sees("To be beside somebody")
    bo.open(f"{circle}beside/")
    bo.sees("would like somebody beside them")
    camera.look(bo, "asked")
    press(bo, "Yes, I will")
    bo.sees("You will be beside")
    hana.open(f"{circle}beside/")
    hana.sees("Bo will be beside you.")
    camera.look(hana, "found")
    press(bo, "Not this time")
    bo.sees("That is fine. No reason is asked")
    hana.open(f"{circle}beside/")
    hana.sees("Nobody has said yes yet.")


def press(walker: BrowserWalker, words: str) -> None:
    """Press a button by its words."""
    with walker.page.expect_navigation():
        walker.page.get_by_role("button", name=words, exact=True).first.click()
    walker.fits()
