"""Two people without scripts are drawn for a cup of tea, and one says not this time."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.joining import JOIN
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]
WISH = "I would like to have tea with somebody now and then"


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def two_come(hana: BrowserWalker, bo: BrowserWalker) -> str:
    """Hana begins a circle, and Bo joins it; the address of the circle."""
    hana.open("/start/")
    hana.write("/start/", name="The Soup Circle", purpose="To eat together.", my_name="Hana")
    hana.do("/start/")
    circle = hana.path.removesuffix("welcome/")
    hana.open(f"{circle}invite/")
    hana.do("/invite/")
    code = hana.page.locator(".code").last.inner_text()
    bo.open(JOIN)
    bo.write(JOIN, code=code)
    bo.do(JOIN)
    bo.write(JOIN, my_name="Bo")
    bo.do(JOIN)
    return circle


def let_the_day_come(server: Server) -> None:
    """A week goes by."""
    kept = sqlite3.connect(server.data / "handinhand.sqlite3", timeout=20)
    with kept:
        assert kept.execute("UPDATE tea_rhythm SET next_on = ?", [datetime.now(UTC).date().isoformat()]).rowcount == 1
    kept.close()


def test_two_are_drawn_and_one_says_not_this_time(server: Server, chromium: Browser):
    camera = Camera(FOLDER / "tea")
    hana, bo = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(2))
    circle = two_come(hana, bo)
    hana.open(circle)
    hana.go("/tea/")
    hana.sees(WISH)
    hana.unfold("Change how often")
    camera.look(hana, "nothing-yet")
    hana.write("/tea/rhythm/", every="week")
    hana.do("/tea/rhythm/")
    hana.sees("The next draw is on")
    for walker, way in ((hana, "walking"), (bo, "any")):
        walker.open(f"{circle}tea/")
        walker.write("/tea/", way=way)
        walker.do("/tea/")
        walker.does_not_see(WISH)
    camera.look(bo, "wished")
    bo.go("/tea/apart/")
    bo.sees("Only you see this page.")
    camera.look(bo, "apart")
    let_the_day_come(server)
    bo.open(f"{circle}tea/")
    bo.sees("a cup of tea, when you both like")
    bo.sees("You have not met yet.")
    bo.sees("Walking together")
    camera.look(bo, "drawn")
    hana.open("/")
    hana.sees("To have a cup of tea with somebody")
    camera.look(hana, "today")
    hana.go("/me/open/")
    hana.sees("a cup of tea, when you both like")
    hana.do("/not-this-time/")
    hana.sees("You said: not this time")
    camera.look(hana, "not-this-time")
    bo.open(f"{circle}tea/")
    bo.sees("not this time. No reason is asked.")
    camera.look(bo, "left-alone")
    bo.do("/tea/again/")
    bo.sees("You wait for another draw")
    bo.do("/tea/leave-it/")
    bo.does_not_see("You wait for another draw")
