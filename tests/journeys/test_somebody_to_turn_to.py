"""Somebody without scripts chooses their person, turns to them, sees when it is opened, and reads the answer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.test_tea import two_come
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def test_choosing_turning_opening_and_answering(server: Server, chromium: Browser):
    camera = Camera(FOLDER / "somebody-to-turn-to")
    hana, bo = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(2))
    circle = two_come(hana, bo)
    hana.open("/me/")
    hana.go("/me/person/")
    hana.sees("You can also have nobody here.")
    hana.go("/choose/first/")
    camera.look(hana, "choose")
    hana.write("/choose/first/", who="Bo")
    hana.do("/choose/first/")
    hana.sees("Bo is asked. No answer yet")
    bo.open("/")
    bo.sees("To be the person whom somebody turns to")
    bo.go("/me/open/")
    bo.sees("Hana asks you to be their person")
    camera.look(bo, "asked")
    bo.do("/yes/")
    bo.go("/me/person-of/")
    bo.write("/when/", looks="most_evenings", text="After the bakery closes.")
    camera.look(bo, "when")
    bo.do("/when/")
    hana.open("/help/")
    hana.go("/me/support/")
    hana.sees("Bo usually looks here: most evenings.")
    hana.sees("Nobody reads this place day and night.")
    hana.write("/me/support/", text="A slow day.")
    camera.look(hana, "support")
    hana.do("/me/support/")
    hana.sees("Not opened yet.")
    camera.look(hana, "not-opened")
    bo.open("/")
    bo.go("/me/open/")
    bo.does_not_see("A slow day.")
    camera.look(bo, "to-open")
    bo.do("/open/")
    bo.sees("A slow day.")
    bo.write("/answer/", answer="talk")
    bo.do("/answer/")
    hana.open("/me/support/")
    hana.sees("I would like to talk. Tell me when and how it suits you.")
    camera.look(hana, "answered")
    hana.do("/take-back/")
    hana.does_not_see("I would like to talk.")
    hana.open("/me/person/")
    camera.look(hana, "my-person")
    hana.do("/end/")
    hana.sees("Nobody so far.")
    bo.open(f"{circle}care/")
    bo.sees("nobody is drawn for this")
    camera.look(bo, "who-looks-after-care")
