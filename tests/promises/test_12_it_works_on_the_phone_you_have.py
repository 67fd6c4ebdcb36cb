"""Old, slow, shared, without JavaScript, at 320 px, with large letters, from right to left, and on paper."""

import json
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.answers import MEMBER
from tests.browsers import House as VisitorsHouse
from tests.browsers import make_house
from tests.chromium import LIGHT
from tests.promises.reading import Page as ReadPage
from tests.promises.scene import Seen, doors, named
from tests.servers import Server
from tests.visitors import TABLE

OLD_PHONE = {"width": 320, "height": 568}
LOOKS = (
    ("ltr", "light usual usual"),
    ("ltr", "light large usual"),
    ("rtl", "dusk usual calm"),
)
RANDOM = re.compile(r"[bcdfghjkmnpqrstvwxz2-9]{12,}")
LEAVE_OUT = re.compile(r"/hide/|/demonstration/|\?before=|/static/")
# Doors that no link or form of a page leads to, and why.
NOT_BY_A_LINK = {
    "home:up": "for whoever keeps the server",
    "people:demonstration": "printed when the demonstration begins",
    "profiles:picture": "a photograph, which stands on its page",
    "profiles:again": "for whoever left a circle and came back",
    "care:help_again": "for whoever left a circle and came back",
    "calendars:feed": "asked for by a calendar alone; the address is shown once it is made",
    "calendars:invitation": "a file, where the form before it leads",
    "people:sign_in_passkey": "where a server has a name that passkeys are made for",
    "people:scanned": "drawn on a card, for a camera",
    "people:done": "on every page of a visit on a shared device",
    "returning:open": "on that page, for the member whom somebody named",
    "returning:come_in": "when two said that they know somebody, and two days are over",
    "returning:as_myself": "when the member whom somebody named said yes",
    "returning:stop": "on Today, while somebody comes back in one's name",
    "meetings:slips": "in a meeting that takes positions without names, beside where each says theirs",
    "meetings:phone_position": "on a phone that is the room's",
    "meetings:will_write": "once somebody has asked a friend to write",
    "meetings:position_for": "once somebody has asked a friend to write",
    "meetings:ahead_move": "once something was sent ahead",
    "meetings:after_heavy": "once somebody carried a heavy meeting",
    "people:keep_unsent": "sent by the page itself, when somebody hides it",
    "tea:again": "once somebody would like tea, or was drawn",
    "tea:go_on": "once somebody would like tea, or was drawn",
    "tea:leave_it": "once somebody would like tea, or was drawn",
    "roles:answer": "while a draw is open, or for whom it drew",
    "roles:close": "while a draw is open, or for whom it drew",
    "people:back": "once somebody rests, or will",
    "people:rest_shown": "once somebody rests, or will",
    "home:meanwhile": "once somebody rests, or will",
    "meetings:fetching": "once somebody steps out of a part",
    "care:let_it_be": "once somebody asked what words touch on",
    "home:contact_still": "once a way was said to be safe",
    "home:contact_safe": "on the way to a safe way",
    "people:number_code": "on the way to a safe way",
    "care:quiet_again": "once there is a plan",
    "care:how_are": "for whom a plan names",
    "decisions:put_beside": "once somebody offered other words",
    "decisions:take_offer": "once somebody offered other words",
    "decisions:say_i_will": "for whom a question was given to",
    "meetings:said": "once more was said in a part than the room shows",
    "meetings:bring_back": "while there are small groups",
    "away:about_me": "for somebody who is asked to step away",
    "away:mine": "for somebody who is asked to step away",
    "away:choose": "for somebody who is asked to step away",
    "away:looked": "for somebody who is asked to step away",
    "away:nobody": "for somebody who is asked to step away",
    "away:wish": "for somebody who is asked to step away",
    "away:of_use": "where somebody is asked to step away",
    "away:company": "for whoever is asked to be beside them",
    "mending:beside": "for whoever is asked to be beside somebody who says something",
    "mending:ask_beside": "once nobody is asked, or they said no",
    "circles:take_yes_back": "for whoever agreed",
}
# Wider than the screen by what somebody would have to scroll to; and what stands out of it.
WIDER = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const out = [...document.querySelectorAll('main *, header *, nav *, footer *')].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && box.height && (box.right > innerWidth + 1 || box.left < -1) && !each.closest('.skip');
  });
  return [wide, out.slice(0, 3).map(each => each.outerHTML.slice(0, 90))];
}"""
SMALL = """() => {
  const tapped = 'button, .button, .tap, summary, label.choice, nav a, textarea, select, input:not([type=hidden])';
  return [...document.querySelectorAll(tapped)].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && !each.closest('label.choice > *') && !each.matches('[type=radio]') && box.height < 43.5;
  }).map(each => each.outerHTML.slice(0, 90));
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("phone"), demo=True) as running:
        yield running


