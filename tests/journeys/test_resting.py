"""Somebody without scripts, at 320 px, says how much they have to give, rests, and comes back."""

from collections.abc import Iterator

import pytest

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.servers import Server

pytestmark = [pytest.mark.browser]


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


def test_hours_in_one_tap_a_rest_and_coming_back(server, chromium):
    hana, camera = BrowserWalker(chromium, server.url, scripts=False, width=320), Camera(FOLDER / "resting")
    hana.open("/start/")
    hana.write("/start/", my_name="Hana", name="Boathouse", purpose="To mend it.")
    hana.do("/start/")
    hana.open("/me/")
    hana.go("/me/energy/")
    hana.do("/hours/", hours="4")
    hana.sees("You said: about 4 hours a week.")
    camera.look(hana, "energy")
    hana.open("/me/energy/weights/")
    camera.look(hana, "weights")
    hana.open("/me/rest/")
    camera.look(hana, "rest")
    hana.do("/me/rest/", length="week")
    hana.sees("Others see nothing of your rest.")
    camera.look(hana, "resting")
    hana.open("/")
    hana.sees("Nothing is asked of you.")
    camera.look(hana, "today")
    hana.do("/me/rest/back/")
    hana.sees("While you rested it was quiet in your circles.")
    camera.look(hana, "meanwhile")
    hana.go("/me/open/")
    hana.sees("Nothing is open.")
    camera.look(hana, "open")
    hana.open("/")
    hana.cannot("/me/rest/back/")
