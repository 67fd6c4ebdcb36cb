"""A browser that never waits for ever: a page that does not come, or comes as something else, is said in a sentence."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Error,
    Page,
    Playwright,
    Response,
    Route,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as TooLong

from tests.chromium import LIGHT

# Without the others, Chromium asks its maker for things of its own, and the pages seem to.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
MOST_BYTES = 2_000_000
# Before anything of a page runs.
TIMERS = Path(__file__).with_name("timers.js").read_text()
NO_PAGE = frozenset({204, 205})
REDIRECTS = range(300, 400)


@dataclass(frozen=True)
class Limits:
    """How long a page may take to come, and how long all that looks at it may take, in seconds."""

    to_come: float = 20
    to_look: float = 90


class NotSeen(Exception):
    """A page that could not be looked at; the sentence says why. What was not seen, was not held."""


@dataclass
class Opened:
    """A page in the browser, as it came."""

    page: Page
    address: str
    status: int
    html: str
    # Every address that was asked for on its behalf.
    asked_for: list[str] = field(default_factory=list)
    dialogues: list[str] = field(default_factory=list)
    # Addresses of windows that it opened.
    windows: list[str] = field(default_factory=list)
    # It came with a header that sends on after a time.
    sends_on: bool = False


class Tab:
    """A tab in which one page comes after the other, and what each asked for and opened."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.asked_for: list[str] = []
        self.dialogues: list[str] = []
        self.windows: list[str] = []
        self.came: dict[str, int] = {}
        # The status of each answer that was to be the page, in their order.
        self.answers: list[int] = []
        self.page.on("response", self._answered)
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.on("websocket", lambda socket: self.asked_for.append(socket.url))
        self.page.on("dialog", self._answer)
        self.page.on("popup", self._shut)
        self.session = context.new_cdp_session(self.page)
        self.session.on("Network.dataReceived", self._more)
        self.session.send("Network.enable")

    def _answer(self, dialogue: Dialog) -> None:
        # A page may ask whether somebody means to leave it; nobody here wants to stay.
        if dialogue.type == "beforeunload":
            dialogue.accept()
            return
        self.dialogues.append(dialogue.message)
        dialogue.dismiss()

    def _answered(self, response: Response) -> None:
        # Without a frame, it belongs to a worker.
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.answers.append(response.status)

    def _shut(self, window: Page) -> None:
        self.windows.append(window.url)
        # With the browser, its windows are gone.
        with suppress(Error):
            window.close()

    def _more(self, event: dict[str, Any]) -> None:
        """Watch how much comes, and stop it where it is more than anybody's phone should carry."""
        whose, is_first = str(event["requestId"]), not self.is_too_big
        self.came[whose] = self.came.get(whose, 0) + int(event["dataLength"])
        if self.is_too_big and is_first:
            self.session.send("Page.stopLoading")

    @property
    def is_too_big(self) -> bool:
        """Whether anything that came for this page was."""
        return any(each > MOST_BYTES for each in self.came.values())

    def come(self, address: str, limits: Limits, form: str = "") -> Opened:
        """Go there, or send a form there, and let the page come whole."""
        self.asked_for, self.dialogues, self.windows, self.came, self.answers = [], [], [], {}, []
        self.page.unroute_all()
        if form:
            self.page.route(address, partial(_send, form=form))
        try:
            response = self.page.goto(address, timeout=limits.to_come * 1000, wait_until="load")
        except TooLong as problem:
            raise NotSeen(self._why_so_long(address, limits)) from problem
        except Error as problem:
            raise NotSeen(self._why_not(address, _first_line(problem))) from problem
        if self.is_too_big:
            raise NotSeen(_is_too_big(address))
        if response is None:
            raise NotSeen(f"{address} gave no answer of its own.")
        html = _html(response, address)
        sends_on = "refresh" in response.headers
        came = (self.page, address, response.status, html)
        return Opened(*came, self.asked_for, self.dialogues, self.windows, sends_on=sends_on)

    def _why_so_long(self, address: str, limits: Limits) -> str:
        if self.is_too_big:
            return _is_too_big(address)
        if self.went_on:
            return _leads_on(address)
        return f"{address} was not there whole after {limits.to_come:g} seconds."

    def _why_not(self, address: str, said: str) -> str:
        if self.is_too_big:
            return _is_too_big(address)
        if self.answers and self.answers[-1] in NO_PAGE:
            return f"{address} answers that there is no page ({self.answers[-1]})."
        if "ERR_TOO_MANY_REDIRECTS" in said:
            return f"{address} sends on and on in a ring."
        if "Download is starting" in said:
            return f"{address} is not a page but a file to keep."
        if "ERR_CONNECTION" in said or "ERR_EMPTY_RESPONSE" in said:
            return f"Nobody answers at {address}."
        return f"{address} did not come: {said}"

    @property
    def went_on(self) -> bool:
        """Whether another page came in the place of the one that had come."""
        return len([each for each in self.answers if each not in REDIRECTS]) > 1


