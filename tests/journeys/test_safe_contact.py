"""Dee says by which way she can be reached, gives a number, and names Sam for when she goes quiet."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]
NUMBER = "+44 7700 900123"


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    texts = tmp_path / "texts"
    with Server(tmp_path / "data", demo=True, env={"HANDINHAND_TEXTS": f"file:{texts}"}) as server:
        yield server


def test_a_safe_way_and_a_plan_for_going_quiet(server: Server, chromium: Browser):
    told = json.loads(server.command("demo", "--json").stdout)
    ways = {each["name"]: each["sign_in"] for each in told["people"]}
    dee, sam = (BrowserWalker(chromium, server.url, scripts=False, width=320) for _each in range(2))
    dee.page.goto(ways["Dee"])
    sam.page.goto(ways["Sam"])
    camera = Camera(FOLDER / "safe-contact")
    a_number_is_hers(server, dee, camera)
    it_is_safe_as_she_says(dee, camera)
    sam_is_named(dee, sam, camera)
    i_will_contact_you(dee)
    assert not dee.elsewhere
    assert not sam.elsewhere


def a_number_is_hers(server: Server, dee: BrowserWalker, camera: Camera) -> None:
    dee.open("/me/")
    dee.go("/me/contact/")
    dee.sees("Nothing is sent to you by any way before you say that it is safe.")
    dee.go("/me/number/")
    dee.write("/me/number/", number=NUMBER)
    camera.look(dee, "number")
    dee.do("/me/number/")
    said = json.loads((server.data.parent / "texts").read_text().splitlines()[-1])["text"]
    dee.write("/me/number/code/", code=said.split(": ")[1].split(".")[0])
    camera.look(dee, "code")
    dee.do("/me/number/code/")
    dee.sees("It is not said to be safe. Nothing goes there.")


def it_is_safe_as_she_says(dee: BrowserWalker, camera: Camera) -> None:
    dee.go("/me/contact/text/")
    camera.look(dee, "what-is-safe")
    dee.write("/me/contact/text/", name="Del", may_be_left="yes")
    dee.do("/me/contact/text/")
    dee.sees("Hello Del, There is something for you to read.")
    dee.do("/me/contact/text/safe/")
    dee.sees("You said that it is safe, from 9:00 until 18:00 on your clock.")
    camera.look(dee, "how-to-reach-me")


def sam_is_named(dee: BrowserWalker, sam: BrowserWalker, camera: Camera) -> None:
    dee.open("/me/")
    dee.go("/me/if-i-go-quiet/")
    camera.look(dee, "if-i-go-quiet")
    dee.go("/if-i-go-quiet/")
    camera.look(dee, "a-plan")
    dee.page.get_by_label("Who may ask?").select_option(label="Sam")
    dee.write("/if-i-go-quiet/", words="Is the kettle on?")
    dee.do("/if-i-go-quiet/")
    dee.sees("has not answered yet")
    sam.open("/")
    asked = "To be somebody who may ask how a person is"
    sam.sees(asked)
    sam.page.locator("section", has_text=asked).locator("a.button").first.click()
    sam.sees("May Dee name you?")
    sam.does_not_see("Is the kettle on?")
    camera.look(sam, "may-dee-name-you")
    sam.do("/ask-after/", say="yes")
    dee.page.reload()
    dee.sees("Sam: said yes")
    camera.look(dee, "my-plan")


def i_will_contact_you(dee: BrowserWalker) -> None:
    dee.open("/me/contact/")
    dee.do("/me/contact/none/")
    dee.sees("This is how it is now: no way is used at all.")
