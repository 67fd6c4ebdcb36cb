"""Two circles are linked: a code is carried over, an update is told, answered and taken back, and the link is cut."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]
TOLD, ANSWER = "Staff need a quiet room where they can talk.", "There is one on the second floor."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def begins(walker: BrowserWalker, name: str, my_name: str) -> str:
    walker.open("/start/")
    walker.write("/start/", name=name, purpose="To look after each other.", my_name=my_name)
    walker.do("/start/")
    return walker.path.removesuffix("welcome/")


def test_two_circles_are_linked_and_each_decides_what_it_tells(server: Server, chromium: Browser) -> None:
    camera = Camera(FOLDER / "linked-circles")
    hana = BrowserWalker(chromium, server.url)
    bo = BrowserWalker(chromium, server.url, scripts=False, width=320)
    forum, kitchen = begins(hana, "The Lantern Forum", "Hana"), begins(bo, "The Kitchen", "Bo")
    hana.open(forum)
    hana.go("/links/")
    camera.look(hana, "no-links")
    hana.go("/links/ask/")
    camera.look(hana, "ask")
    hana.write("/links/ask/", whom="The Kitchen", known="further")
    hana.do("/links/ask/")
    hana.sees("There is a code now.")
    camera.look(hana, "code-waits")
    code = hana.page.locator(".code").first.inner_text()
    bo.open(f"{kitchen}links/code/")
    camera.look(bo, "type-the-code")
    bo.write("/links/code/", code="bcd-fgh-jkm")
    bo.do("/links/code/")
    bo.sees("No link waits under this code.")
    bo.write("/links/code/", code=code)
    bo.do("/links/code/")
    bo.sees("The Lantern Forum")
    camera.look(bo, "which-circle-it-is")
    bo.do("/links/code/")
    bo.sees("The two circles are linked now.")
    hana.sees("The Kitchen")
    camera.look(hana, "linked")
    known_further_and_no_more(bo, camera, kitchen)
    told_and_answered(hana, bo, camera, forum, kitchen)
    bo.open(f"{kitchen}links/")
    bo.go("/cut/")
    camera.look(bo, "cut")
    bo.do("/cut/")
    bo.sees("This link is cut.")
    camera.look(bo, "after-the-cut")
    hana.open(f"{forum}links/")
    hana.sees("Another circle ended its link with us")
    hana.does_not_see("The Kitchen")
    assert not hana.elsewhere + bo.elsewhere


def known_further_and_no_more(bo: BrowserWalker, camera: Camera, kitchen: str) -> None:
    bo.open(f"{kitchen}links/")
    bo.go("/known/")
    bo.sees("only The Lantern Forum knows that we exist.")
    camera.look(bo, "known")
    bo.do("/known/", known="further")
    bo.sees("Circles linked with it can read our name and what we are for.")
    bo.go("/known/")
    camera.look(bo, "known-further")
    bo.do("/known/", known="linked")
    bo.sees("Further circles do not read of us any more.")


def covered_for_a_moment(bo: BrowserWalker, camera: Camera, kitchen: str) -> None:
    bo.go("/own/heardupdate-text/")
    bo.sees("They do not learn of this cover.")
    camera.look(bo, "cover-what-was-heard")
    bo.do("/cover/")
    bo.sees("Something is covered here.")
    bo.does_not_see(TOLD)
    bo.go("/own/heardupdate-text/")
    bo.do("/off/")
    bo.open(f"{kitchen}links/updates/")


def told_and_answered(hana: BrowserWalker, bo: BrowserWalker, camera: Camera, forum: str, kitchen: str) -> None:
    hana.open(f"{forum}links/updates/tell/")
    camera.look(hana, "tell")
    hana.write("/links/updates/tell/", text=TOLD)
    hana.do("/links/updates/tell/")
    hana.sees("It is told.")
    bo.open(f"{kitchen}links/updates/")
    bo.sees(TOLD)
    covered_for_a_moment(bo, camera, kitchen)
    bo.sees(TOLD)
    bo.go("?answers=")
    camera.look(bo, "answer")
    bo.write("/links/updates/tell/", text=ANSWER)
    bo.do("/links/updates/tell/")
    hana.open(f"{forum}links/updates/")
    hana.sees(ANSWER)
    camera.look(hana, "updates")
    hana.go("/take-back/")
    camera.look(hana, "take-back")
    hana.do("/take-back/")
    hana.sees("It is taken back.")
    bo.open(f"{kitchen}links/updates/")
    bo.does_not_see(TOLD)
