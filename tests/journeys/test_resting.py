"""Somebody without scripts, at 320 px, says how much they have to give, rests, and comes back."""

from collections.abc import Iterator

import pytest

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


def somebody_else_plans_what_takes_much(omar: HttpWalker, hana: BrowserWalker) -> str:
    """Omar joins, plans a meeting that takes hours to get ready for, and asks Hana to write for him in it."""
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
    omar.write("/new/", title="The boathouse", day=soon[:10], clock=soon[11:16], preparation="240")
    omar.do("/new/")
    plan = omar.path
    omar.open(f"{plan}pace/")
    while omar.forms("/pace/answer/"):
        omar.do("/pace/answer/", answer="leave")
    omar.open(f"{plan}invite/")
    omar.do("/invite/")
    omar.open(f"{plan}friend/")
    omar.write("/friend/ask/", friend="Hana")
    omar.do("/friend/ask/")
    omar.sees("It is there when they look.")
    return plan


def test_what_is_too_much_is_not_asked_and_all_of_it_is_there(server, chromium):
    hana, camera = BrowserWalker(chromium, server.url, scripts=False, width=320), Camera(FOLDER / "resting")
    omar = HttpWalker(server.url)
    hana.open("/start/")
    hana.write("/start/", my_name="Hana", name="Boathouse", purpose="To mend it.")
    hana.do("/start/")
    plan = somebody_else_plans_what_takes_much(omar, hana)
    hana.open("/")
    hana.sees("The boathouse")
    hana.open("/me/")
    hana.go("/me/energy/")
    hana.do("/hours/", hours="1")
    hana.sees("You said: about 1 hour a week.")
    camera.look(hana, "energy")
    hana.open("/me/energy/weights/")
    camera.look(hana, "weights")
    hana.open("/")
    hana.does_not_see("The boathouse")
    hana.sees("To write for somebody in a meeting")
    all_that_is_open_and_a_yes_of_her_own(hana, camera)
    a_rest_and_coming_back(hana, omar, plan, camera)


def all_that_is_open_and_a_yes_of_her_own(hana: BrowserWalker, camera: Camera) -> None:
    hana.open("/me/open/")
    hana.sees("To write for somebody in a meeting")
    hana.sees("Getting ready: 240 minutes")
    camera.look(hana, "open")
    hana.go("/meetings/")
    hana.sees("It takes about 240 minutes to get ready beforehand, and 90 minutes with breaks.")
    hana.do("/answer/", answer="coming")
    hana.sees("You said: I will come")
    hana.open("/")
    hana.sees("The boathouse")
    hana.does_not_see("To write for somebody in a meeting")
    hana.open("/me/open/")
    hana.sees("To write for somebody in a meeting")


def a_rest_and_coming_back(hana: BrowserWalker, omar: HttpWalker, plan: str, camera: Camera) -> None:
    hana.open("/me/rest/")
    camera.look(hana, "rest")
    hana.do("/me/rest/", length="week")
    hana.sees("Others see nothing of your rest.")
    camera.look(hana, "resting")
    hana.open("/")
    hana.sees("Nothing is asked of you.")
    camera.look(hana, "today")
    omar.open(f"{plan}room/")
    omar.do("/do/begin/")
    omar.do("/do/close/")
    hana.do("/me/rest/back/")
    hana.sees("This happened in your circles while you rested.")
    hana.sees("The boathouse")
    camera.look(hana, "meanwhile")
    hana.open("/")
    hana.cannot("/me/rest/back/")
