"""A browser and a house with the demonstration in it, for each file of flows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import LIGHT
from tests.servers import Server

NEUTRAL = "https://neutral.example/weather"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=LIGHT, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("flows"), demo=True, env={"HANDINHAND_NEUTRAL_SITE": NEUTRAL}) as running:
        yield running
