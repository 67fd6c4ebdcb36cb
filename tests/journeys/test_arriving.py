from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser_walker import BrowserWalker
from tests.journeys.camera import FOLDER, Camera
from tests.journeys.eight import all_see
from tests.journeys.joining import CARD, CODE, JOIN
from tests.journeys.postbox import Postbox, code_in, link_in, open_postbox
from tests.journeys.signs import (
    CARD_UNKNOWN,
    HELLO,
    INVITATION_CLOSED,
    LEFT,
    LINK_USED,
    NO_CIRCLE,
    NO_WAY_BACK,
    NOTHING_AGREED,
    NOTHING_LOST,
    YOU_ARE_IN,
)
from tests.servers import Server

pytestmark = [pytest.mark.browser]

CIRCLE = "The Boathouse Circle"
PURPOSE = "To make the boathouse a place where everybody can find a seat."
LIMITS = "If somebody is about to get hurt, one of us calls for help, and says so."
PROPOSED = "We begin with tea."
EMAIL = "bo@post.example"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with open_postbox() as box:
        yield box


@pytest.fixture
def server(tmp_path, postbox) -> Iterator[Server]:
    with Server(tmp_path, env=postbox.env) as server:
        yield server


class Arriving:
    """Hana, who starts a circle, and Bo, who has a few phones; none of them with scripts."""

    def __init__(self, server: Server, browser: Browser, postbox: Postbox) -> None:
        self.server, self.browser, self.postbox = server, browser, postbox
        self.camera = Camera(FOLDER / "arriving")
        self.circle = self.proposal = ""
        self.hana, self.bo = self.phone(), self.phone()

    def phone(self) -> BrowserWalker:
        """One more phone, on which nobody is signed in."""
        return BrowserWalker(self.browser, self.server.url, scripts=False, width=320)


def test_somebody_new_comes_comes_back_and_leaves_without_scripts(server, chromium, postbox):
    arriving = Arriving(server, chromium, postbox)
    hana_starts_a_circle(arriving)
    code = hana_invites(arriving)
    bo_joins_by_code(arriving, code)
    card = bo_makes_a_card(arriving)
    bo_gives_an_address(arriving)
    bo_proposes_and_signs_out(arriving)
    by_card = bo_comes_back_by_card(arriving, card)
    bo_replaces_the_card(arriving, by_card, card)
    by_letter = bo_comes_back_by_letter(arriving)
    hana_withdraws_the_invitation(arriving, code)
    bo_leaves_and_sees_nothing_on_any_phone(arriving, [by_card, *by_letter])
    bo_is_welcome_again(arriving, by_card)


def hana_starts_a_circle(arriving: Arriving) -> None:
    hana = arriving.hana
    hana.open("/")
    hana.go("/start/")
    arriving.camera.look(hana, "start")
    hana.write("/start/", name=CIRCLE, purpose=PURPOSE, limits=LIMITS)
    hana.do("/start/")
    hana.sees(NOTHING_LOST)
    assert hana.written("/start/", "purpose") == PURPOSE
    hana.write("/start/", my_name="Hana")
    hana.do("/start/")
    hana.sees(YOU_ARE_IN.format("Hana"))
    arriving.circle = hana.path.removesuffix("welcome/")


def hana_invites(arriving: Arriving) -> str:
    hana = arriving.hana
    hana.open(f"{arriving.circle}invite/")
    hana.do("/invite/")
    code = CODE.search(hana.text)
    assert code is not None, hana.text
    return code[0]


def bo_joins_by_code(arriving: Arriving, code: str) -> None:
    bo = arriving.bo
    bo.open(arriving.circle)
    bo.does_not_see(CIRCLE)
    bo.open("/")
    bo.go(JOIN)
    bo.write(JOIN, code="aaa-bbb-ccc")
    bo.do(JOIN)
    bo.sees(INVITATION_CLOSED)
    arriving.camera.look(bo, "join-by-code")
    bo.open(JOIN)
    bo.write(JOIN, code=code.lower().replace("-", ""))
    bo.do(JOIN)
    for words in (CIRCLE, PURPOSE, LIMITS, NOTHING_AGREED):
        bo.sees(words)
    bo.does_not_see("Hana")
    arriving.camera.look(bo, "join")
    bo.write(JOIN, my_name="Bo", shape="moon", colour="plum")
    bo.do(JOIN)
    bo.sees(YOU_ARE_IN.format("Bo"))
    arriving.camera.look(bo, "you-are-in")
    bo.open("/me/")
    bo.sees(NO_WAY_BACK)
    arriving.camera.look(bo, "me-without-a-way-back")
    bo.open(f"{arriving.circle}members/")
    bo.sees("Hana")
    arriving.camera.look(bo, "members")


def bo_makes_a_card(arriving: Arriving) -> str:
    return card_of(arriving.bo)


def card_of(walker: BrowserWalker) -> str:
    walker.open("/me/card/")
    walker.do("/me/card/")
    code = walker.page.locator(".code").last.inner_text()
    assert CARD.fullmatch(code)
    walker.do("/me/card/kept/")
    walker.open("/me/card/")
    walker.does_not_see(code)
    return code


def bo_gives_an_address(arriving: Arriving) -> None:
    bo, postbox = arriving.bo, arriving.postbox
    bo.open("/me/address/")
    arriving.camera.look(bo, "address")
    bo.write("/me/address/", email=EMAIL)
    bo.do("/me/address/")
    arriving.camera.look(bo, "address-code")
    letter = postbox.next()
    assert letter["To"] == EMAIL
    assert not [name for name in (CIRCLE, "Boathouse", "Hana", "Bo,") if name in f"{letter['Subject']} {letter}"]
    bo.write("/me/address/code/", code=code_in(letter))
    bo.do("/me/address/code/")
    bo.sees(EMAIL)
    bo.does_not_see(NO_WAY_BACK)


