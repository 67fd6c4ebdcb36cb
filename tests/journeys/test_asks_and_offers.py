"""Somebody asks, two answer, one hears yes, and the other reads that it has ended: on small phones without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.http_walker import HttpWalker
from tests.journeys.joining import CODE, JOIN
from tests.servers import Server

pytestmark = [pytest.mark.browser]

CIRCLE = {"name": "The Boathouse Circle", "purpose": "To mend it.", "limits": "We call for help, and say so."}
ASK, OF_BO, OF_CAI = "A lift to the clinic on Monday.", "I have a car.", "My sister drives that way."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def test_somebody_asks_and_every_answer_gets_an_answer(server: Server, chromium: Browser) -> None:
    hana, bo = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(2))
    cai, camera = HttpWalker(server.url), Camera(FOLDER / "asks")
    circle = they_come_together(hana, bo, cai)

    hana.open(circle)
    hana.go("/asks/")
    camera.look(hana, "list-empty")
    hana.go("/asks/new/?kind=ask")
    camera.look(hana, "new")
    hana.write("/new/", text=ASK, by_when="2020-02-29")
    hana.do("/new/")
    hana.sees("Nothing you wrote is lost")
    assert hana.written("/new/", "text") == ASK
    hana.write("/new/", by_when="", minutes="90")
    hana.do("/new/")
    hana.sees("No answer so far.")
    ask = hana.path

    for walker, words in ((bo, OF_BO), (cai, OF_CAI)):
        walker.open(f"{circle}asks/")
        walker.sees("about 1 h 30 min")
        walker.open(ask)
        walker.sees("Only you and Hana can see this, with your name.")
        walker.write("/answer/", text=words)
        walker.do("/answer/")
        walker.sees("It waits to be read.")
    bo.does_not_see(OF_CAI)
    camera.look(bo, "answered")

    hana.open(ask)
    hana.sees(OF_CAI)
    camera.look(hana, "answers")
    first = hana.page.locator("#answers .card", has_text=OF_BO).locator('button[value="yes"]')
    hana.page.locator("#answers .card", has_text=OF_BO).locator("textarea").fill("At nine, please.")
    with hana.page.expect_navigation():
        first.click()
    hana.sees("You said yes.")
    hana.do("/end/")
    hana.sees("This has ended")
    camera.look(hana, "ended")

    bo.open(f"{circle}asks/mine/")
    bo.sees("The answer is yes.")
    bo.sees("At nine, please.")
    camera.look(bo, "mine")
    cai.open(f"{circle}asks/mine/")
    cai.sees("It has ended, so nothing more comes of it.")
    cai.does_not_see("At nine, please.")
    bo.open(f"{circle}asks/")
    bo.does_not_see(ASK)
    assert not [each for each in server.said if "Traceback" in each]


def they_come_together(hana: BrowserWalker, *others: BrowserWalker | HttpWalker) -> str:
    """Hana starts a circle, and the others come in with a code that she reads out; its address."""
    hana.open("/start/")
    hana.write("/start/", my_name="Hana", **CIRCLE)
    hana.do("/start/")
    circle = hana.path.removesuffix("welcome/")
    hana.open(f"{circle}invite/")
    hana.do("/invite/")
    code = CODE.search(hana.text)
    assert code is not None
    for name, walker in zip(("Bo", "Cai"), others, strict=False):
        walker.open(JOIN)
        walker.write(JOIN, code=code[0])
        walker.do(JOIN)
        walker.write(JOIN, my_name=name)
        walker.do(JOIN)
    return circle
