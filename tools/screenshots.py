"""Pictures of every page of the demonstration that links lead to: at 360 and 1,100 px, light and dusk."""

import argparse
import json
import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.chromium import LIGHT

ROOT = Path(__file__).parent.parent
SIZES = {"360": (360, 740), "1100": (1100, 800)}
STRANGERS = ("/", "/sign-in/", "/start/", "/join/", "/help/", "/me/comfort/", "/about-hiding/", "/what-is-kept/")
LEAVE_OUT = re.compile(r"/hide/|/sign-out|/demonstration/|\?before=|/static/")
# One page of each kind is enough: what differs between them is in the address as a random id.
RANDOM = re.compile(r"[bcdfghjkmnpqrstvwxz2-9]{12}")


def links(page: Page) -> list[str]:
    """Where a page leads, within the house."""
    found = page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
    own = urlsplit(page.url).netloc
    return [urlsplit(each)._replace(fragment="").geturl() for each in found if urlsplit(each).netloc == own]


def kind(url: str) -> str:
    """An address without what is random in it, as a file's name."""
    parts = urlsplit(url)
    where = RANDOM.sub("x", parts.path + ("-" + parts.query if parts.query else ""))
    return re.sub(r"[^a-z0-9]+", "-", where.lower()).strip("-")[:80] or "today"


def crawl(context: BrowserContext, first: str, *, look: Callable[[Page, str], None] | None = None) -> dict[str, str]:
    """One address for each kind of page that can be reached; `look` is called with each page while it is open."""
    page = context.new_page()
    waiting, found = deque([first]), {}
    while waiting:
        url = waiting.popleft()
        if kind(url) in found or LEAVE_OUT.search(url):
            continue
        page.goto(url)
        found[kind(url)] = url
        waiting.extend(links(page))
        if look is not None:
            look(page, kind(url))
    page.close()
    return found


def comfort(context: BrowserContext, base: str, light: str) -> None:
    """Choose light or dusk on the page where people do."""
    page = context.new_page()
    page.goto(f"{base}/me/comfort/")
    page.check(f'input[value="{light}"]')
    page.locator("main form button").first.click()
    page.close()


def main() -> None:
    """Walk as a few people, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--who", nargs="*", default=["Tom", "Sam", "stranger"])
    chosen = parser.parse_args()
    told = subprocess.run([ROOT / ".venv/bin/handinhand", "demo", "--json"], check=True, capture_output=True)
    demo = json.loads(told.stdout)
    sign_in = {each["name"]: each["sign_in"] for each in demo["people"]}
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=LIGHT, args=["--no-sandbox"])
        for who in chosen.who:
            context = browser.new_context(base_url=demo["url"])
            if who in sign_in:
                context.new_page().goto(sign_in[who])
                pages = crawl(context, demo["url"] + "/")
            else:
                pages = {kind(path): demo["url"] + path for path in STRANGERS}
            for light in ("light", "dusk"):
                comfort(context, demo["url"], light)
                for size, (width, height) in SIZES.items():
                    page = context.new_page()
                    page.set_viewport_size({"width": width, "height": height})
                    for name, url in pages.items():
                        page.goto(url)
                        page.screenshot(path=chosen.folder / f"{who}-{name}-{size}-{light}.png", full_page=True)
                    page.close()
            comfort(context, demo["url"], "light")
            context.close()
            sys.stdout.write(f"{who}: {len(pages)} pages\n")
        browser.close()


if __name__ == "__main__":
    main()