def bo_proposes_and_signs_out(arriving: Arriving) -> None:
    bo = arriving.bo
    bo.open(f"{arriving.circle}decisions/propose/")
    bo.write("/propose/", text=PROPOSED)
    bo.do("/propose/")
    arriving.proposal = bo.path
    bo.open("/sign-out/")
    arriving.camera.look(bo, "sign-out")
    bo.do("/sign-out/")
    for path in ("/", arriving.circle, arriving.proposal):
        bo.open(path)
        bo.does_not_see(CIRCLE)
        bo.does_not_see(PROPOSED)


def come_by_card(walker: BrowserWalker, card: str) -> None:
    walker.open("/sign-in/")
    walker.go("/sign-in/card/")
    walker.write("/sign-in/card/", code=card)
    walker.do("/sign-in/card/")


def bo_comes_back_by_card(arriving: Arriving, card: str) -> BrowserWalker:
    phone = arriving.phone()
    phone.open(arriving.proposal)
    arriving.camera.look(phone, "sign-in")
    come_by_card(phone, card.upper().replace(" ", "-"))
    phone.open(arriving.proposal)
    phone.sees(PROPOSED)
    return phone


def bo_replaces_the_card(arriving: Arriving, phone: BrowserWalker, card: str) -> None:
    new = card_of(phone)
    assert new != card
    finder, own = arriving.phone(), arriving.phone()
    come_by_card(finder, card)
    finder.sees(CARD_UNKNOWN)
    assert finder.written("/sign-in/card/", "code") == card
    arriving.camera.look(finder, "sign-in-card")
    finder.open(arriving.proposal)
    finder.does_not_see(PROPOSED)
    come_by_card(own, new)
    own.sees(HELLO.format("Bo"))


def bo_comes_back_by_letter(arriving: Arriving) -> list[BrowserWalker]:
    postbox = arriving.postbox
    typing, linking, stranger = arriving.phone(), arriving.phone(), arriving.phone()
    answers = []
    for phone, email in ((stranger, "somebody@else.example"), (typing, EMAIL)):
        phone.open("/sign-in/letter/")
        phone.write("/sign-in/letter/", email=email)
        phone.do("/sign-in/letter/")
        answers.append(phone.page.locator("main").inner_text())
    assert answers[0] == answers[1], "the answer tells whether an address is known here"
    arriving.camera.look(typing, "sign-in-code")
    letter = postbox.next()
    assert letter["To"] == EMAIL
    typing.write("/sign-in/code/", code=code_in(letter))
    typing.do("/sign-in/code/")
    typing.sees(HELLO.format("Bo"))
    linking.open("/sign-in/letter/")
    linking.write("/sign-in/letter/", email=EMAIL)
    linking.do("/sign-in/letter/")
    letter = postbox.next()
    assert letter["To"] == EMAIL
    linking.open(link_in(letter))
    arriving.camera.look(linking, "come-in-by-link")
    linking.do(link_in(letter))
    linking.sees(HELLO.format("Bo"))
    stranger.open(link_in(letter))
    stranger.sees(LINK_USED)
    arriving.camera.look(stranger, "link-used")
    return [typing, linking]


def hana_withdraws_the_invitation(arriving: Arriving, code: str) -> None:
    hana, late = arriving.hana, arriving.phone()
    hana.open(f"{arriving.circle}invite/")
    hana.do("/withdraw/")
    late.open(JOIN)
    late.write(JOIN, code=code)
    late.do(JOIN)
    late.sees(INVITATION_CLOSED)
    late.does_not_see(CIRCLE)


def bo_leaves_and_sees_nothing_on_any_phone(arriving: Arriving, phones: list[BrowserWalker]) -> None:
    leaving, *others = phones
    for phone in others:
        phone.open(arriving.proposal)
        phone.sees(PROPOSED)
    watching = BrowserWalker(arriving.browser, arriving.server.url, width=360)
    come_by_card(watching, card_of(leaving))
    watching.open(arriving.proposal)
    watching.sees(PROPOSED)
    leaving.open(f"{arriving.circle}my-place/")
    arriving.camera.look(leaving, "my-place")
    leaving.go("/leave/")
    arriving.camera.look(leaving, "leave")
    leaving.do("/leave/")
    leaving.sees(NO_CIRCLE)
    arriving.camera.look(leaving, "today-in-no-circle")
    watching.does_not_see(PROPOSED)
    watching.does_not_see(CIRCLE)
    for phone in phones:
        for path in (arriving.proposal, arriving.circle, f"{arriving.circle}decisions/", "/"):
            phone.open(path)
            for words in (PROPOSED, CIRCLE, "Hana"):
                phone.does_not_see(words)
    arriving.hana.open(arriving.proposal)
    all_see({"Hana": arriving.hana}, PROPOSED, "Bo")
    arriving.hana.open(f"{arriving.circle}done/")
    arriving.hana.sees(LEFT.format("Bo"))
    arriving.camera.look(arriving.hana, "what-was-done")


def bo_is_welcome_again(arriving: Arriving, phone: BrowserWalker) -> None:
    code = hana_invites(arriving)
    phone.open(JOIN)
    phone.write(JOIN, code=code)
    phone.do(JOIN)
    phone.does_not_see("Hana")
    phone.write(JOIN, my_name="Bo")
    phone.do(JOIN)
    phone.open(arriving.proposal)
    phone.sees(PROPOSED)