class Watched:
    """A real Chromium that is ended where a page holds it up, and started again for the next one."""

    def __init__(self, playwright: Playwright, limits: Limits | None = None) -> None:
        self.playwright = playwright
        self.limits = limits or Limits()
        self.was_ended = False
        self.contexts: dict[str, BrowserContext] = {}
        self.tabs: dict[BrowserContext, Tab] = {}
        self._start()

    def _start(self) -> None:
        self.contexts = {}
        self.tabs = {}
        self.browser: Browser = self.playwright.chromium.launch(executable_path=LIGHT, args=ARGUMENTS)
        told = self.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
        self.process = next(int(each["id"]) for each in told["processInfo"] if each["type"] == "browser")

    def context(self, name: str, **options: Any) -> BrowserContext:
        """A visit by this name, which lasts for as long as the browser does; `options` are for its first time."""
        if not self.browser.is_connected():
            self._start()
        if name not in self.contexts:
            self.contexts[name] = self.browser.new_context(**options)
            self.contexts[name].set_default_timeout(self.limits.to_come * 1000)
            if options.get("java_script_enabled", True):
                self.contexts[name].add_init_script(TIMERS)
        return self.contexts[name]

    @contextmanager
    def opened(self, context: BrowserContext, address: str, form: str = "") -> Iterator[Opened]:
        """A page to look at, or what comes when a form is sent there.

        Raises `NotSeen` where it does not come, and where looking takes too long.
        """
        self.was_ended = False
        watch = Timer(self.limits.to_look, self._end)
        watch.start()
        try:
            tab = self.tabs.get(context) or self.tabs.setdefault(context, Tab(context))
            yield tab.come(address, self.limits, form)
        except Error as problem:
            if self.was_ended:
                sentence = f"{address} kept the browser busy for more than {self.limits.to_look:g} seconds."
                raise NotSeen(sentence) from problem
            went_on = context in self.tabs and self.tabs[context].went_on
            self._put_away(context)
            if went_on:
                raise NotSeen(_leads_on(address)) from problem
            if isinstance(problem, TooLong):
                sentence = f"{address} kept the browser busy for more than {self.limits.to_come:g} seconds."
                raise NotSeen(sentence) from problem
            raise NotSeen(f"{address} could not be looked at: {_first_line(problem)}") from problem
        except NotSeen:
            self._put_away(context)
            raise
        finally:
            watch.cancel()

    def _put_away(self, context: BrowserContext) -> None:
        """The next page gets a tab of its own: nobody knows what state this one is in."""
        if context in self.tabs:
            # With the browser, its tabs are gone.
            with suppress(Error):
                self.tabs.pop(context).page.close()

    def _end(self) -> None:
        """End the browser from outside: a page that is busy for ever answers nobody within."""
        self.was_ended = True
        os.kill(self.process, signal.SIGKILL)

    def close(self) -> None:
        """Done."""
        if self.browser.is_connected():
            self.browser.close()


@contextmanager
def a_browser(limits: Limits | None = None) -> Iterator[Watched]:
    """A browser of one's own, closed afterwards."""
    with sync_playwright() as playwright:
        watched = Watched(playwright, limits)
        yield watched
        watched.close()


def _send(route: Route, *, form: str) -> None:
    """As a browser sends a form, whether or not its scripts run."""
    headers = {**route.request.headers, "content-type": "application/x-www-form-urlencoded"}
    route.continue_(method="POST", post_data=form, headers={**headers, "origin": _origin(route.request.url)})


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _html(response: Response, address: str) -> str:
    kind = response.headers.get("content-type", "nothing that it names")
    if urlsplit(address).scheme != "data" and not kind.startswith("text/html"):
        raise NotSeen(f"{address} is not a page but {kind.partition(';')[0]}.")
    return response.text()


def _is_too_big(address: str) -> str:
    return f"{address} is larger than {MOST_BYTES // 1_000_000} MB."


def _leads_on(address: str) -> str:
    return f"{address} leads on by itself before anybody can look at it."


def _first_line(problem: Error) -> str:
    return problem.message.partition("\n")[0]
