"""After hiding or signing out, Back shows nothing of what was there, and other tabs do not keep it either."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.chromium import WHOLE
from tests.servers import Server

pytestmark = [pytest.mark.browser]
NEUTRAL = "https://neutral.example/weather"


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=WHOLE, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    with Server(folder, demo=True, env={"HANDINHAND_NEUTRAL_SITE": NEUTRAL}) as server:
        yield server


@pytest.fixture
def link(server):
    """A link that signs in as Tom."""
    people = json.loads(server.command("demo", "--json").stdout)["people"]
    return next(each["sign_in"] for each in people if each["name"] == "Tom")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request, chromium: Browser, link):
    """Tom, on Today, after a look at a page of the circle."""
    context = chromium.new_context(java_script_enabled=request.param)
    context.set_default_timeout(10_000)
    context.route(f"{NEUTRAL}*", lambda route: route.fulfill(body="<h1>Rain later</h1>", content_type="text/html"))
    page = context.new_page()
    page.goto(link)
    page.get_by_role("link", name="Harbour Circle").first.click()
    expect(page.get_by_role("heading", name="Harbour Circle")).to_be_visible()
    yield page
    context.close()


def check_gone(page: Page) -> None:
    """Back, as often as it goes: neither the circle nor anybody's name is on the screen."""
    for _step in range(4):
        page.go_back(wait_until="load")
        expect(page.locator("body")).not_to_contain_text("Harbour Circle")
        expect(page.locator("body")).not_to_contain_text("Asha")


def test_back_after_hiding(page):
    page.get_by_role("link", name="Hide this page").click()
    expect(page.get_by_role("heading", name="Rain later")).to_be_visible()
    check_gone(page)


def test_back_after_signing_out(page, server):
    page.goto(f"{server.url}/sign-out/")
    page.get_by_role("button", name="Sign out").first.click()
    expect(page).to_have_url(f"{server.url}/signed-out/")
    check_gone(page)


@pytest.mark.parametrize("way", ["hide", "sign out"])
def test_another_tab_goes_to_the_door_too(chromium: Browser, server, link, way):
    context = chromium.new_context()
    context.set_default_timeout(10_000)
    context.route(f"{NEUTRAL}*", lambda route: route.fulfill(body="<h1>Rain later</h1>", content_type="text/html"))
    one, other = context.new_page(), context.new_page()
    with other.expect_response(lambda answer: "/live/" in answer.url):
        other.goto(link)
    one.goto(server.url)
    if way == "hide":
        one.get_by_role("link", name="Hide this page").click()
    else:
        one.goto(f"{server.url}/sign-out/")
        one.get_by_role("button", name="Sign out").first.click()
    other.bring_to_front()
    expect(other.get_by_role("link", name="Hide this page")).to_have_count(0)
    expect(other.locator("body")).not_to_contain_text("Tom")
    context.close()
