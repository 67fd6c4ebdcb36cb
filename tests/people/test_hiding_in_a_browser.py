"""Hiding in a real browser: while a photograph is sent, a page is half there, or somebody is writing."""

import io
import json
import os
import socket
import threading
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.chromium import WHOLE
from tests.live.streams import wait_for
from tests.servers import Server

pytestmark = [pytest.mark.browser]
NEUTRAL = "https://neutral.example/weather"
TEXT = "The lift is too small"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("data")
    with Server(folder, demo=True, env={"HANDINHAND_NEUTRAL_SITE": NEUTRAL}) as server:
        yield server


@pytest.fixture(scope="module")
def link(server: Server) -> str:
    """A link that signs in as Tom."""
    people = json.loads(server.command("demo", "--json").stdout)["people"]
    return str(next(each["sign_in"] for each in people if each["name"] == "Tom"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=WHOLE, args=["--no-sandbox"])
        yield browser
        browser.close()


def somebody(chromium: Browser, *, scripts: bool = True) -> BrowserContext:
    context = chromium.new_context(java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    context.route(f"{NEUTRAL}*", lambda route: route.fulfill(body="<h1>Rain later</h1>", content_type="text/html"))
    return context


@pytest.fixture
def page(chromium: Browser, link: str) -> Iterator[Page]:
    """Tom, on Today."""
    context = somebody(chromium)
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", name="Hello Tom")).to_be_visible()
    yield page
    context.close()


def circle_of(page: Page) -> str:
    return str(page.get_by_role("link", name="Harbour Circle").first.get_attribute("href"))


def check_away(page: Page, server: Server) -> None:
    """The neutral page is there, the visit is over, and Back shows nobody and nothing."""
    expect(page.get_by_role("heading", name="Rain later")).to_be_visible()
    assert "visit" not in {each["name"] for each in page.context.cookies()}
    for _step in range(4):
        page.go_back(wait_until="load")
        expect(page.locator("body")).not_to_contain_text("Harbour Circle")
        expect(page.locator("body")).not_to_contain_text("Asha")
    page.goto(f"{server.url}/me/")
    expect(page.get_by_role("link", name="Hide this page")).to_have_count(0)


def place_of_the_link(page: Page) -> tuple[float, float]:
    """Where the link is on the screen: somebody presses it there, however far the page has come."""
    box = page.get_by_role("link", name="Hide this page").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def press_shift_three_times(page: Page) -> None:
    for _time in range(3):
        page.keyboard.press("Shift")


def a_large_photograph() -> bytes:
    """Nothing in it can be made smaller: it takes its time on a slow line."""
    kept = io.BytesIO()
    Image.frombytes("RGB", (900, 900), os.urandom(900 * 900 * 3)).save(kept, "PNG")
    return kept.getvalue()


@pytest.mark.parametrize("way", ["link", "shift"])
def test_in_the_middle_of_sending_a_photograph(page: Page, server: Server, way: str) -> None:
    # All of the page is in view, so that nothing scrolls.
    page.set_viewport_size({"width": 800, "height": 2400})
    page.goto(f"{server.url}{circle_of(page)}my-page/photograph/")
    picture = {"name": "me.png", "mimeType": "image/png", "buffer": a_large_photograph()}
    page.locator("input[type=file]").set_input_files(picture)  # type: ignore[arg-type]
    # Ten kilobytes in a second: what is sent would take minutes.
    line = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 10_000}
    line.send("Network.emulateNetworkConditions", slow)
    link = place_of_the_link(page)
    with page.expect_request(lambda request: request.method == "POST"):
        page.get_by_role("button", name="Use this photograph").click(no_wait_after=True)
    if way == "link":
        page.mouse.click(*link)
    else:
        press_shift_three_times(page)
    check_away(page, server)
    line.detach()


class Half:
    """Passes on to a server what a browser asks, and of each answer only the beginning: the rest never comes."""

    def __init__(self, to: int, letters: int) -> None:
        self.to, self.letters = to, letters
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.held: list[socket.socket] = []
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        while True:
            try:
                caller, _where = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(caller,), daemon=True).start()

    def answer(self, caller: socket.socket) -> None:
        asked = caller.recv(65_536)
        with socket.create_connection(("127.0.0.1", self.to)) as server:
            plain = asked.replace(b"gzip, deflate, br, zstd", b"identity").replace(b"keep-alive", b"close")
            server.sendall(plain)
            came = b""
            while part := server.recv(65_536):
                came += part
        first = asked.split(b" ", 2)[1]
        is_page = first not in {b"/hide/"} and not first.startswith((b"/static/", b"/favicon"))
        caller.sendall(came[: self.letters] if is_page else came)
        if is_page:
            self.held.append(caller)
        else:
            caller.close()

    def close(self) -> None:
        self.listener.close()
        for each in self.held:
            each.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_while_a_page_is_half_there(chromium: Browser, server: Server, link: str, scripts: bool) -> None:
    context = somebody(chromium, scripts=scripts)
    page = context.new_page()
    page.goto(link)
    half = Half(server.port, 7_000)
    page.goto(f"http://127.0.0.1:{half.port}/me/", wait_until="commit")
    hide = page.get_by_role("link", name="Hide this page")
    expect(hide).to_be_visible()
    if scripts:
        assert page.evaluate("document.readyState") == "loading"
        # Asked from outside: what the page itself evaluates later, its own policy refuses.
        arrived = "performance.getEntriesByType('resource').some(each => /hide/.test(each.name))"
        wait_for(lambda: page.evaluate(arrived))
        press_shift_three_times(page)
    else:
        page.mouse.click(*place_of_the_link(page))
    check_away(page, server)
    half.close()
    context.close()


