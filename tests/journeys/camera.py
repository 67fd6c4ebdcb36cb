"""Looks at a page on screens of several widths; where pictures are wanted, it takes them in light and in dusk."""

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.browser_walker import BrowserWalker

FOLDER = Path(__file__).parent.parent.parent / "screenshots" / "journey"
NARROWEST, HEIGHT = 320, 800
PICTURED = (360, 1100)
# No test reads a picture, and to take them is half of a journey's time: `make screenshots` says that they are wanted.
WANTED = bool(os.environ.get("PICTURES"))
LIGHTS = ("light", "dusk")
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What stands in the bar at the top and has no room there runs under what stands beside it.
CROWDED = """[...document.querySelectorAll('header *')].filter(each => each.scrollWidth > each.clientWidth + 1)
  .filter(each => getComputedStyle(each).display !== 'inline').map(each => each.outerHTML.slice(0, 150))"""
BESIDE = """[...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > innerWidth)
  .slice(-3).map(each => each.outerHTML.slice(0, 150))"""
# A picture of a whole page has the bar where the page ends, not over the middle of it.
LET_THE_BAR_GO = "document.querySelector('nav.bottom')?.style.setProperty('position', 'static')"
CHOOSE = """light => {
  const root = document.documentElement;
  root.dataset.comfort = [light, ...(root.dataset.comfort || '').split(' ').slice(1)].join(' ');
}"""


class Camera:
    """Looks by a second page of the same browser, so that the walker's own page is not disturbed."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        for old in folder.glob("*.png") if folder is not None and WANTED else ():
            old.unlink()
        self.taken: list[str] = []

    def look(self, walker: BrowserWalker, name: str) -> None:
        """Expect that nothing of the walker's page is beside the screen at any width; keep pictures if wanted."""
        if self.folder is None:
            return
        self.taken.append(name)
        page = walker.context.new_page()
        page.goto(walker.page.url)
        widen(page, NARROWEST)
        page.evaluate(LET_THE_BAR_GO)
        for width in PICTURED:
            widen(page, width)
            for light in LIGHTS if WANTED else ():
                page.evaluate(CHOOSE, light)
                path = self.folder / f"{len(self.taken):02}-{name}-{width}-{light}.png"
                page.screenshot(path=path, full_page=True, animations="disabled")
        page.close()


def widen(page: Page, width: int) -> None:
    """Give a page another width, and expect that nothing of it is beside the screen."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    wide = page.evaluate(WIDER)
    assert wide <= 0, f"{page.url} is {wide} px wider than {width} px: {page.evaluate(BESIDE)}"
    crowded = page.evaluate(CROWDED)
    assert not crowded, f"{page.url} has no room at {width} px for {crowded}"
