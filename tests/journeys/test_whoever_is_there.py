"""A meeting for whoever is there: something sent ahead, a friend who writes, one phone for the room, and paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.joining import CODE, JOIN
from tests.servers import Server

pytestmark = [pytest.mark.browser]
DAY = "2027-03-04"
AHEAD = "I would like a lamp by the door."
SPOKEN = "We keep the kettle on."
IN_HER_NAME = "A chair with arms, please."
NARROWEST = 320
BY_A_FRIEND = "It should open earlier."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


class Room:
    """Hana, who holds the meeting and carries its phone; Bo, who writes ahead; Dee, who has no phone with her."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.camera = Camera(FOLDER / "whoever-is-there")
        self.hana, self.bo, self.dee = (
            BrowserWalker(browser, server.url, scripts=False, width=NARROWEST) for _each in range(3)
        )
        self.circle = self.meeting = ""

    def look(self, walker: BrowserWalker, name: str) -> None:
        self.camera.look(walker, name)


def begin_circle(room: Room) -> None:
    hana = room.hana
    hana.open("/start/")
    hana.write("/start/", name="The Boathouse Circle", purpose="To talk.", limits="We tell.", my_name="Hana")
    hana.do("/start/")
    room.circle = hana.path.removesuffix("welcome/")
    hana.open(f"{room.circle}invite/")
    hana.do("/invite/")
    code = CODE.search(hana.text)
    assert code is not None, hana.text
    for walker, name in ((room.bo, "Bo"), (room.dee, "Dee")):
        walker.open(JOIN)
        walker.write(JOIN, code=code[0])
        walker.do(JOIN)
        walker.write(JOIN, my_name=name)
        walker.do(JOIN)


def plan(room: Room) -> None:
    hana = room.hana
    hana.open(f"{room.circle}meetings/new/")
    hana.write("/meetings/new/", title="What the door needs", day=DAY, clock="14:30")
    hana.do("/meetings/new/")
    room.meeting = hana.path
    hana.open(f"{room.meeting}pace/")
    while hana.page.locator('form[action*="/pace/answer/"]').count():
        hana.do("/pace/answer/", answer="accept")
    hana.open(f"{room.meeting}invite/")
    hana.do("/invite/")


def bo_sends_ahead(room: Room) -> None:
    bo = room.bo
    bo.open(room.meeting)
    bo.go("/ahead/")
    room.look(bo, "ahead")
    bo.go_beside("a round", "/ahead/for/")
    bo.sees("Only you see this until this part begins.")
    bo.write("/ahead/for/", body=AHEAD)
    room.look(bo, "ahead-for")
    bo.do("/ahead/for/")
    bo.sees(AHEAD)
    room.look(bo, "sent-ahead")
    room.hana.open(f"{room.meeting}ahead/")
    room.hana.does_not_see(AHEAD)


def dee_asks_hana_to_write(room: Room) -> None:
    hana, dee = room.hana, room.dee
    dee.open(f"{room.meeting}friend/")
    dee.unfold("Choose a friend")
    dee.write("/friend/ask/", friend="Hana")
    room.look(dee, "friend")
    dee.do("/friend/ask/")
    dee.sees("You asked Hana to write for you")
    hana.open(f"{room.meeting}friend/")
    hana.do("/will/")
    hana.go("/friend/")
    hana.sees("You write for")


def hana_carries_the_phone(room: Room) -> None:
    hana = room.hana
    hana.open(f"{room.meeting}room/")
    hana.do("/do/begin/")
    hana.open(f"{room.meeting}friend/")
    hana.follow("Write")
    hana.do("/do/come-in/")
    hana.write("/say/", body=BY_A_FRIEND)
    room.look(hana, "writing-for")
    hana.do("/say/")
    hana.open(f"{room.meeting}room/")
    hana.sees(BY_A_FRIEND)
    hana.unfold("One phone for the room")
    hana.do("/phone/carry/")
    hana.sees("Nobody is on this phone yet.")
    hana.unfold("Somebody else has no phone with them")
    hana.go_beside("Dee", "/phone/who/")
    room.look(hana, "put-me-on")
    hana.do("/phone/who/")
    hana.sees("Dee")


def they_go_round(room: Room) -> None:
    """Each has a turn in place: Bo, who is not there, has theirs read."""
    hana = room.hana
    while not hana.page.locator("text=· a round").count():
        hana.do("/phone/lead/go-to/")
    read = tapped = False
    while hana.page.locator('form[action*="/end-turn/"]').count():
        hana.sees(AHEAD)
        if "sent words ahead. Somebody reads them out now." in hana.text:
            read = True
            room.look(hana, "read-out")
            hana.do("/phone/lead/end-turn/")
        elif hana.page.locator(".big", has_text="I have finished").count():
            tapped = True
            room.look(hana, "phone-turn")
            hana.do("/end-turn/")
        else:
            hana.do("/phone/lead/end-turn/")
    assert read
    assert tapped


def words_are_kept(room: Room) -> None:
    hana = room.hana
    hana.write("/phone/keep/", body=SPOKEN)
    hana.do("/phone/keep/", do="read")
    hana.sees("Is this how you want it kept?")
    hana.do("/phone/keep/", do="keep")
    hana.write("/phone/keep/", body=IN_HER_NAME, whose="Dee")
    hana.do("/phone/keep/", do="read")
    hana.sees("Dee, is this how you want it kept?")
    room.look(hana, "read-back")
    hana.do("/phone/keep/", do="keep")
    hana.sees(IN_HER_NAME)
    hana.sees("Said in the meeting")


def nothing_else_opens(room: Room) -> None:
    hana = room.hana
    for path in ("/", "/me/", f"{room.meeting}room/"):
        hana.open(path)
        hana.sees("This phone is the room's now")
        hana.does_not_see("Hello Hana")
    room.look(hana, "put-away")
    hana.do("/phone/away/")
    hana.sees("Hello Hana")


def everybody_finds_it(room: Room) -> None:
    for walker in (room.hana, room.bo):
        walker.open(f"{room.meeting}summary/")
        for words in (AHEAD, SPOKEN, IN_HER_NAME, BY_A_FRIEND):
            walker.sees(words)
        walker.does_not_see("by a friend")
    room.dee.open(f"{room.meeting}friend/")
    room.dee.sees("What came into your name by another hand")
    room.dee.sees(IN_HER_NAME)
    room.dee.sees("written by")
    room.look(room.dee, "by-another-hand")


def on_paper(room: Room) -> None:
    bo = room.bo
    bo.open(f"{room.meeting}paper/")
    room.look(bo, "paper")
    bo.go("letters=large")
    bo.sees("Where I stand")


def test_whoever_is_there_takes_part(server, chromium):
    room = Room(server, chromium)
    begin_circle(room)
    plan(room)
    bo_sends_ahead(room)
    dee_asks_hana_to_write(room)
    hana_carries_the_phone(room)
    they_go_round(room)
    words_are_kept(room)
    nothing_else_opens(room)
    everybody_finds_it(room)
    on_paper(room)
