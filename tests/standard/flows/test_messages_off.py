"""Nothing is sent to anybody who did not switch messages on: not to a newcomer, nor while a circle meets."""

import queue
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.http_walker import HttpWalker
from tests.journeys.joining import CODE
from tests.journeys.postbox import Postbox, code_in, open_postbox
from tests.servers import Server
from tests.standard.flows.main_job import Job, walking, whole

pytestmark = [pytest.mark.browser, pytest.mark.flow]
# What the server does by itself in the days after: it looks again and again whom it may tell something.
DAYS_AFTER = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from handinhand.home.actions.messages import send_messages
from handinhand.notices.actions import send_due
for hour in range(0, 9 * 24, 3):
    now = timezone.now() + timedelta(hours=hour)
    send_messages(now=now)
    send_due(now=now)
"""


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with open_postbox() as box:
        yield box


def give_an_address(walker: HttpWalker, name: str, postbox: Postbox) -> None:
    """Somebody gives an address, and types in the code that they asked for by that."""
    walker.open("/me/address/")
    walker.write("/me/address/", email=f"{name.lower()}@post.example")
    walker.do("/me/address/")
    letter = postbox.next()
    assert letter["To"] == f"{name.lower()}@post.example"
    walker.write("/me/address/code/", code=code_in(letter))
    walker.do("/me/address/code/")


def lou_joins(job: Job, by: HttpWalker) -> HttpWalker:
    """A newcomer comes by a code that was read out."""
    by.open("/")
    circle = next(each for each in by.addresses() if "/c/" in each).split("/c/")[1].split("/")[0]
    by.open(f"/c/{circle}/invite/")
    by.do("/invite/")
    code = CODE.search(by.text)
    assert code is not None
    lou = HttpWalker(job.server.url)
    lou.open("/join/")
    lou.write("/join/", code=code[0])
    lou.do("/join/")
    lou.write("/join/", my_name="Lou")
    lou.do("/join/")
    return lou


def switch_on(walker: HttpWalker) -> None:
    """Somebody says that their address is safe, and asks to hear of answers."""
    walker.open("/me/contact/email/")
    walker.write("/me/contact/email/", may_be_left="yes")
    walker.do("/me/contact/email/")
    walker.do("/me/contact/email/safe/")
    walker.open("/me/messages/")
    walker.write("/me/messages/read/", kinds="answers")
    walker.do("/me/messages/read/")
    walker.do("/me/messages/on/")
    walker.sees("Messages are on.")


def days_pass(server: Server) -> None:
    settings = {**server.env, "DJANGO_SETTINGS_MODULE": "handinhand.config.settings"}
    subprocess.run([sys.executable, "-c", DAYS_AFTER], env=settings, check=True, timeout=120)


def arrived(postbox: Postbox) -> list[EmailMessage]:
    """All letters that are there."""
    found = []
    while True:
        try:
            found.append(postbox.letters.get_nowait())
        except queue.Empty:
            return found


def test_whoever_switched_nothing_on_is_sent_nothing_and_who_did_gets_all_in_one(
    chromium: Browser, tmp_path, postbox: Postbox
) -> None:
    with Server(tmp_path, demo=True, env=postbox.env) as server:
        with walking(BrowserWalker(chromium, server.url, scripts=False)) as me:
            job = Job(server, me)
            wished, *silent = (name for name in job.people if name != "Sam")
            for name in (wished, *silent):
                walker = HttpWalker(server.url)
                walker.open(job.sign_in[name])
                give_an_address(walker, name, postbox)
                if name == wished:
                    switch_on(walker)
                elif name == silent[0]:
                    give_an_address(lou_joins(job, walker), "Lou", postbox)
            whole(job)
        assert arrived(postbox) == []
        days_pass(server)
        # Letters to the others would be here by now: this one was sent by the same hand, and in the same hour.
        letters = [postbox.next(), *arrived(postbox)]
    assert {each["To"] for each in letters} == {f"{wished.lower()}@post.example"}
    assert len(letters) == 1
