"""Each page of the main job on 2G, on a phone that is four times slower: of use within 2.5 seconds, cold."""

import pytest
from playwright.sync_api import Browser, StorageState

from standard.flows.slow import Visit, best_of, make_slow, slow_problems, table, visit
from tests.journeys.browser_walker import BrowserWalker
from tests.servers import Server
from tests.standard.flows.main_job import Job, walking, whole

pytestmark = [pytest.mark.browser, pytest.mark.flow]


def cold(chromium: Browser, address: str, state: StorageState) -> Visit:
    """Open an address as somebody who is signed in, in a browser that has kept nothing else."""
    context = chromium.new_context(storage_state=state, viewport={"width": 360, "height": 640})
    page = context.new_page()
    make_slow(page)
    try:
        return visit(page, address)
    finally:
        context.close()


def test_each_page_of_the_main_job_is_of_use_soon_enough(
    chromium: Browser, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    visits: list[tuple[str, Visit]] = []

    def look(walker: BrowserWalker, name: str) -> None:
        address, state = walker.page.url, walker.context.storage_state()
        visits.append((name, best_of(lambda: cold(chromium, address, state))))

    with walking(BrowserWalker(chromium, server.url, scripts=False, width=360)) as me:
        whole(Job(server, me, look))
    with capsys.disabled():
        print(f"\n{table(visits)}")  # noqa: T201 - the figures are what is asked for
    assert len(visits) >= 15
    assert not slow_problems(visits), table(visits)
