"""Two people without scripts lend a role: it is drawn among those who said yes, drawn again, and handed back."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

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


def let_the_names_close(server: Server) -> None:
    """A day goes by: all that was said and opened was so a day earlier."""
    kept = sqlite3.connect(server.data / "handinhand.sqlite3", timeout=20)
    day = (datetime.now(UTC) - timedelta(days=2)).isoformat(" "), (datetime.now(UTC) - timedelta(days=1)).isoformat(" ")
    with kept:
        assert kept.execute("UPDATE roles_roledraw SET opened_at = ?, closes_at = ?", day).rowcount == 1
        assert kept.execute("UPDATE roles_willing SET said_at = ?", day[:1]).rowcount == 2
    kept.close()


def test_a_role_is_drawn_drawn_again_and_handed_back(server: Server, chromium: Browser):
    camera = Camera(FOLDER / "roles")
    hana, bo = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(2))
    circle = two_come(hana, bo)
    roles = f"{circle}roles/"
    hana.open(circle)
    hana.go("/roles/")
    camera.look(hana, "all")
    hana.go("/roles/invent/")
    hana.write("/invent/", name="The kettle", takes="You fill it.")
    hana.do("/invent/")
    hana.sees("The kettle")
    hana.do("/say/", says="yes")
    hana.sees("You said: yes.")
    own = hana.path
    bo.open(own)
    bo.do("/say/", says="beside")
    hana.go("/open-draw/")
    hana.write("/open-draw/", until=str((datetime.now(UTC) + timedelta(days=60)).date()), days="1")
    hana.do("/open-draw/")
    hana.sees("The fingerprint of the seed")
    hana.does_not_see("Bo")
    draw = hana.path
    bo.open(draw)
    bo.write("/draw/", word="lantern")
    bo.do("/draw/")
    bo.sees("A word of yours is in it.")
    camera.look(bo, "open")
    let_the_names_close(server)
    hana.open(draw)
    hana.do("/close/")
    hana.sees("Who was drawn")
    hana.follow("Draw it again")
    hana.sees("The same came out, and the seed fits its fingerprint.")
    camera.look(hana, "drawn")
    drawn = hana if _holds(hana, own) else bo
    drawn.open(own)
    drawn.do("/hand-back/")
    drawn.sees("It is open again. Nobody asks why.")
    drawn.open(roles)
    drawn.does_not_see("Until")


def _holds(walker: BrowserWalker, role: str) -> bool:
    walker.open(role)
    return "Hand it back" in walker.text
