"""Bo is asked to step away: he reads each word first, answers, and whoever decides reads his answer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.test_agreeing import day
from tests.journeys.test_something_in_the_way import one_more
from tests.journeys.test_tea import two_come
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]
HAPPENED = "On Monday and on Thursday Bo shouted at Cy, and stood in the door."
ANSWER = "I was frightened. I am sorry, and I would like to talk."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def test_he_is_told_first_and_his_answer_is_read(server: Server, chromium: Browser):
    camera = Camera(FOLDER / "stepping-away")
    hana, bo, cy = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(3))
    circle = two_come(hana, bo)
    one_more(hana, circle, cy, "Cy")
    hana.open(f"{circle}members/")
    hana.follow("Bo")
    hana.go("/stepping-away/ask/")
    camera.look(hana, "ask")
    told = {
        "happened": HAPPENED,
        "until": day(40),
        "beside": "Dr Osei, who said yes.",
        "way_back": "Cy and I meet him.",
    }
    hana.write("/stepping-away/ask/", **told)
    hana.do("/stepping-away/ask/")
    hana.sees("What they will read, word for word")
    hana.sees(HAPPENED)
    camera.look(hana, "words-first")
    bo.open("/")
    bo.does_not_see("To read something that is about you")
    hana.do("/stepping-away/ask/", read="change")
    assert hana.written("/stepping-away/ask/", "happened") == HAPPENED
    hana.do("/stepping-away/ask/")
    hana.do("/stepping-away/ask/", read="yes")
    use = hana.path
    bo.open("/")
    bo.sees("To read something that is about you")
    bo.go("/me/open/")
    bo.sees(HAPPENED)
    bo.sees("Nothing has happened yet.")
    camera.look(bo, "told")
    bo.page.locator("#answer [name=text]").fill(ANSWER)
    bo.press("Put it beside what was asked")
    bo.sees(ANSWER)
    cy.open(use)
    cy.sees(ANSWER)
    cy.do("/yes/")
    camera.look(cy, "agreed")
    bo.open(f"{circle}stepping-away/")
    bo.sees("Enough people agreed. It has not begun.")
    cy.open(use)
    cy.do("/take-back/")
    bo.open(f"{circle}stepping-away/")
    bo.sees("Nothing has happened yet.")
