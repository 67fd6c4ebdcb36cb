"""Somebody who walks through the pages in a real browser: with scripts or without, by touch or by keyboard alone."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

PATIENCE = 10_000


class BrowserWalker:
    """Somebody with a browser."""

    def __init__(
        self, browser: Browser, base: str, *, scripts: bool = True, width: int = 360, height: int = 740
    ) -> None:
        self.base = base
        self.scripts = scripts
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, base_url=base, locale="en-GB"
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.elsewhere: list[str] = []
        self.page.on("request", self.note)

    def note(self, request: object) -> None:
        """Remember requests to any other host."""
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.base, "data:", "about:")):
            self.elsewhere.append(url)

    def open(self, path: str) -> None:
        """Open an address of the house."""
        self.page.goto(path)

    def again(self) -> None:
        """See what is new, where nothing comes by itself."""
        if not self.scripts:
            self.follow("See what is new")

    def follow(self, words: str) -> None:
        """Follow a link by its words."""
        self.activate(self.page.get_by_role("link", name=re.compile(f"^{words}$")).first)

    def fill(self, label: str, text: str) -> None:
        """Write into a box."""
        self.page.get_by_label(re.compile(f"^{label}$")).first.fill(text)

    def choose(self, words: str) -> None:
        """Choose one of several."""
        self.page.get_by_label(words, exact=True).first.check()

    def press(self, words: str, near: str = "") -> None:
        """Press a button by its words."""
        scope: Page | Locator = self.page.locator(f'form[action*="{near}"]') if near else self.page
        self.activate(scope.get_by_role("button", name=re.compile(f"^{words}$")).first)

    def unfold(self, words: str) -> None:
        """Open a part of the page that is folded."""
        self.activate(self.page.locator("summary", has_text=words).first)

    def activate(self, what: Locator) -> None:
        """Do it: by touch."""
        what.click()

    def sees(self, words: str) -> None:
        """Expect words on the page, now or soon."""
        expect(self.page.locator("body")).to_contain_text(words, timeout=PATIENCE, use_inner_text=True)

    def does_not_see(self, words: str) -> None:
        """Expect words not on the page."""
        expect(self.page.locator("body")).not_to_contain_text(words, timeout=PATIENCE, use_inner_text=True)

    def fits(self) -> None:
        """Expect that nothing of the page is beside the screen."""
        page = self.page
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px wider than the screen"

    def picture(self, folder: Path, name: str) -> None:
        """Take a picture of the whole page."""
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)


class KeyboardWalker(BrowserWalker):
    """Somebody who has a keyboard and nothing else: whatever they use, they reach by Tab."""

    MOST_STEPS = 150

    def reach(self, what: Locator) -> None:
        """Press Tab until the focus is there; the focus has to be seen."""
        what.wait_for()
        for _ in range(self.MOST_STEPS):
            if what.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {what}")

    def activate(self, what: Locator) -> None:
        """Do it: by the Enter key."""
        self.reach(what)
        self.page.keyboard.press("Enter")

    def fill(self, label: str, text: str) -> None:
        """Reach a box and type."""
        self.reach(self.page.get_by_label(re.compile(f"^{label}$")).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, words: str) -> None:
        """Reach the group of choices by Tab, and the choice by arrows."""
        wanted = self.page.get_by_label(words, exact=True).first
        name = wanted.get_attribute("name")
        group = self.page.locator(f'input[name="{name}"]')
        for _ in range(self.MOST_STEPS):
            if group.evaluate_all("(all) => all.includes(document.activeElement)"):
                break
            self.page.keyboard.press("Tab")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows never come to {words!r}")
