"""Hiding from the room of a meeting: by the link, also without scripts, by Shift three times, and by nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect, sync_playwright

from standard.flows.hiding import back_problems, referer_problems, screen_problems, storage_problems
from tests.chromium import WHOLE
from tests.servers import Server
from tests.standard.flows.conftest import NEUTRAL

pytestmark = [pytest.mark.browser]
PERSONAL = ("Harbour Circle", "Asha", "Dee", "hello at the door")


@pytest.fixture(scope="module")
def keeps_pages_whole() -> Iterator[Browser]:
    """A browser that keeps whole pages for Back, as those of phones do and those of tests do not."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=WHOLE,
            args=["--no-sandbox"],
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


@dataclass
class InTheRoom:
    """Tom's page in the room, and what the next site was told."""

    page: Page
    address: str = ""
    told: list[dict[str, str]] = field(default_factory=list)

    def arrive(self, route: Route, request: Request) -> None:
        self.told.append({**request.headers, "url": request.url, "body": request.post_data or ""})
        route.fulfill(body="<h1>Rain later</h1>", content_type="text/html")

    def check_away(self, server: Server, visit: dict[str, str]) -> None:
        """Nothing is left: not on the screen, not in the browser, not behind Back, not with the next site."""
        page = self.page
        expect(page.get_by_role("heading", name="Rain later")).to_be_visible()
        assert referer_problems(self.told, (*PERSONAL, visit["value"])) == []
        # The visit itself is over: whoever kept its cookie gets in no more.
        page.context.add_cookies([{"name": "visit", "value": visit["value"], "url": server.url}])
        answer = page.context.request.get(self.address, max_redirects=0)
        assert answer.headers.get("location", "").startswith("/sign-in/")
        page.context.clear_cookies(name="visit")
        assert back_problems(page, PERSONAL) == []
        page.goto(f"{server.url}/about-hiding/")
        assert screen_problems(page, PERSONAL) == []


@pytest.fixture
def scripts() -> bool:
    return True


@pytest.fixture
def room(scripts: bool, keeps_pages_whole: Browser, server: Server) -> Iterator[InTheRoom]:
    told = json.loads(server.command("demo", "--json").stdout)["people"]
    context = keeps_pages_whole.new_context(java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    here = InTheRoom(context.new_page())
    context.route(f"{NEUTRAL}*", here.arrive)
    here.page.goto(next(each["sign_in"] for each in told if each["name"] == "Tom"))
    here.page.get_by_role("link", name="Go to the meeting").click()
    expect(here.page.locator("main")).to_contain_text("Asha")
    # What listens for Shift comes with the page; the words are there a moment before it.
    here.page.wait_for_load_state()
    here.address = here.page.url
    yield here
    context.close()


def visit_of(page: Page) -> dict[str, str]:
    """The cookie of the visit."""
    return next({"value": each["value"]} for each in page.context.cookies() if each["name"] == "visit")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_by_the_link(room: InTheRoom, server: Server) -> None:
    visit = visit_of(room.page)
    room.page.get_by_role("textbox").first.fill("Somebody says hello at the door.")
    room.page.get_by_role("link", name="Hide this page").click()
    room.check_away(server, visit)


def test_by_shift_three_times(room: InTheRoom, server: Server) -> None:
    visit = visit_of(room.page)
    room.page.get_by_role("textbox").first.fill("Somebody says hello at the door.")
    for _time in range(3):
        room.page.keyboard.press("Shift")
    room.check_away(server, visit)
    assert storage_problems(room.page, cookies=["visit"]) == []


def test_not_by_escape_nor_by_writing_capitals(room: InTheRoom) -> None:
    page = room.page
    box = page.get_by_role("textbox").first
    box.focus()
    for _time in range(4):
        page.keyboard.press("Escape")
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    expect(box).to_have_value("ABCD")
    expect(page.get_by_role("link", name="Hide this page")).to_be_visible()
    assert room.told == []


def test_not_by_shift_pressed_now_and_then(room: InTheRoom) -> None:
    page = room.page
    # A clock that stands still: on a busy machine, time goes on between two presses.
    page.clock.install(time=0)
    page.clock.pause_at(1)
    for _time in range(4):
        page.keyboard.press("Shift")
        page.clock.fast_forward(2_600)
    expect(page.get_by_role("link", name="Hide this page")).to_be_visible()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.get_by_role("heading", name="Rain later")).to_be_visible()
