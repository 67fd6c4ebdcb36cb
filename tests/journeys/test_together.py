"""Four people go through a break, a change to the plan and small groups; one of them at 320 px without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.http_walker import HttpWalker
from tests.journeys.joining import CODE
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]
LINK = "https://rooms.example.org/boathouse"
BY_A_FRIEND = "My stick slips on the second step."
WRITTEN, BROUGHT = "The steps are slippery in the rain.", "We would like a rope along the steps."


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


class Four:
    """Hana holds, Bo is at 320 px without scripts, Ines has scripts, and Omar makes them four."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.camera = Camera(FOLDER / "together")
        self.circle = self.room = ""
        self.hana, self.ines = (BrowserWalker(browser, server.url, width=360) for _each in range(2))
        self.bo = BrowserWalker(browser, server.url, scripts=False, width=320)
        self.omar = HttpWalker(server.url)

    def look(self, name: str, walker: BrowserWalker) -> None:
        self.camera.look(walker, name)


def test_a_break_a_change_and_small_groups(server, chromium):
    four = Four(server, chromium)
    four_people_come(four)
    hana_plans_and_begins(four)
    a_break_is_wished_for_and_ends_by_agreement(four)
    the_plan_is_changed_with_everybodys_yes(four)
    small_groups_and_back_together(four)


def four_people_come(four: Four) -> None:
    hana = four.hana
    hana.open("/start/")
    hana.write("/start/", my_name="Hana", name="Boathouse", purpose="To mend it.", limits="We call for help.")
    hana.do("/start/")
    four.circle = hana.path.removesuffix("welcome/")
    hana.open(f"{four.circle}invite/")
    hana.do("/invite/")
    code = CODE.search(hana.text)
    assert code is not None
    for name, walker in (("Bo", four.bo), ("Ines", four.ines), ("Omar", four.omar)):
        walker.open("/join/")
        walker.write("/join/", code=code[0])
        walker.do("/join/")
        walker.write("/join/", my_name=name)
        walker.do("/join/")


def hana_plans_and_begins(four: Four) -> None:
    hana = four.hana
    hana.open(f"{four.circle}meetings/new/")
    soon = hana.page.evaluate("new Date(Date.now() + 9e5).toISOString()")
    hana.write("/new/", title="The boathouse", day=soon[:10], clock=soon[11:16], link="http://rooms.example.org/")
    hana.do("/new/")
    hana.sees("Please write a link that begins with https://, or a phone number.")
    hana.write("/new/", link=LINK)
    hana.do("/new/")
    plan = f"{four.circle}meetings/{hana.path.removeprefix(four.circle).split('/')[1]}/"
    while True:
        hana.open(f"{plan}pace/")
        if "/pace/answer/" not in hana.page.content():
            break
        hana.do("/pace/answer/", answer="leave")
    hana.open(f"{plan}invite/")
    hana.do("/invite/")
    four.room = f"{plan}room/"
    hana.open(plan)
    hana.sees("Never needed: everything also happens here.")
    hana.open(four.room)
    hana.do("/do/begin/")
    for walker in (four.bo, four.ines, four.omar):
        walker.open(four.room)
        walker.do("/do/come-in/")
    hana.do("/do/go-to/")
    four.bo.again()
    four.bo.sees(LINK)


def a_break_is_wished_for_and_ends_by_agreement(four: Four) -> None:
    hana, bo, ines = four.hana, four.bo, four.ines
    bo.unfold("I need a break")
    four.look("i-need-a-break", bo)
    bo.do("/do/need-break/", who="all")
    bo.sees("We could use a break")
    hana.sees("We could use a break")
    assert "Bo" not in hana.html("pause")
    four.look("we-could-use-a-break", hana)
    hana.do("/do/begin-break/", minutes="10")
    ines.sees("We are having a break")
    ines.sees("No clock ends it.")
    bo.again()
    bo.do("/do/be-back/")
    bo.sees("You said that you are back.")
    hana.cannot("/do/go-on/")
    hana.do("/do/ask-on/")
    ines.sees("Shall we go on?")
    ines.do("/do/longer/")
    hana.sees("A little longer would be good.")
    four.look("shall-we-go-on", hana)
    bo.again()
    four.look("break-without-scripts", bo)
    hana.do("/do/stay-longer/")
    hana.do("/do/ask-on/")
    hana.do("/do/go-on/")
    ines.does_not_see("We are having a break")


