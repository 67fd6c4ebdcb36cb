"""Two people without scripts: one asks the circle for money, the other says yes, and they look at the rules."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.test_tea import two_come
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]
BUS = "We pay 40 pounds for the bus to the meeting in Leith, on 3 December."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def test_one_asks_and_the_other_agrees(server: Server, chromium: Browser):
    camera = Camera(FOLDER / "powers")
    hana, bo = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(2))
    circle = two_come(hana, bo)
    hana.open(circle)
    hana.go("/what-we-can-do/")
    hana.sees("What each of us can do")
    camera.look(hana, "rules")
    hana.unfold("In the name of the circle")
    hana.sees("There are two of us now, so it takes a yes of all of us.")
    camera.look(hana, "rules-open")
    hana.go("/what-we-can-do/spend/")
    camera.look(hana, "asking")
    hana.write("/what-we-can-do/spend/", text=BUS)
    hana.do("/what-we-can-do/spend/")
    hana.sees("This needs one more person.")
    camera.look(hana, "asked")
    bo.open(f"{circle}agreeing/")
    bo.sees(BUS)
    camera.look(bo, "list")
    bo.go(hana.path)
    camera.look(bo, "yes-or-not-now")
    bo.do("/yes/")
    bo.sees("Enough of us have agreed, and it is done.")
    camera.look(bo, "agreed")
    hana.open(f"{circle}what-we-can-do/close_circle/")
    camera.look(hana, "closing")
    hana.do("/what-we-can-do/close_circle/")
    camera.look(hana, "closing-asked")
    bo.open(hana.path)
    bo.do("/yes/")
    bo.sees("Each of us can stop it.")
    camera.look(bo, "closing-waits")
    bo.open(f"{circle}decisions/rules/invite/")
    camera.look(bo, "another-rule")
    bo.write("/decisions/rules/invite/", agree="2")
    bo.do("/decisions/rules/invite/")
    bo.sees("It takes a yes of two of us.")
    bo.open("/what-a-keeper-could-do/")
    camera.look(bo, "keeper")