@pytest.fixture(scope="module")
def sign_in(server: Server) -> dict[str, str]:
    """A way in for each of the demonstration's people."""
    told = json.loads(server.command("demo", "--json").stdout)
    return {each["name"]: each["sign_in"] for each in told["people"]}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=LIGHT, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser, server: Server) -> Iterator[BrowserContext]:
    """An old phone: small, and with scripts switched off."""
    context = chromium.new_context(
        viewport=OLD_PHONE, java_script_enabled=False, base_url=server.url, has_touch=True, locale="en-GB"
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


def places(page: Page, first: str) -> Iterator[str]:
    """Goes to one page of each kind that links lead to."""
    waiting, been = deque([first]), set()
    while waiting:
        path = waiting.popleft()
        kind = RANDOM.sub("x", path)
        if kind in been or LEAVE_OUT.search(path):
            continue
        been.add(kind)
        page.goto(path)
        yield kind
        links = page.eval_on_selector_all("a[href]", "all => all.map(each => each.href)")
        here = urlsplit(page.url)
        waiting += [
            urlsplit(each)._replace(scheme="", netloc="", fragment="").geturl()
            for each in links
            if urlsplit(each).netloc == here.netloc
        ]


@pytest.mark.browser
@pytest.mark.parametrize("who", ["Sam", "stranger"])
def test_every_page_fits_an_old_phone_without_scripts(phone: BrowserContext, sign_in: dict[str, str], who: str) -> None:
    page, beside, small, been = phone.new_page(), [], [], set()
    if who in sign_in:
        page.goto(sign_in[who])
    for kind in places(page, "/"):
        been.add(kind)
        for direction, comfort in LOOKS:
            page.evaluate(
                "([dir, comfort]) => Object.assign(document.documentElement, {dir}).dataset.comfort = comfort",
                [direction, comfort],
            )
            wide, out = page.evaluate(WIDER)
            if wide > 0 or out:
                beside.append((kind, direction, comfort, wide, out))
        small += [(kind, each) for each in page.evaluate(SMALL)]
    assert not beside
    assert not small
    assert len(been) >= (8 if who == "stranger" else 30)


@pytest.mark.browser
def test_a_turn_in_the_round_needs_no_script(phone: BrowserContext, sign_in: dict[str, str]) -> None:
    page = phone.new_page()
    page.goto(sign_in["Dee"])
    page.get_by_role("link", name="Go to the meeting").click()
    page.get_by_label("Your words", exact=True).fill("I type this on an old phone.")
    page.get_by_role("button", name="Share it").click()
    said = page.locator("#said li", has_text="I type this on an old phone.")
    said.get_by_role("link", name="Change or take back").click()
    page.get_by_role("button", name="Take them back").click()
    expect(page.locator("main")).to_contain_text("You took it back.")
    page.get_by_role("link", name="See what is new").click()
    expect(page.locator("#said")).to_contain_text("taken back: only you see it")
    expect(page.locator("[data-hold]")).to_be_hidden()


@pytest.mark.browser
def test_a_card_is_one_sheet_of_paper_with_the_code_and_nothing_that_tells(
    phone: BrowserContext, sign_in: dict[str, str], tmp_path: Path
) -> None:
    page = phone.new_page()
    page.goto(sign_in["Asha"])
    page.goto("/me/card/")
    page.get_by_role("button", name="Make a card").click()
    page.wait_for_load_state()
    page.emulate_media(media="print")
    printed = page.inner_text("body")
    assert re.search(r"\b[a-z2-9A-Z]{4}[- ][a-z2-9A-Z]{4}", printed)
    assert "/sign-in/card/" in printed
    telling = ("Harbour", "Asha", "Hide", "circle", "Hand in Hand", "I have it now", "Help", "Today")
    assert not [each for each in telling if each in printed]
    page.pdf(path=tmp_path / "card.pdf", format="A5")
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "card.pdf").read_bytes())) == 1


def test_no_page_needs_a_script_for_anything(everything: list[Seen]) -> None:
    stuck = [
        (seen.address, button.text)
        for seen in everything
        for button in seen.page.root.all("button")
        # Looking round shows a picture of the room: it says so, and its buttons are to do nothing.
        if button.within("form") is None and "hidden" not in button.attrs and "/look-round/" not in seen.address
    ]
    assert not stuck
    for seen in everything:
        assert {form.node.attrs.get("method") for form in seen.page.forms} <= {"post", "get"}
        assert all(form.buttons for form in seen.page.forms)
        assert not [link for link in seen.page.links if link.startswith(("javascript:", "#")) and link != "#main"] or (
            "data-problems" in seen.page.html
        )
        assert not list(seen.page.root.all("canvas", "dialog", "template"))


def also_seen(house: VisitorsHouse) -> Iterator[Seen]:
    """The pages that open only once something was asked, said or lent: of those whom the visitor table knows."""
    for row in TABLE:
        for visitor, answer in row.get.each() if row.get is not None else ():
            if visitor in (MEMBER, "Tom", "Dee") and answer.status == 200 and row.name != "people:demonstration":
                address = house.address(row)
                page = house.browser(visitor).get(address)
                if page.headers["Content-Type"].startswith("text/html"):
                    yield Seen(visitor, address, ReadPage(page.content.decode()))


def test_every_door_of_the_house_is_reached_by_a_link_or_a_form(everything: list[Seen], db: None) -> None:
    reached = {named(seen.address).view_name for seen in everything if named(seen.address)}
    for seen in [*everything, *also_seen(make_house())]:
        leads = [*seen.page.links, *(form.action for form in seen.page.forms)]
        reached |= {named(each).view_name for each in leads if each.startswith("/") and named(each)}
    assert doors() - reached == NOT_BY_A_LINK.keys()