def the_plan_is_changed_with_everybodys_yes(four: Four) -> None:
    hana, bo, ines = four.hana, four.bo, four.ines
    hana.go("/room/change/")
    four.look("change-the-plan", hana)
    hana.write("/room/change/", kind="break", minutes="5")
    hana.do("/room/change/", what="add")
    hana.sees("The plan after the change")
    four.look("change-offered", hana)
    hana.open(four.room)
    ines.sees("A change to the plan?")
    ines.do("/do/change-no/")
    hana.sees("Somebody would rather not.")
    hana.cannot("/do/change-do/")
    assert "Ines" not in hana.html("offer")
    ines.do("/do/change-yes/")
    bo.again()
    four.look("change-without-scripts", bo)
    bo.do("/do/change-yes/")
    hana.can("/do/change-do/")
    hana.do("/do/change-do/")
    bo.open(four.room.removesuffix("room/"))
    bo.sees("New: ")
    bo.open(four.room)


def small_groups_and_back_together(four: Four) -> None:
    hana, bo, ines, omar = four.hana, four.bo, four.ines, four.omar
    hana.go("/room/groups/")
    four.look("small-groups", hana)
    hana.write("/room/groups/", question="What would help?", size="2")
    hana.do("/room/groups/")
    ines.sees("We are in small groups")
    bo.again()
    four.look("in-groups-without-scripts", bo)
    bo.go("/room/group/")
    bo.sees("Only the people of your group can see this")
    bo.write("/group/say/", body=WRITTEN)
    bo.do("/group/say/")
    bo.sees(WRITTEN)
    four.look("my-group", bo)
    reads = 0
    for walker in (hana, ines, omar):
        walker.open(f"{four.room}group/")
        reads += WRITTEN in walker.text
    assert reads == 1
    a_friend_writes_in_bos_group(four)
    hana.open(four.room)
    hana.do("/do/back-together/")
    bo.again()
    bo.write("/group/bring/", body=BROUGHT)
    four.look("bring-back", bo)
    bo.do("/group/bring/")
    bo.sees(BROUGHT)
    for walker in (hana, ines):
        walker.open(four.room)
        walker.sees(BROUGHT)
        walker.sees("From a group")
    ines.go("/cover/")
    ines.sees("Anybody can, and at once.")
    ines.sees(BROUGHT)
    four.look("cover-something", ines)
    hana.do("/do/groups-done/")
    for walker in (hana, ines, omar):
        walker.open(four.room)
        assert WRITTEN not in walker.text
    bo.open(four.room)
    bo.sees(WRITTEN)
    four.look("groups-are-over", bo)


def a_friend_writes_in_bos_group(four: Four) -> None:
    bo, ines = four.bo, four.ines
    friend = four.room.replace("/room/", "/friend/")
    bo.open(friend)
    bo.unfold("Choose a friend")
    bo.write("/friend/ask/", friend="Ines")
    bo.do("/friend/ask/")
    ines.open(friend)
    ines.do("/will/")
    ines.open(friend)
    ines.follow("Write")
    ines.sees("In their small group")
    ines.write("/group/", body=BY_A_FRIEND)
    four.look("writing-in-a-group", ines)
    ines.do("/group/")
    ines.does_not_see(BY_A_FRIEND)
    bo.open(f"{four.room}group/")
    bo.sees(BY_A_FRIEND)
    bo.open(friend)
    bo.sees("written by")
    bo.open(f"{four.room}group/")
    ines.open(four.room)
