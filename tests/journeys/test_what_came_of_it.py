"""From Tom's words to an answer, and a message that Dee reads before she switches it on: at 320 px, without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from handinhand.home import harbour
from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.postbox import Postbox, code_in, open_postbox
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]

SAID = harbour.SAID_LAST_TIME["Tom"]
PROPOSED = "Somebody rings everyone once, a week after their first visit."
PROMISED = "I find out who has an hour a week for that."
ANSWER = "Two of us have, on Mondays."
SOMEBODY = "Somebody in this circle"
LINK = re.compile(r"as (\w+): http://[^/]+(/\S+)")
CIRCLE = re.compile(r"/c/\w+/")
OFF = re.compile(r"/messages/off/\S+/")


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with open_postbox() as box:
        yield box


@pytest.fixture
def server(tmp_path, postbox) -> Iterator[Server]:
    with Server(tmp_path, demo=True, env=postbox.env) as server:
        yield server


def people(server: Server, browser: Browser) -> dict[str, BrowserWalker]:
    """The people of the demonstration, each with a small phone."""
    links = dict(found.groups() for line in server.said if (found := LINK.search(line)))
    walkers = {name: BrowserWalker(browser, server.url, scripts=False, width=320) for name in links}
    for name, walker in walkers.items():
        walker.open(links[name])
        walker.sees(f"Hello {name}")
    return walkers


def test_from_words_to_an_answer_and_a_message_that_is_read_before_it_is_switched_on(server, chromium, postbox):
    camera = Camera(FOLDER / "what-came-of-it")
    here = people(server, chromium)
    dee, tom, marcus = here["Dee"], here["Tom"], here["Marcus"]
    proposal = dee_proposes_from_what_tom_said(dee, camera)
    tom_says_how_he_is_named(tom, dee, proposal, camera)
    marcus_promises_and_answers(marcus, proposal, camera)
    for walker in (dee, tom, marcus):
        walker.open(proposal)
        walker.go("/thread/")
        for words in (SAID, PROPOSED, PROMISED, ANSWER):
            walker.sees(words)
    dee.sees(SOMEBODY)
    camera.look(dee, "thread-whole")
    dee_reads_a_message_first(dee, postbox, camera)
    anybody_with_its_link_stops_it(BrowserWalker(chromium, server.url, scripts=False, width=320), dee, camera)
    assert not [each for walker in here.values() for each in walker.elsewhere]


def dee_proposes_from_what_tom_said(dee: BrowserWalker, camera: Camera) -> str:
    """One tap in the line of Tom's words; the words stand beside the box."""
    circle = CIRCLE.search(" ".join(dee.addresses()))
    assert circle is not None
    dee.open(f"{circle[0]}meetings/")
    dee.go("/summary/")
    dee.go_beside(SAID, "?from=")
    dee.sees(SAID)
    camera.look(dee, "propose-from")
    dee.write("/propose/", text=PROPOSED)
    dee.do("/propose/")
    dee.sees(PROPOSED)
    proposal = dee.path
    dee.go("/thread/")
    dee.does_not_see(SAID)
    return proposal


def tom_says_how_he_is_named(tom: BrowserWalker, dee: BrowserWalker, proposal: str, camera: Camera) -> None:
    """He is asked where it happened; until he says, nobody else reads his words there."""
    tom.open(proposal)
    tom.sees("This came from words of yours.")
    tom.go("/thread/")
    tom.sees("How would you like to be named here?")
    camera.look(tom, "thread-asked")
    tom.do("/named/", named="somebody")
    tom.sees("You said: As somebody in this circle.")
    dee.open(dee.path)
    dee.sees(SAID)
    dee.sees(SOMEBODY)


def marcus_promises_and_answers(marcus: BrowserWalker, proposal: str, camera: Camera) -> None:
    """From the thread, one tap to a promise; its answer ends the thread."""
    marcus.open(proposal)
    marcus.go("/thread/")
    marcus.go("/promises/?from=")
    marcus.sees(PROPOSED)
    camera.look(marcus, "promise-from")
    marcus.write("/promises/make/", text=PROMISED)
    marcus.do("/promises/make/")
    marcus.go_beside(PROMISED, "/promises/")
    camera.look(marcus, "promise")
    marcus.write("/answer/", kind="done", text=ANSWER)
    marcus.do("/answer/")
    marcus.sees(ANSWER)


def dee_reads_a_message_first(dee: BrowserWalker, postbox: Postbox, camera: Camera) -> None:
    """An address first; then what and when; then every word of it; then on."""
    dee.open("/me/messages/")
    dee.sees("Messages are off.")
    dee.go("/me/address/")
    dee.write("/me/address/", email="dee@post.example")
    dee.do("/me/address/")
    dee.write("/me/address/code/", code=code_in(postbox.next()))
    dee.do("/me/address/code/")
    dee.go("/me/messages/")
    camera.look(dee, "messages")
    dee.do("/me/messages/read/")
    dee.sees("Please choose one or more.")
    for words in ("A meeting is planned, or its plan changed", "A proposal waits for where I stand"):
        dee.choose(words)
    dee.do("/me/messages/read/")
    dee.sees("A meeting is planned, or its plan changed.")
    dee.sees("Something waits for where you stand.")
    dee.picture(FOLDER / "what-came-of-it", "message-read")
    dee.do("/me/messages/on/")
    dee.sees("Messages are on.")


def anybody_with_its_link_stops_it(stranger: BrowserWalker, dee: BrowserWalker, camera: Camera) -> None:
    """The link in a message works without signing in, and says nothing of whose it is."""
    dee.do("/me/messages/read/")
    found = OFF.search(dee.text)
    assert found is not None
    stranger.open(found[0])
    stranger.does_not_see("Dee")
    camera.look(stranger, "messages-off")
    stranger.do("/messages/off/")
    stranger.sees("These messages have stopped")
    dee.open("/me/messages/")
    dee.sees("Messages are off.")
