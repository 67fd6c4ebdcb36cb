"""Somebody finds whom to call, and passes something on to a person outside; whom it is about reads calmly of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.test_agreeing import day, stands
from tests.journeys.test_tea import two_come
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]
NADIA = "Nadia, who looks after safety at the library, 0117 496 0001"
SAID = "The cellar door has no light, and somebody sleeps there."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def name_nadia(hana: BrowserWalker, bo: BrowserWalker) -> None:
    """Hana proposes somebody outside, and both agree."""
    hana.go("adopts=outside")
    hana.write("/propose/", text=NADIA)
    hana.do("/propose/")
    proposal = hana.path
    hana.go("/more/")
    hana.form("/more/", do="writing").locator("[name=day]").fill(day(6))
    hana.do("/more/", do="writing")
    for each in (hana, bo):
        stands(each, proposal)
    bo.go("/more/")
    bo.do("/more/", do="close")
    bo.sees("This is decided.")


def test_it_goes_to_somebody_outside_and_nobody_else_sees_it(server: Server, chromium: Browser):
    camera = Camera(FOLDER / "danger")
    hana, bo = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(2))
    circle = two_come(hana, bo)
    hana.open(circle)
    hana.go("/help/")
    hana.go("/danger/")
    hana.sees("In danger now: call")
    camera.look(hana, "what-we-do")
    hana.go("/danger/adult/")
    hana.sees("Our circle has named nobody outside yet")
    name_nadia(hana, bo)
    hana.open(f"{circle}danger/")
    hana.go("/danger/adult/")
    camera.look(hana, "before-words")
    hana.write("/danger/adult/", about="Bo", knows="will", text=SAID)
    hana.do("/danger/adult/")
    hana.sees(SAID)
    hana.sees("can read that something was passed on")
    camera.look(hana, "what-i-passed-on")
    bo.open("/")
    bo.go("/me/open/")
    bo.sees("It went to: Nadia")
    bo.does_not_see(SAID)
    camera.look(bo, "about-me")
    bo.do("/about-me/")
    bo.open("/")
    bo.does_not_see("To read that something about you was passed on")
    bo.open("/promises-we-keep/")
    bo.sees("What it does not cover")
    camera.look(bo, "promises")
