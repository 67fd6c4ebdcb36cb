"""Somebody without scripts, at 320 px, chooses about a topic, steps out of one part, and is fetched."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.http_walker import HttpWalker
from tests.journeys.joining import CODE
from tests.servers import Server

pytestmark = [pytest.mark.browser]

ABOUT = "Who came to the door, and what they asked."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def a_plan_that_touches_on_something(omar: HttpWalker, hana: BrowserWalker) -> str:
    """Omar joins and plans a meeting of which one part touches on the police."""
    circle = hana.path.removesuffix("welcome/")
    hana.open(f"{circle}invite/")
    hana.do("/invite/")
    code = CODE.search(hana.text)
    assert code is not None
    omar.open("/join/")
    omar.write("/join/", code=code[0])
    omar.do("/join/")
    omar.write("/join/", my_name="Omar")
    omar.do("/join/")
    omar.open(f"{circle}meetings/new/")
    soon = hana.page.evaluate("new Date(Date.now() + 9e5).toISOString()")
    omar.write("/new/", title="The boathouse", day=soon[:10], clock=soon[11:16])
    omar.do("/new/")
    plan = omar.path
    omar.open(f"{plan}parts/new/")
    omar.write("/parts/new/", kind="talk", title="At the door", minutes="10", detail=ABOUT, touches_on="Police")
    omar.do("/parts/new/")
    omar.open(f"{plan}pace/")
    while omar.forms("/pace/answer/"):
        omar.do("/pace/answer/", answer="leave")
    omar.open(f"{plan}invite/")
    omar.do("/invite/")
    return plan


def test_a_choice_each_time_and_being_fetched(server, chromium):
    hana, camera = BrowserWalker(chromium, server.url, scripts=False, width=320), Camera(FOLDER / "topics")
    omar = HttpWalker(server.url)
    hana.open("/start/")
    hana.write("/start/", my_name="Hana", name="Boathouse", purpose="To mend it.")
    hana.do("/start/")
    plan = a_plan_that_touches_on_something(omar, hana)
    hana.open(plan)
    expect(hana.page.get_by_text(ABOUT)).to_be_visible()
    hana.open("/me/")
    hana.go("/me/topics/")
    hana.write("/me/topics/", names="police")
    hana.do("/me/topics/")
    hana.sees("It is kept. Only you see this list.")
    camera.look(hana, "list")
    hana.open(plan)
    expect(hana.page.get_by_text(ABOUT)).to_be_hidden()
    hana.sees("Touches on: Police")
    camera.look(hana, "folded")
    hana.page.get_by_text("Read what it is about").click()
    expect(hana.page.get_by_text(ABOUT)).to_be_visible()
    hana.go("/stepping-out/")
    camera.look(hana, "stepping-out")
    hana.write("/stepping-out/", how="A wave at the window.")
    hana.page.get_by_label("Omar").check()
    hana.do("/stepping-out/")
    hana.sees("You asked Omar to fetch you. They have not answered yet.")
    omar.open(f"{plan}fetching/")
    omar.sees("A wave at the window.")
    omar.do("/fetching/", fetch="yes")
    hana.open(hana.path)
    hana.sees("Omar fetches you when this part is over.")
    camera.look(hana, "fetched")
