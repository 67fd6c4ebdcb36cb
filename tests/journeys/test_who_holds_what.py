"""Somebody offers to look after care, Look round names her, and a break told to care reaches only her."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.http_walker import HttpWalker
from tests.journeys.joining import CODE
from tests.servers import Server

pytestmark = [pytest.mark.browser]


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


class Three:
    """Hana, who plans and holds; Ines, who looks after care; Bo, at 320 px without scripts, who needs a break."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.camera = Camera(FOLDER / "who-holds-what")
        self.hana, self.ines = BrowserWalker(browser, server.url), BrowserWalker(browser, server.url)
        self.bo = BrowserWalker(browser, server.url, scripts=False, width=320)
        self.omar = HttpWalker(server.url)
        self.circle = self.plan = ""


def test_care_is_offered_named_and_told_of_a_break(server, chromium):
    three = Three(server, chromium)
    people_come_and_a_meeting_is_planned(three)
    care_is_offered_and_look_round_names_her(three)
    a_break_told_to_care_reaches_only_her(three)
    the_rooms_phone_asks_for_one_too(three)


def people_come_and_a_meeting_is_planned(three: Three) -> None:
    hana = three.hana
    hana.open("/start/")
    hana.write("/start/", my_name="Hana", name="Boathouse", purpose="To mend it.", limits="We call for help.")
    hana.do("/start/")
    three.circle = hana.path.removesuffix("welcome/")
    hana.open(f"{three.circle}invite/")
    hana.do("/invite/")
    code = CODE.search(hana.text)
    assert code is not None
    for name, walker in (("Ines", three.ines), ("Bo", three.bo), ("Omar", three.omar)):
        walker.open("/join/")
        walker.write("/join/", code=code[0])
        walker.do("/join/")
        walker.write("/join/", my_name=name)
        walker.do("/join/")
    hana.open(f"{three.circle}meetings/new/")
    soon = hana.page.evaluate("new Date(Date.now() + 9e5).toISOString()")
    hana.write("/new/", title="The boathouse", day=soon[:10], clock=soon[11:16])
    hana.do("/new/")
    three.plan = hana.path
    hana.open(f"{three.plan}pace/")
    while hana.page.locator('form[action*="/pace/answer/"]').count():
        hana.do("/pace/answer/", answer="leave")
    hana.open(f"{three.plan}invite/")
    hana.do("/invite/")


def care_is_offered_and_look_round_names_her(three: Three) -> None:
    ines, bo = three.ines, three.bo
    bo.open(f"{three.plan}look-round/")
    bo.sees("Looking after care Nobody yet")
    three.camera.look(bo, "look-round-nobody-yet")
    ines.open(three.plan)
    ines.do("/holds/care/take/")
    ines.sees("Looking after care You")
    ines.can("/holds/care/hand-back/")
    three.camera.look(ines, "plan-you-look-after-care")
    bo.open(f"{three.plan}look-round/")
    bo.sees("Looking after care Ines")
    bo.cannot("/holds/care/take/")
    bo.do("/holds/second/take/")
    bo.sees("A second for care You")
    bo.do("/holds/second/hand-back/")
    bo.sees("It is not needed.")


def a_break_told_to_care_reaches_only_her(three: Three) -> None:
    room = f"{three.plan}room/"
    three.hana.open(room)
    three.hana.do("/do/begin/")
    for walker in (three.ines, three.bo, three.omar):
        walker.open(room)
        walker.do("/do/come-in/")
    three.hana.do("/do/go-to/")
    bo = three.bo
    bo.open(room)
    bo.sees("Ines looks after care")
    bo.unfold("I need a break")
    bo.sees("Nobody else sees that it is you.")
    three.camera.look(bo, "i-need-a-break")
    bo.do("/do/need-break/", who="care")
    three.ines.sees("Bo needs a break, and stepped out.")
    three.camera.look(three.ines, "told-because-i-look-after-care")
    three.hana.open(room)
    three.omar.open(room)
    for walker in (three.hana, three.omar):
        assert "Bo needs a break" not in walker.text
    bo.do("/do/come-in/")
    three.ines.does_not_see("Bo needs a break")


def the_rooms_phone_asks_for_one_too(three: Three) -> None:
    hana, ines = three.hana, three.ines
    hana.unfold("One phone for the room")
    hana.do("/phone/carry/")
    hana.sees("Nobody is on this phone yet.")
    hana.unfold("I need a break")
    hana.do("/phone/ask/break/")
    ines.sees("We could use a break")
    hana.sees("Nothing says who.")
    three.camera.look(hana, "the-phone-asks-for-a-break")
