"""The main job whole, by somebody who has Tab, Enter, Space, arrows and letters, and nothing else."""

import pytest
from playwright.sync_api import Browser, Locator

from standard.flows.keyboard import focus_problems, keyboard_problems
from tests.journeys.browser_walker import BrowserWalker, KeyboardWalker
from tests.servers import Server
from tests.standard.flows.main_job import Job, walking, whole

pytestmark = [pytest.mark.browser, pytest.mark.flow]


class AttentiveWalker(KeyboardWalker):
    """Looks at each stop on the way: whoever has no mouse has to see where they are."""

    def reach(self, what: Locator) -> None:
        what.wait_for()
        for _step in range(self.MOST_STEPS):
            if what.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            assert focus_problems(self.page) == [], self.page.url
        raise AssertionError(f"Tab never comes to {what}")


def test_the_main_job_whole_by_keyboard_alone(chromium: Browser, server: Server) -> None:
    wrong: dict[str, list[str]] = {}
    been: set[str] = set()

    def look(walker: BrowserWalker, name: str) -> None:
        # Back through a page once is enough: what it is made of stays the same while the meeting goes on.
        if problems := keyboard_problems(walker.page, back=walker.page.url not in been):
            wrong[name] = problems
        been.add(walker.page.url)

    with walking(AttentiveWalker(chromium, server.url, width=360, height=640)) as me:
        whole(Job(server, me, look))
    assert not wrong, wrong
