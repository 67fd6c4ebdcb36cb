"""A shared computer, in a real browser: after "I am done here" nothing is left on its screen, nor on its disk."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.chromium import WHOLE
from tests.servers import Server

pytestmark = [pytest.mark.browser]
KEPT = """async () => ({
    local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": 0, "session": 0, "cookies": "", "databases": 0, "caches": 0, "workers": 0}
WROTE = "Tangerine marmalade on the windowsill"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("data"), demo=True) as server:
        yield server


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def computer(request, tmp_path):
    """A computer in a day centre, with the folder in which its browser keeps things."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=WHOLE,
            args=["--no-sandbox"],
            java_script_enabled=request.param,
        )
        context.set_default_timeout(10_000)
        context.scripts = request.param
        yield context


def come_in(server: Server, page: Page) -> None:
    """Tom makes a card at home and comes in with it here."""
    people = json.loads(server.command("demo", "--json").stdout)["people"]
    page.goto(next(each["sign_in"] for each in people if each["name"] == "Tom"))
    page.goto(f"{server.url}/me/card/")
    page.get_by_role("button", name="card").click()
    code = page.locator(".card.print .code").nth(1).inner_text()
    page.goto(f"{server.url}/sign-out/")
    page.get_by_role("button", name="Sign out on this device").click()
    page.goto(f"{server.url}/sign-in/card/")
    page.get_by_label("The code on your card").fill(code)
    page.get_by_label("This is a shared device").check()
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", name="Hello Tom")).to_be_visible()


def test_nothing_stays(computer, server, tmp_path):
    page = computer.new_page()
    come_in(server, page)
    assert all(each["expires"] == -1 for each in computer.cookies()), computer.cookies()
    page.get_by_role("link", name="Harbour Circle").first.click()
    page.goto(page.url + "decisions/propose/")
    page.get_by_role("textbox").first.fill(WROTE)
    page.get_by_role("button", name="Propose").first.click()
    expect(page.locator("body")).to_contain_text(WROTE)
    page.get_by_role("button", name="I am done here").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    left = [each for each in computer.cookies() if each["name"] in ("visit", "comfort")]
    assert left == []
    if computer.scripts:
        assert page.evaluate(KEPT) == NOTHING
    for _step in range(5):
        page.go_back(wait_until="load")
        expect(page.locator("body")).not_to_contain_text("Harbour Circle")
        expect(page.locator("body")).not_to_contain_text(WROTE)
        expect(page.locator("body")).not_to_contain_text("Asha")
    computer.close()
    assert found_on_disk(tmp_path / "profile", WROTE, "Harbour Circle", "Asha") == []


def found_on_disk(folder: Path, *texts: str) -> list[str]:
    """Where a browser's folder holds any of these texts, as UTF-8 or as browsers keep what was typed (UTF-16)."""
    planted = [text.encode(code) for text in texts for code in ("utf-8", "utf-16-le")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 20
    return [str(path) for path in files if any(each in path.read_bytes() for each in planted)]
