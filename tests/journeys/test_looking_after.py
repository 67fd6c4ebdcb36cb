"""Five people look after each other: words are covered, access is held for a while, and somebody looks away."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.joining import CODE, JOIN
from tests.servers import Server

pytestmark = [pytest.mark.browser, pytest.mark.soak]

CIRCLE = {
    "name": "The Boathouse Circle",
    "purpose": "To make the boathouse a place where everybody can find a seat.",
    "limits": "If somebody is about to get hurt, one of us calls for help, and says so.",
}
DANGER = "I pick Una up at the house with the yellow gate."
ANSWER = "I did not know that it was a secret. I am sorry."
COVERED = "Something is covered here"
HARMLESS, FOLDED = "I bring the big boots.", "Words of somebody you chose not to see"
HELD = "Your access to this circle is held for now"


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with Server(tmp_path) as server:
        yield server


class Five:
    """Five phones, one of them with scripts."""

    def __init__(self, server: Server, browser: Browser) -> None:
        self.camera = Camera(FOLDER / "looking-after")
        self.phones = {
            name: BrowserWalker(browser, server.url, scripts=name == "Bo", width=320)
            for name in ("Hana", "Bo", "Ana", "Cai", "Dia")
        }
        self.circle = self.code = ""

    def __getattr__(self, name: str) -> BrowserWalker:
        return self.__dict__["phones"][name.capitalize()]

    def sees(self, name: str, page: str, *words: str) -> None:
        """Somebody opens a page of the circle and reads words there."""
        self.phones[name].open(self.circle + page)
        for each in words:
            self.phones[name].sees(each)


def test_words_are_covered_access_is_held_and_somebody_looks_away(server, chromium):
    five = Five(server, chromium)
    they_come_together(five)
    ana_covers_what_bo_wrote(five)
    two_others_say_that_it_stays(five)
    ana_covers_what_newcomers_read(five, chromium, server)
    two_hold_the_access_of_bo(five)
    bo_answers_and_the_hold_is_ended(five)
    dia_looks_away(five)


def they_come_together(five: Five) -> None:
    five.hana.open("/start/")
    five.hana.write("/start/", my_name="Hana", **CIRCLE)
    five.hana.do("/start/")
    five.circle = five.hana.path.removesuffix("welcome/")
    five.hana.open(f"{five.circle}invite/")
    five.hana.do("/invite/")
    five.code = code = CODE.search(five.hana.text)[0]
    for name in ("Bo", "Ana", "Cai", "Dia"):
        walker = five.phones[name]
        walker.open(JOIN)
        walker.write(JOIN, code=code)
        walker.do(JOIN)
        walker.write(JOIN, my_name=name)
        walker.do(JOIN)


def ana_covers_what_bo_wrote(five: Five) -> None:
    five.bo.open(f"{five.circle}promises/")
    five.bo.write("/promises/make/", text=DANGER)
    five.bo.do("/promises/make/")
    five.sees("Ana", "promises/", DANGER)
    five.ana.go_beside(DANGER, "/promises/")
    five.ana.go("/cover/")
    five.camera.look(five.ana, "cover")
    five.ana.sees("They show again")
    five.ana.do("/cover/")
    five.ana.sees(COVERED)
    five.ana.does_not_see(DANGER)
    for name in ("Hana", "Cai", "Dia"):
        five.sees(name, "promises/", COVERED)
        five.phones[name].does_not_see(DANGER)
    five.sees("Bo", "promises/", DANGER)
    five.bo.go_beside(DANGER, "/promises/")
    five.bo.go("/words/")
    five.bo.sees("It is no judgement of you")
    five.camera.look(five.bo, "covered-mine")
    five.sees("Dia", "done/", "Words were covered")


def two_others_say_that_it_stays(five: Five) -> None:
    for name, reads in (("Cai", True), ("Dia", False)):
        walker = five.phones[name]
        walker.open(f"{five.circle}promises/")
        walker.go_beside(COVERED, "/promises/")
        walker.go("/cover/")
        walker.does_not_see(DANGER)
        if reads:
            five.camera.look(walker, "covered")
            walker.go("read=yes")
            walker.sees(DANGER)
            five.camera.look(walker, "covered-read")
        walker.do("/cover/stays/")
    five.sees("Hana", "done/", "Two people agreed that a cover stays")
    five.camera.look(five.hana, "done")


def ana_covers_what_newcomers_read(five: Five, chromium: Browser, server: Server) -> None:
    five.sees("Ana", "before-joining/", CIRCLE["purpose"])
    five.camera.look(five.ana, "before-joining")
    five.ana.go("/own/circle-purpose/")
    five.camera.look(five.ana, "cover-own")
    five.ana.do("/cover/")
    five.ana.sees(COVERED)
    five.sees("Hana", "", COVERED)
    five.hana.does_not_see(CIRCLE["purpose"])
    stranger = BrowserWalker(chromium, server.url, scripts=False, width=320)
    stranger.open(JOIN)
    stranger.write(JOIN, code=five.code)
    stranger.do(JOIN)
    stranger.sees(COVERED)
    stranger.does_not_see(CIRCLE["purpose"])
    assert not any("/cover/" in address for address in stranger.addresses())
    five.camera.look(stranger, "join-covered")
    five.sees("Cai", "before-joining/", COVERED)
    five.cai.go("/own/circle-purpose/")
    five.cai.go("read=yes")
    five.cai.sees(CIRCLE["purpose"])
    five.camera.look(five.cai, "covered-own")


def two_hold_the_access_of_bo(five: Five) -> None:
    five.ana.open(f"{five.circle}members/")
    five.ana.go_beside("Bo", "/members/")
    five.camera.look(five.ana, "member")
    five.ana.go("/hold/")
    five.camera.look(five.ana, "ask-hold")
    five.ana.do("/hold/")
    five.ana.sees("Nothing has happened yet")
    five.camera.look(five.ana, "asked-hold")
    five.bo.open(f"{five.circle}members/")
    five.bo.does_not_see("Somebody asks for a hold")
    five.cai.open(f"{five.circle}members/")
    five.camera.look(five.cai, "members")
    five.cai.go_beside("Somebody asks for a hold", "/holds/")
    five.camera.look(five.cai, "agree-hold")
    five.cai.do("/agree/")
    five.cai.sees("Ana and Cai put it on.")
    # The page that Bo has open goes by itself.
    expect(five.bo.page.locator("h1")).to_have_text(HELD)
    five.bo.sees("Ana and Cai put a hold on your access.")
    five.camera.look(five.bo, "held")
    five.sees("Hana", "done/", "Ana and Cai put a hold on Bo for a day")


def bo_answers_and_the_hold_is_ended(five: Five) -> None:
    bo = five.bo
    bo.open(f"{five.circle}promises/")
    bo.sees(HELD)
    bo.write("/holds/answer/", text=ANSWER)
    bo.do("/holds/answer/")
    bo.sees(ANSWER)
    bo.page.locator("summary").click()
    bo.sees(DANGER)
    five.hana.open(f"{five.circle}members/")
    five.hana.go_beside("is held for now", "/holds/")
    five.hana.sees(ANSWER)
    five.camera.look(five.hana, "hold")
    five.hana.do("/decisions/holds/", days="7")
    five.hana.sees("goes on for 7 days from our decision")
    five.ana.open(f"{five.circle}members/")
    five.ana.go_beside("is held for now", "/holds/")
    five.ana.do("/end/")
    five.ana.sees("It is over.")
    bo.open(f"{five.circle}members/")
    bo.sees("Who is here")
    bo.does_not_see(HELD)


def dia_looks_away(five: Five) -> None:
    five.dia.open(f"{five.circle}members/")
    five.dia.go_beside("Bo", "/members/")
    five.dia.do("/seeing/", see="no")
    five.dia.sees("You chose not to see the words of Bo here.")
    five.camera.look(five.dia, "not-seeing")
    for name in ("Hana", "Bo", "Ana"):
        five.phones[name].open(f"{five.circle}members/")
        five.phones[name].does_not_see("you chose not to see")
    five.bo.open(f"{five.circle}promises/")
    five.bo.write("/promises/make/", text=HARMLESS)
    five.bo.do("/promises/make/")
    five.sees("Hana", "promises/", HARMLESS)
    five.sees("Dia", "promises/", FOLDED)
    five.dia.does_not_see(HARMLESS)
    five.camera.look(five.dia, "folded")
    five.dia.page.get_by_text(FOLDED).first.click()
    five.dia.sees(HARMLESS)
    five.dia.open(f"{five.circle}members/")
    five.dia.go_beside("Bo", "/members/")
    five.dia.do("/seeing/", see="yes")
    five.dia.sees("You see what Bo shares in this circle.")