def test_kept_words_are_in_their_box_again_and_not_in_the_browser(page: Page, server: Server, link: str) -> None:
    where = f"{server.url}{circle_of(page)}decisions/propose/"
    page.goto(f"{server.url}/me/comfort/")
    page.get_by_label("They are kept for me alone").check()
    page.get_by_role("button", name="Show pages like this").click()
    page.goto(where)
    page.get_by_role("textbox").first.fill(TEXT)
    with page.expect_request("**/hide/words/") as sent:
        press_shift_three_times(page)
    assert sent.value.method == "POST"
    check_away(page, server)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.goto(link)
    page.get_by_role("link", name="Look at it", exact=True).click()
    expect(page.locator("body")).to_contain_text(TEXT)
    page.get_by_role("link", name="Go on where I was").click()
    expect(page.get_by_role("textbox").first).to_have_value(TEXT)
    expect(page.locator("[data-taken-up]")).to_contain_text("Your words are in their box again.")
    page.get_by_role("button", name="Propose").first.click()
    expect(page.locator("main")).to_contain_text(TEXT)
    page.goto(where)
    expect(page.locator("[data-taken-up]")).to_have_count(0)


def test_words_are_gone_if_i_did_not_ask(page: Page, server: Server, link: str) -> None:
    page.goto(f"{server.url}/me/comfort/")
    page.get_by_label("They are gone").check()
    page.get_by_role("button", name="Show pages like this").click()
    page.goto(f"{server.url}{circle_of_today(page, server)}decisions/propose/")
    page.get_by_role("textbox").first.fill(TEXT)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    press_shift_three_times(page)
    check_away(page, server)
    assert not [each for each in asked if "words" in each]
    page.goto(link)
    page.goto(f"{server.url}/me/unsent/")
    expect(page.locator("main")).to_contain_text("Nothing waits here.")


def circle_of_today(page: Page, server: Server) -> str:
    page.goto(server.url)
    return circle_of(page)


SAYS_WHEN_EMPTY = """new MutationObserver(() => {
    if (document.body && !document.body.textContent) console.log(`empty, hidden: ${document.documentElement.hidden}`);
}).observe(document, { childList: true, subtree: true });"""


def test_the_screen_is_blank_before_any_answer_comes(page: Page) -> None:
    page.add_init_script(SAYS_WHEN_EMPTY)
    page.reload()
    # The address that hides never answers.
    page.route("**/hide/", lambda _route: None)
    with page.expect_console_message(lambda said: said.text == "empty, hidden: true"):
        press_shift_three_times(page)
