"""Two small things on phones without scripts: tea with a circle's own question, and showing an ask to fewer people."""

import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.http_walker import HttpWalker
from tests.journeys.test_asks_and_offers import they_come_together
from tests.journeys.test_tea import let_the_day_come
from tests.servers import Server

pytestmark = [pytest.mark.browser]
OURS = "Which soup did somebody cook for you?"
ASK = "A lift to the clinic on Monday."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("small")) as server:
        yield server


def let_the_lot_fall_on_it(server: Server) -> None:
    """Every question is as likely as any other: this time it is the circle's own."""
    kept = sqlite3.connect(server.data / "handinhand.sqlite3", timeout=20)
    with kept:
        fell = kept.execute("UPDATE tea_group SET own_id = (SELECT max(id) FROM tea_question)")
        assert fell.rowcount == 1
    kept.close()


def test_tea_with_a_question_of_the_circles_own(server: Server, chromium: Browser) -> None:
    camera = Camera(FOLDER / "tea-question")
    hana, bo = BrowserWalker(chromium, server.url, scripts=False, width=320), HttpWalker(server.url)
    circle = they_come_together(hana, bo)
    hana.open(f"{circle}tea/")
    hana.unfold("Change how often")
    hana.write("/tea/rhythm/", every="week")
    hana.do("/tea/rhythm/")
    hana.go("/tea/questions/")
    hana.sees("None so far.")
    hana.write("/tea/questions/", text=OURS)
    hana.do("/tea/questions/")
    hana.open(f"{circle}tea/questions/")
    hana.sees(OURS)
    hana.sees("You added this.")
    camera.look(hana, "questions")
    for walker in (hana, bo):
        walker.open(f"{circle}tea/")
        walker.write("/tea/", way="any")
        walker.do("/tea/")
    let_the_day_come(server)
    hana.open(f"{circle}tea/")
    hana.sees("a cup of tea, when you both like")
    let_the_lot_fall_on_it(server)
    for walker in (hana, bo):
        walker.open(f"{circle}tea/")
        walker.sees("A question to begin with, if you like. You can leave it out.")
        walker.sees(OURS)
    camera.look(hana, "drawn")
    hana.open(f"{circle}tea/questions/")
    hana.do("/away/")
    hana.does_not_see(OURS)
    # Whoever was drawn with it reads one of ours: nobody sits there without.
    bo.open(f"{circle}tea/")
    bo.sees("A question to begin with, if you like. You can leave it out.")
    bo.does_not_see(OURS)


def test_who_can_see_an_ask_is_changed_before_people_meet(server: Server, chromium: Browser) -> None:
    camera = Camera(FOLDER / "who-can-see")
    hana = BrowserWalker(chromium, server.url, scripts=False, width=320)
    bo, cai = HttpWalker(server.url), HttpWalker(server.url)
    circle = they_come_together(hana, bo, cai)
    hana.open(f"{circle}asks/new/?kind=ask")
    hana.write("/new/", text=ASK)
    hana.do("/new/")
    ask = hana.path
    for walker in (bo, cai):
        walker.open(f"{circle}asks/")
        walker.sees(ASK)
    hana.go("/who/")
    hana.sees("You can show it to more people, or to fewer. Whoever could see it until now may have read it already.")
    camera.look(hana, "who")
    hana.write("/who/", who="some")
    hana.do("/who/")
    hana.sees("Please choose at least one person, or everyone in this circle.")
    hana.choose("Bo")
    hana.do("/who/")
    hana.sees("Changed. Who has read it by now, has read it.")
    assert hana.path == ask
    bo.open(f"{circle}asks/")
    bo.sees(ASK)
    cai.open(f"{circle}asks/")
    cai.does_not_see(ASK)
    assert not [each for each in server.said if "Traceback" in each]
