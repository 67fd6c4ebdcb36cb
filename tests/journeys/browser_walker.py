"""Somebody who walks through the pages in a real browser: with scripts or without, by touch or by keyboard alone."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.signs import SEE_WHAT_IS_NEW

PATIENCE = 10_000
# What others do comes into a page by itself within a second; a busy machine is given more.
SOON = 5_000


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
        self.fits()

    @property
    def path(self) -> str:
        """Where the walker is."""
        return self.page.url.removeprefix(self.base)

    @property
    def text(self) -> str:
        """What stands on the page."""
        return " ".join(self.page.locator("body").inner_text().split())

    def html(self, part: str) -> str:
        """One part of the page, by its id, as it was made; empty where there is none."""
        found = self.page.locator(f"#{part}")
        return found.inner_html() if found.count() else ""

    def go(self, where: str) -> None:
        """Follow a link by a part of its address."""
        with self.page.expect_navigation():
            self.activate(self.page.locator(f'a[href*="{where}"]').first)
        self.fits()

    def go_beside(self, words: str, where: str) -> None:
        """Follow the link in the line of a list that has these words."""
        with self.page.expect_navigation():
            self.activate(self.page.locator("li", has_text=words).locator(f'a[href*="{where}"]').first)
        self.fits()

    def addresses(self) -> list[str]:
        """Where the page leads."""
        found: list[str] = self.page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
        return found

    def form(self, near: str, **having: str) -> Locator:
        """The form that goes to an address with `near` in it, with these values in its hidden boxes or its buttons."""
        found = self.page.locator(f'form[action*="{near}"]')
        for name, value in having.items():
            found = found.filter(has=self.page.locator(f'[name="{name}"][value="{value}"]'))
        return found.first

    def can(self, near: str, **having: str) -> None:
        """Expect that something is offered, now or soon."""
        expect(self.form(near, **having)).to_be_attached(timeout=SOON)

    def cannot(self, near: str, **having: str) -> None:
        """Expect that something is not offered, or soon no more."""
        expect(self.form(near, **having)).to_have_count(0, timeout=SOON)

    def write(self, near: str, **boxes: str) -> None:
        """Fill in boxes of a form by their names; it is not sent."""
        for name, text in boxes.items():
            box = self.form(near).locator(f'[name="{name}"]:not([type=hidden])')
            if box.first.get_attribute("type") == "radio":
                self.take(self.choice(box, text))
            else:
                self.put(box.first, text)

    def choice(self, group: Locator, wanted: str) -> Locator:
        """One of several choices, by its value or its words."""
        by_value = group.and_(self.page.locator(f'[value="{wanted}"]'))
        return by_value if by_value.count() else group.and_(self.page.get_by_label(wanted, exact=True))

    def written(self, near: str, name: str) -> str:
        """What stands in a box of a form and was not sent."""
        return self.form(near).locator(f'[name="{name}"]').input_value()

    def do(self, near: str, **having: str) -> None:
        """Press a form's button, and wait until the house has taken it."""
        form = self.form(near, **having)
        named = "".join(f'[name="{name}"][value="{value}"]' for name, value in having.items())
        own = form.locator(f"button{named}") if named else form.locator("button")
        button = own if named and own.count() else form.locator("button").first
        if self.scripts and form.get_attribute("data-stay") is not None:
            with self.page.expect_response(lambda answer: answer.request.method == "POST"):
                self.activate(button)
            expect(self.page.locator("form[aria-busy]")).to_have_count(0)
        else:
            with self.page.expect_navigation():
                self.activate(button)
        self.fits()

    def put(self, box: Locator, text: str) -> None:
        """Write into a box: by touch."""
        box.fill(text)

    def take(self, choice: Locator) -> None:
        """Choose one of several: by touch."""
        choice.check()

    def mark(self) -> None:
        """Leave a mark in the page, which goes when the page is loaded anew."""
        self.page.evaluate("window.mark = true")

    def is_the_same_page(self) -> bool:
        """Whether the page was not loaded anew since it was marked."""
        return bool(self.page.evaluate("window.mark === true"))

    def again(self) -> None:
        """See what is new, where nothing comes by itself."""
        if not self.scripts:
            with self.page.expect_navigation():
                self.follow(SEE_WHAT_IS_NEW)
            self.fits()

    def follow(self, words: str) -> None:
        """Follow a link by its words."""
        self.activate(self.page.get_by_role("link", name=re.compile(f"^{words}$")).first)

    def fill(self, label: str, text: str) -> None:
        """Write into a box."""
        self.put(self.page.get_by_label(re.compile(f"^{label}$")).first, text)

    def choose(self, words: str) -> None:
        """Choose one of several."""
        self.take(self.page.get_by_label(words, exact=True).first)

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
        expect(self.page.locator("body")).to_contain_text(words, timeout=SOON, use_inner_text=True)

    def does_not_see(self, words: str) -> None:
        """Expect words not on the page."""
        expect(self.page.locator("body")).not_to_contain_text(words, timeout=SOON, use_inner_text=True)

    def fits(self) -> None:
        """Expect that nothing of the page is beside the screen."""
        page = self.page
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px wider than the screen"

    def picture(self, folder: Path, name: str) -> None:
        """Take a picture of the whole page."""
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)


