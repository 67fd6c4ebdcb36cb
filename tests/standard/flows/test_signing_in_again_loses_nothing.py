"""A visit ends while somebody writes: once they are in again, their words go where they were to go."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser_walker import BrowserWalker
from tests.servers import Server
from tests.standard.flows.main_job import walking

pytestmark = [pytest.mark.browser, pytest.mark.flow]
WORDS = "A bench by the door,\nand “nobody” <asks> & waits."
IS_OVER = "Please come back in first"
# Where words are written, where their form goes, and in which box they are.
BOXES = {
    "in a room": ("/room/", "/say/", "body"),
    "a proposal": ("/decisions/propose/", "/propose/", "text"),
    "how I am": ("/how-i-am/in/", "/how-i-am/in/", "how"),
    "a promise": ("/promises/", "/promises/make/", "text"),
}


@pytest.fixture(scope="module")
def sign_in(server: Server) -> str:
    """A link that signs in as Tom."""
    told = json.loads(server.command("demo", "--json").stdout)["people"]
    return next(str(each["sign_in"]) for each in told if each["name"] == "Tom")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def tom(request: pytest.FixtureRequest, chromium: Browser, server: Server, sign_in: str) -> Iterator[BrowserWalker]:
    with walking(BrowserWalker(chromium, server.url, scripts=request.param)) as walker:
        walker.open(sign_in.removeprefix(server.url))
        yield walker


def open_box(tom: BrowserWalker, where: str) -> None:
    """Go to the page on which the words are to be written."""
    tom.go("/room/" if where in ("/room/", "/how-i-am/in/") else "/c/")
    if where == "/how-i-am/in/":
        tom.go(where)
    elif where != "/room/":
        circle = tom.path.split("/")[2]
        tom.open(f"/c/{circle}{where}")


def end_the_visit(page: Page) -> None:
    page.context.clear_cookies(name="visit")


@pytest.mark.parametrize("box", BOXES)
def test_words_wait_until_somebody_is_in_again_and_then_go_on(tom: BrowserWalker, sign_in: str, box: str) -> None:
    where, action, name = BOXES[box]
    words = f"{WORDS} {box}, {tom.scripts}."
    open_box(tom, where)
    address = tom.page.url
    form = tom.form(action)
    form.locator(f'[name="{name}"]').fill(words)
    end_the_visit(tom.page)
    button = form.locator("button").first
    # Where the page sends by itself, its box keeps what is in it; elsewhere the next page does.
    stays = tom.scripts and form.get_attribute("data-stay") is not None
    button.click()
    tom.sees(IS_OVER)
    with tom.context.expect_page() as beside:
        tom.page.get_by_role("link", name=IS_OVER if stays else "Come back in").click()
    expect(beside.value).to_have_url(f"{tom.base}/sign-in/")
    beside.value.goto(sign_in)
    expect(beside.value.get_by_role("heading", name="Hello Tom")).to_be_visible()
    beside.value.close()
    if stays:
        assert form.locator(f'[name="{name}"]').input_value() == words
        button.click()
        expect(form.locator(f'[name="{name}"]')).to_have_value("")
    else:
        tom.page.get_by_role("button", name="Send it again").click()
    last = words.splitlines()[-1]
    expect(tom.page.locator("main")).to_contain_text(last, use_inner_text=True)
    if where == "/room/":
        tom.page.goto(address)
        assert tom.page.locator("#said").get_by_text(last).count() == 1
