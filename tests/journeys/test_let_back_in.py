"""Somebody without phone, card or address comes back on a borrowed computer, by two who know them."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.joining import CODE
from tests.journeys.postbox import Postbox, code_in, link_in, open_postbox
from tests.journeys.signs import YOU_ARE_IN
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]
NAMES = ("Hana", "Bo", "Ines")
BACK = "Bo (let back in)"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with open_postbox() as box:
        yield box


@pytest.fixture
def server(tmp_path, postbox) -> Iterator[Server]:
    with Server(tmp_path, env=postbox.env) as server:
        yield server


def begin_circle(server, chromium) -> tuple[dict[str, BrowserWalker], str, str]:
    """Three people in a circle, each with a phone, and a link into it."""
    people = {name: BrowserWalker(chromium, server.url, scripts=name == "Ines", width=320) for name in NAMES}
    hana = people["Hana"]
    hana.open("/start/")
    hana.write("/start/", my_name="Hana", name="The Boathouse", purpose="To mend it.")
    hana.do("/start/")
    circle = hana.path.removesuffix("welcome/")
    hana.open(f"{circle}invite/")
    hana.do("/invite/")
    link = hana.page.locator("a.said").first.inner_text().removeprefix(server.url)
    for name in NAMES[1:]:
        people[name].open(link)
        people[name].write("/join/", my_name=name)
        people[name].do("/join/")
        people[name].sees(YOU_ARE_IN.format(name))
    return people, circle, link


def two_days_pass(server: Server) -> None:
    """Nobody waits two days for a test: what waits until then waited since the day before."""
    kept = sqlite3.connect(server.data / "handinhand.sqlite3", timeout=20)
    with kept:
        before = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%d %H:%M:%S")
        assert kept.execute("UPDATE returning_asked SET waits_until = ?", [before]).rowcount == 1
    kept.close()


def test_bo_is_let_back_in_on_a_borrowed_computer_and_told_and_ends_it(server, chromium, postbox):
    people, circle, link = begin_circle(server, chromium)
    camera, bo = Camera(FOLDER / "returning"), people["Bo"]
    give_address(bo, postbox)
    borrowed = BrowserWalker(chromium, server.url, scripts=False, width=320)
    code = ask(borrowed, camera, link)
    for name in ("Hana", "Ines"):
        know(people[name], camera, circle, code)
    letter = postbox.next()
    assert "Boathouse" not in str(letter)
    bo.open("/")
    bo.sees("Hana and Ines said that they know them.")
    camera.look(bo, "today-in-my-name")
    borrowed.open("/back/")
    borrowed.sees("Now two days pass.")
    two_days_pass(server)
    borrowed.open("/back/")
    camera.look(borrowed, "ready")
    borrowed.do("/come-in/")
    borrowed.sees("You are back in the circle.")
    borrowed.open(f"{circle}members/")
    borrowed.sees(BACK)
    people["Hana"].open(f"{circle}done/")
    people["Hana"].sees(f"{BACK} was let back in")
    borrowed.open("/me/")
    borrowed.does_not_see("bo@post.example")
    stranger = BrowserWalker(chromium, server.url, scripts=False)
    stranger.open(link_in(letter))
    camera.look(stranger, "stop-by-letter")
    stranger.do("/back/stop/")
    stranger.sees("It is stopped")
    borrowed.open(circle)
    borrowed.does_not_see("The Boathouse")
    bo.open(f"{circle}done/")
    bo.sees("Bo ended a place that was opened in their name")
    borrowed.do("/done/")
    borrowed.sees("You are signed out")


def give_address(bo: BrowserWalker, postbox: Postbox) -> None:
    bo.open("/me/address/")
    bo.write("/me/address/", email="bo@post.example")
    bo.do("/me/address/")
    bo.write("/me/address/code/", code=code_in(postbox.next()))
    bo.do("/me/address/code/")
    bo.open("/me/contact/email/")
    for name, hour in (("from_hour", "0"), ("to_hour", "24")):
        bo.page.locator(f'select[name="{name}"]').select_option(hour)
    bo.write("/me/contact/email/", may_be_left="yes")
    bo.do("/me/contact/email/")
    bo.do("/me/contact/email/safe/")


def ask(borrowed: BrowserWalker, camera: Camera, link: str) -> str:
    """Bo asks on a computer that others use, too."""
    borrowed.open(link)
    borrowed.go("/back/")
    camera.look(borrowed, "ask")
    borrowed.page.get_by_label("This is a shared device").check()
    borrowed.write("/back/", name="bo")
    borrowed.do("/back/")
    code = CODE.search(borrowed.text)
    assert code is not None
    camera.look(borrowed, "my-ask")
    assert all(each["expires"] == -1 for each in borrowed.context.cookies())
    return code[0]


def know(member: BrowserWalker, camera: Camera, circle: str, code: str) -> None:
    member.open(f"{circle}members/")
    member.go("/back/")
    camera.look(member, "code")
    member.write("/back/", code=code)
    member.do("/back/")
    camera.look(member, "do-you-know-them")
    member.do("/back/")
    member.sees("You said that you know them.")