NOON = 12
# What is wrong with the focus, if anything: it has no outline, is outside the window, or something lies over it.
WHY_FOCUS_IS_NOT_SEEN = """element => {
  const style = getComputedStyle(element);
  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0) return 'it has no outline';
  for (const box of element.getClientRects())
    for (const y of [box.top + 2, box.bottom - 2]) {
      const over = document.elementFromPoint(box.x + box.width / 2, y);
      if (!over) return `at ${y} it is outside the window of ${innerHeight}`;
      if (!element.contains(over) && !over.contains(element)) return `at ${y} it is under ${over.outerHTML}`;
    }
  return '';
}"""


class KeyboardWalker(BrowserWalker):
    """Somebody who has a keyboard and nothing else: whatever they use, they reach by Tab."""

    MOST_STEPS = 150

    def reach(self, what: Locator) -> None:
        """Press Tab until the focus is there; whoever has no mouse has to see it."""
        what.wait_for()
        for _ in range(self.MOST_STEPS):
            if what.evaluate("element => element === document.activeElement"):
                hidden = what.evaluate(WHY_FOCUS_IS_NOT_SEEN)
                assert not hidden, f"The focus is on {what}, and cannot be seen: {hidden:.500}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {what}")

    def activate(self, what: Locator) -> None:
        """Do it: by the Enter key."""
        self.reach(what)
        self.page.keyboard.press("Enter")

    def put(self, box: Locator, text: str) -> None:
        """Reach a box and type; a day and a time in the order in which the browser asks for them."""
        self.reach(box)
        kind = box.get_attribute("type")
        if kind not in {"date", "time"}:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(text)
            return
        for keys in typed_ways(kind, text):
            self.page.keyboard.type(keys)
            if box.input_value() == text:
                return
            self.page.keyboard.press("Shift+Tab")
            self.reach(box)
        raise AssertionError(f"{text} cannot be typed into {box}")

    def take(self, choice: Locator) -> None:
        """Reach the group of choices by Tab, and the choice by arrows."""
        name = choice.get_attribute("name")
        group = choice.locator("xpath=ancestor::form").locator(f'input[name="{name}"]')
        for _ in range(self.MOST_STEPS):
            if group.evaluate_all("(all) => all.includes(document.activeElement)"):
                break
            self.page.keyboard.press("Tab")
        if not choice.is_checked():
            self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if choice.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows never come to {choice}")


def typed_ways(kind: str, text: str) -> list[str]:
    """The keys for a day or a time, in the orders in which browsers of several countries ask for them."""
    if kind == "time":
        hour, minute = text.split(":")
        half = f"{int(hour) % 12 or 12:02}{minute}{'P' if int(hour) >= NOON else 'A'}"
        return [half, hour + minute]
    year, month, day = text.split("-")
    return [month + day + year, day + month + year]
