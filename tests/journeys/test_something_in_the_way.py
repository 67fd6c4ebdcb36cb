"""Hana says to Bo that something is in the way; they agree on what would help. A third person never learns of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.joining import JOIN
from tests.journeys.test_agreeing import day
from tests.journeys.test_tea import two_come
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]
NEED = "I need a chair near the door, and nobody asking me why."
AGREED = "The chair near the door is kept free."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def one_more(hana: BrowserWalker, circle: str, walker: BrowserWalker, name: str) -> None:
    """Somebody else joins by an invitation of Hana's."""
    hana.open(f"{circle}invite/")
    hana.do("/invite/")
    code = hana.page.locator(".code").last.inner_text()
    walker.open(JOIN)
    walker.write(JOIN, code=code)
    walker.do(JOIN)
    walker.write(JOIN, my_name=name)
    walker.do(JOIN)


def test_two_mend_it_and_a_third_sees_the_same_pages(server: Server, chromium: Browser):
    camera = Camera(FOLDER / "in-the-way")
    hana, bo, cy = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(3))
    circle = two_come(hana, bo)
    one_more(hana, circle, cy, "Cy")
    cy.open(circle)
    before = cy.text
    hana.open(circle)
    hana.go("/in-the-way/")
    camera.look(hana, "in-the-way")
    hana.go("/in-the-way/harm/")
    hana.sees("We call it by its name.")
    camera.look(hana, "harm")
    hana.open(f"{circle}in-the-way/")
    hana.form("/say/").get_by_label("Cy").check()
    hana.do("/say/")
    hana.does_not_see("Cy")
    hana.write("/say/", to="Bo", need=NEED)
    hana.form("/say/").get_by_label("Talking over a cup of tea").check()
    camera.look(hana, "say")
    hana.do("/say/")
    hana.sees(NEED)
    bo.open("/")
    bo.sees("To read something for you")
    bo.go("/me/open/")
    bo.sees(NEED)
    bo.form("/ways/").get_by_label("Talking over a cup of tea").check()
    bo.do("/ways/")
    bo.unfold("Write down what you agree")
    bo.write("/agreed/", text=AGREED, look_on=day(20))
    bo.do("/agreed/")
    camera.look(bo, "told")
    hana.open(hana.path)
    hana.do("/agreed/")
    hana.sees("You both said yes.")
    camera.look(hana, "agreed")
    cy.open(circle)
    assert cy.text == before
