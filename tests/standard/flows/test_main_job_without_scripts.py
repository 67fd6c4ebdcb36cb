"""The main job whole, at 320 px and with JavaScript switched off."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.servers import Server
from tests.standard.flows.main_job import Job, walking, whole

pytestmark = [pytest.mark.browser]


def test_the_main_job_whole_without_scripts_at_320_px(chromium: Browser, server: Server) -> None:
    with walking(BrowserWalker(chromium, server.url, scripts=False, width=320, height=568)) as me:
        whole(Job(server, me))
